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
  ASSERT_NE(FindQuestion("hard_experiences"), nullptr);
  EXPECT_FALSE(FindQuestion("hard_experiences")->required);
  ASSERT_NE(FindQuestion("body_image"), nullptr);
  EXPECT_FALSE(FindQuestion("body_image")->required);
}

TEST(FindQuestion, FindsEveryItemAndNothingElse) {
  for (const Question& question : Questionnaire()) EXPECT_EQ(FindQuestion(question.key)->prompt, question.prompt);
  EXPECT_EQ(FindQuestion(""), nullptr);
  EXPECT_EQ(FindQuestion("goal"), nullptr);
  EXPECT_EQ(FindQuestion("GOALS"), nullptr);
}

}  // namespace
}  // namespace adagio::intake
