#include "services/intake/domain/answer.h"

#include <gtest/gtest.h>

#include "services/intake/domain/questionnaire_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

Answer To(const std::string& item, Value value) { return {item, Sensitive<Value>(std::move(value)), false}; }
Answer NotNow(const std::string& item) { return {item, {}, true}; }

// The field at fault; empty where the answer fits.
std::string Fault(const std::string& item, Value value) {
  const Questionnaire small = SmallQuestionnaire();
  return FieldOf(CheckAnswers(*FindQuestion(small, item), To(item, std::move(value))));
}

TEST(CheckAnswers, TakesNotNowToEveryItemAndGivenAlone) {
  for (const Question& question : SmallQuestionnaire().questions) {
    EXPECT_TRUE(CheckAnswers(question, NotNow(question.key)).ok()) << question.key;
  }
  const Questionnaire small = SmallQuestionnaire();
  EXPECT_EQ(FieldOf(CheckAnswers(*FindQuestion(small, "goals"), {"goals", Sensitive<Value>(Words("x")), true})),
            "not_now");
}

TEST(CheckAnswers, TakesWhatTheKindAsksFor) {
  EXPECT_EQ(Fault("goals", Words("\xF0\x9F\x8C\xBF \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D")), "");
  EXPECT_EQ(Fault("kinds", Chosen{"other", "a"}), "");
  EXPECT_EQ(Fault("pick", Chosen{"y"}), "");
  EXPECT_EQ(Fault("ease", Scale{0}), "");
  EXPECT_EQ(Fault("ease", Scale{100}), "");
  EXPECT_EQ(Fault("since", Quantity{52, "weeks"}), "");
  EXPECT_EQ(Fault("day", absl::CivilDay(2019, 5, 1)), "");
}

TEST(CheckAnswers, RefusesEveryOtherKind) {
  const std::pair<const char*, const char*> fields[] = {
      {"goals", "answer"}, {"kinds", "chosen"},   {"pick", "chosen"},
      {"ease", "scale"},   {"since", "quantity"}, {"day", "date"},
  };
  const Value values[] = {Words("x"), Chosen{"a"}, Scale{1}, Quantity{1, "weeks"}, absl::CivilDay(2020, 1, 1)};
  const size_t own[] = {0, 1, 1, 2, 3, 4};
  for (size_t item = 0; item < std::size(fields); ++item) {
    EXPECT_EQ(Fault(fields[item].first, Value()), fields[item].second) << "nothing said";
    for (size_t kind = 0; kind < std::size(values); ++kind) {
      if (kind == own[item]) continue;
      EXPECT_EQ(Fault(fields[item].first, values[kind]), fields[item].second) << fields[item].first << kind;
    }
  }
}

TEST(CheckAnswers, RefusesWhatIsUnknownTwiceOutOfRangeOrInTheWrongUnit) {
  EXPECT_EQ(Fault("goals", Words(" \n\t")), "answer");
  EXPECT_EQ(Fault("kinds", Chosen{}), "chosen");
  EXPECT_EQ(Fault("kinds", Chosen{"c"}), "chosen");
  EXPECT_EQ(Fault("kinds", Chosen{"a", "a"}), "chosen");
  EXPECT_EQ(Fault("pick", Chosen{"x", "y"}), "chosen");
  EXPECT_EQ(Fault("ease", Scale{-1}), "scale");
  EXPECT_EQ(Fault("ease", Scale{101}), "scale");
  EXPECT_EQ(Fault("since", Quantity{0, "weeks"}), "quantity.amount");
  EXPECT_EQ(Fault("since", Quantity{53, "weeks"}), "quantity.amount");
  EXPECT_EQ(Fault("since", Quantity{53, "years"}), "quantity.unit");
  EXPECT_EQ(Fault("day", absl::CivilDay(1899, 12, 31)), "date");
  EXPECT_EQ(Fault("day", absl::CivilDay(2101, 1, 1)), "date");
}

bool Asks(const std::string& item, const std::vector<Answer>& answers) {
  const Questionnaire small = SmallQuestionnaire();
  return IsAsked(small, answers, *FindQuestion(small, item));
}

TEST(IsAsked, FollowsTheEarlierAnswers) {
  EXPECT_TRUE(Asks("goals", {}));
  EXPECT_FALSE(Asks("pick", {}));
  EXPECT_FALSE(Asks("pick", {To("kinds", Chosen{"a"})}));
  EXPECT_TRUE(Asks("pick", {To("kinds", Chosen{"a", "other"})}));
  EXPECT_FALSE(Asks("ease_why", {To("ease", Scale{41})}));
  EXPECT_TRUE(Asks("ease_why", {To("ease", Scale{40})}));
}

TEST(IsAsked, LeadsNobodyFurtherWhoSaidNotNow) {
  EXPECT_FALSE(Asks("pick", {NotNow("kinds")}));
  EXPECT_FALSE(Asks("ease_why", {NotNow("ease")}));
}

TEST(IsAsked, CountsNoAnswerToAnItemThatIsNotAskedItself) {
  const Answer picked = To("pick", Chosen{"x"});
  EXPECT_TRUE(Asks("deep", {To("kinds", Chosen{"other"}), picked}));
  EXPECT_FALSE(Asks("deep", {To("kinds", Chosen{"a"}), picked})) << "an answer left behind";
}

}  // namespace
}  // namespace adagio::intake
