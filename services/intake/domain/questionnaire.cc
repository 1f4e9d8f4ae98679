#include "services/intake/domain/questionnaire.h"

#include <array>

namespace adagio::intake {
namespace {

constexpr std::array kQuestions = {
    Question{"closeness_history",
             "How did you come together, and how has closeness between you changed since? Tell it as you remember it.",
             true},
    Question{"closeness_now",
             "What does closeness look like between you on an ordinary day now: in words, in touch, in time spent?",
             false},
    Question{
        "triggers",
        "Which moments make you tense up, turn away or push harder? Think of places, words, times of day, touches.",
        true},
    Question{"reasons_for_distance",
             "When you would rather keep away, what lies behind it? Being tired, too much at once, feeling crowded, a "
             "quarrel left open, lost trust, pain, fear, something else? Several may be true.",
             true},
    Question{"bids_made",
             "How do you show that you would like to be close: something you say, a gesture, a touch? How often do you "
             "still try?",
             true},
    Question{"replies_received",
             "What usually comes back when you try, and what does that do to you, then and on the days after?", true},
    Question{
        "bids_noticed",
        "How do you notice that someone wants to be close to you, and how do you usually reply? What happens then?",
        true},
    Question{"room_for_no",
             "Can you say no, or stop half-way, and have it be all right? What would help to make that easier?", true},
    Question{"safety_needs", "What would have to be in place for you to feel at ease when you try something slowly?",
             true},
    Question{"body_image",
             "How do you feel in your own body, and about being seen or touched? Say as much or as little as you like.",
             false},
    Question{"hard_experiences",
             "Is there something you went through, at any age, that closeness still stirs up? A word is enough, and "
             "\"not now\" is a full answer.",
             false},
    Question{"body_memories",
             "Are there touches, smells, places or words that take you back somewhere before you can think? Name as "
             "little of it as you like; \"not now\" is a full answer here too.",
             false},
    Question{"boundaries", "What is off limits for you, whatever the others wish?", false},
    Question{"goals", "If this goes well, what would be different, even slightly, in three months?", true},
    Question{"first_small_sign", "What would be the first small sign, one that only you might notice?", false},
};

}  // namespace

absl::Span<const Question> Questionnaire() { return kQuestions; }

const Question* FindQuestion(absl::string_view key) {
  for (const Question& question : kQuestions) {
    if (question.key == key) return &question;
  }
  return nullptr;
}

}  // namespace adagio::intake
