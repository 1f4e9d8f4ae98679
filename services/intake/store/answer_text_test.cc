#include "services/intake/store/answer_text.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

TEST(AnAnswersText, KeepsEveryKindOfAnswer) {
  for (const Value& value :
       {Value(), Value(Words("words\n\xF0\x9F\x8C\xBF \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D")), Value(Chosen{"a", "b"}),
        Value(Scale{0}), Value(Quantity{3, "months"}), Value(absl::CivilDay(2024, 2, 29))}) {
    const Answer answer{"item", Sensitive<Value>(value), std::holds_alternative<std::monostate>(value)};
    const absl::StatusOr<Answer> read = AnswerFromText("item", ToText(answer));
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_TRUE(Same(answer, *read)) << value.index();
  }
}

TEST(AnAnswersText, ThatNobodyWroteIsABug) {
  for (const char* text : {"", "9", "3x", "4", "5yesterday"}) {
    EXPECT_EQ(ReasonOf(AnswerFromText("item", text).status()), Reason::kBug) << text;
  }
}

}  // namespace
}  // namespace adagio::intake
