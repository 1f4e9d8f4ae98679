#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "adagio/intake/v1/questionnaire.pb.h"
#include "services/intake/api/questionnaire_pack.h"
#include "services/platform/rpc/field_rules.h"
#include "services/platform/rpc/validate.h"

namespace adagio::intake {
namespace {

class ShippedQuestionnaires : public ::testing::Test {
 protected:
  void SetUp() override {
    std::stringstream text;
    text << std::ifstream(PACKS_DIR "/questionnaires.textproto").rdbuf();
    text_ = text.str();
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(text_, &pack_));
    const absl::StatusOr<Questionnaires> made = QuestionnairesFrom(text_);
    ASSERT_TRUE(made.ok()) << made.status();
    all_ = *made;
  }

  // The words a partner reads, in lower case.
  std::string Words() const {
    std::string words;
    for (const Questionnaire& questionnaire : all_.versions()) {
      absl::StrAppend(&words, questionnaire.introduction, " ");
      for (const Section& section : questionnaire.sections) {
        absl::StrAppend(&words, section.title, " ", section.introduction, " ");
      }
      for (const Question& question : questionnaire.questions) {
        absl::StrAppend(&words, question.prompt, " ");
        for (const Choice& choice : question.choices) absl::StrAppend(&words, choice.label, " ");
      }
    }
    return absl::AsciiStrToLower(words);
  }

  std::string text_;
  v1::ListQuestionnairesResponse pack_;
  Questionnaires all_;
};

TEST_F(ShippedQuestionnaires, ObeyTheRulesOfTheirContract) {
  rpc::FieldRules rules;
  std::vector<std::string> problems;
  const rpc::MessageRules* of_pack = rules.Read(v1::ListQuestionnairesResponse::descriptor(), problems);
  ASSERT_THAT(problems, ::testing::IsEmpty());
  for (const rpc::Violation& violation : rpc::Validate(pack_, *of_pack).violations) {
    ADD_FAILURE() << violation.field << ": " << violation.rule;
  }
}

TEST_F(ShippedQuestionnaires, AskForEveryPartOfTheMethod) {
  for (const char* item : {"closeness_history", "triggers", "reasons_for_distance", "bids_made", "replies_received",
                           "bids_noticed", "room_for_no", "safety_needs", "body_image", "hard_experiences", "goals"}) {
    EXPECT_NE(FindQuestion(all_.current(), item), nullptr) << item;
  }
}

TEST_F(ShippedQuestionnaires, RequireNothingThatIsHardestToTell) {
  for (const Question& question : all_.current().questions) {
    if (question.section != "past" && question.section != "body") continue;
    EXPECT_FALSE(question.required) << question.key;
  }
}

TEST_F(ShippedQuestionnaires, LetNothingBeSharedThatTellsOfHarmPainOrTheOther) {
  for (const Question& question : all_.current().questions) {
    for (const char* about : {"trigger", "distance", "bids", "repl", "reasons", "boundaries", "body", "hard"}) {
      const bool tells = question.shareable && absl::StartsWith(question.key, about);
      EXPECT_FALSE(tells) << question.key;
    }
  }
}

// P3: whoever fills this in may not be alone with it.
TEST_F(ShippedQuestionnaires, AskAfterNoViolenceAndBlameNobody) {
  for (const absl::string_view word : absl::StrSplit(Words(), absl::ByAnyChar(" .,;:\"'()?!"), absl::SkipEmpty())) {
    for (const absl::string_view never :
         {"violence", "violent", "hit", "hits", "threaten", "threatened", "threat", "forced", "rape", "abuse", "abused",
          "afraid", "blame", "failure", "normal"}) {
      EXPECT_NE(word, never);
    }
  }
}

TEST_F(ShippedQuestionnaires, HoldNothingThatAPackCannot) {
  for (const char* broken : {"", "questionnaires {}", "no such thing"}) EXPECT_FALSE(QuestionnairesFrom(broken).ok());
}

}  // namespace
}  // namespace adagio::intake
