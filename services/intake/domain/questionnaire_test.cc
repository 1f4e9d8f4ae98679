#include "services/intake/domain/questionnaire.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace adagio::intake {
namespace {

TEST(Questionnaire, HasKeysAndPromptsThatFitTheContractAndDiffer) {
  std::set<std::string> keys;
  for (const Question& question : Questionnaire()) {
    EXPECT_TRUE(keys.insert(std::string(question.key)).second) << question.key;
    EXPECT_LE(question.key.size(), 64u);
    EXPECT_LE(question.prompt.size(), 1000u);
    EXPECT_FALSE(question.prompt.empty());
  }
  EXPECT_LE(keys.size(), 200u);
}

TEST(Questionnaire, NeverRequiresWhatIsHardestToTell) {
  for (const char* key : {"hard_experiences", "body_memories", "body_image"}) {
    ASSERT_NE(FindQuestion(key), nullptr) << key;
    EXPECT_FALSE(FindQuestion(key)->required) << key;
  }
}

TEST(FindQuestion, FindsEveryItemAndNothingElse) {
  for (const Question& question : Questionnaire()) EXPECT_EQ(FindQuestion(question.key)->prompt, question.prompt);
  EXPECT_EQ(FindQuestion(""), nullptr);
  EXPECT_EQ(FindQuestion("goal"), nullptr);
  EXPECT_EQ(FindQuestion("GOALS"), nullptr);
}

}  // namespace
}  // namespace adagio::intake
