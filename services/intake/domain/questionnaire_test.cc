#include "services/intake/domain/questionnaire.h"

#include <gtest/gtest.h>

#include <functional>

#include "services/intake/domain/questionnaire_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

// The field that is at fault after `change`.
std::string FaultAfter(const std::function<void(Questionnaire&)>& change) {
  Questionnaire changed = SmallQuestionnaire();
  change(changed);
  return FieldOf(CheckQuestionnaire(changed));
}

Question& Item(Questionnaire& questionnaire, const std::string& key) {
  for (Question& question : questionnaire.questions) {
    if (question.key == key) return question;
  }
  return questionnaire.questions.front();
}

TEST(CheckQuestionnaire, TakesEveryKindOfItem) { EXPECT_TRUE(CheckQuestionnaire(SmallQuestionnaire()).ok()); }

TEST(CheckQuestionnaire, RefusesKeysThatStandTwiceOrAreNotPlain) {
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { q.questions[1].key = "goals"; }), "items");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { q.questions[1].key = "Triggers"; }), "items");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { q.questions[1].key = ""; }), "items");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "kinds").choices[1].key = "a"; }), "choices");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "since").units[1].key = "weeks"; }), "units");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { q.sections.push_back(q.sections[0]); }), "sections");
}

TEST(CheckQuestionnaire, RefusesWhatAKindDoesNotHaveOrLacks) {
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "goals").choices = {{"a", "A"}, {"b", "B"}}; }), "choices");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "kinds").choices.clear(); }), "choices");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "pick").choices.pop_back(); }), "choices") << "no choice at all";
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "goals").units = {{"weeks", "weeks", 0, 1}}; }), "units");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "since").units.clear(); }), "units");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "since").units[0].least = 53; }), "units");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "ease").low_label.clear(); }), "low_label");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "goals").high_label = "x"; }), "high_label");
}

TEST(CheckQuestionnaire, RefusesConditionsThatAreLaterRoundOrNeverMet) {
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "kinds").shown_if = {{.item = "pick", .any_of = {"x"}}}; }),
            "shown_if")
      << "a circle";
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "ease").shown_if = {{.item = "ease", .at_most = 40}}; }),
            "shown_if")
      << "itself";
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "pick").shown_if[0].item = "nothing"; }), "shown_if");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "pick").shown_if[0].any_of = {"c"}; }), "any_of");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "pick").shown_if[0].any_of.clear(); }), "any_of");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "ease_why").shown_if[0].any_of = {"a"}; }), "any_of");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "ease_why").shown_if[0].at_least = 41; }), "at_least");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "ease_why").shown_if[0].at_most = 101; }), "at_least");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { Item(q, "ease").shown_if = {{.item = "goals"}}; }), "shown_if")
      << "words";
}

TEST(CheckQuestionnaire, RefusesSectionsWithoutItemsAndItemsWithoutOne) {
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { q.sections.push_back({"empty", "title", ""}); }), "sections");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { q.questions[0].section = "nowhere"; }), "sections");
  EXPECT_EQ(FaultAfter([](Questionnaire& q) { q.questions.clear(); }), "sections");
}

TEST(Questionnaires, CountUpAndTheLastIsAsked) {
  const auto made = Questionnaires::Make({SmallQuestionnaire(1), SmallQuestionnaire(4)});
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->current().version, 4);
  EXPECT_EQ((*made->Find(1))->version, 1);
  EXPECT_EQ(ReasonOf(made->Find(2).status()), Reason::kBug);
  EXPECT_EQ(FieldOf(Questionnaires::Make({}).status()), "questionnaires");
  EXPECT_EQ(FieldOf(Questionnaires::Make({SmallQuestionnaire(2), SmallQuestionnaire(2)}).status()), "version");
}

TEST(Questionnaires, KeepTheMeaningOfAKey) {
  Questionnaire later = SmallQuestionnaire(2);
  Item(later, "hard_experiences").kind = ItemKind::kDate;
  EXPECT_EQ(FieldOf(Questionnaires::Make({SmallQuestionnaire(1), later}).status()), "kind");
}

}  // namespace
}  // namespace adagio::intake
