#include "services/cli/score_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace adagio::cli {
namespace {

absl::StatusOr<ScoreColumns> Take(absl::string_view text) { return TakeScores(text, {"id", "pre", "post"}); }

std::string ColumnsError(absl::string_view text) { return std::string(Take(text).status().message()); }

TEST(ScoreColumns, AreTakenByNameAndNotByPlace) {
  const auto scores = Take("post,note,id,pre\n 2.5 ,x,a,1e1\n");
  ASSERT_TRUE(scores.ok()) << scores.status();
  EXPECT_THAT(scores->ids, testing::ElementsAre("a"));
  EXPECT_THAT(scores->pre, testing::ElementsAre(10));
  EXPECT_THAT(scores->post, testing::ElementsAre(2.5));
}

TEST(ScoreColumns, AnEmptyCellAndNaAreMissing) {
  const auto scores = Take("id,pre,post\na,,1\nb,NA,\"\"\n");
  ASSERT_TRUE(scores.ok()) << scores.status();
  EXPECT_TRUE(std::isnan(scores->pre[0]) && std::isnan(scores->pre[1]) && std::isnan(scores->post[1]));
  EXPECT_EQ(scores->post[0], 1);
}

TEST(ScoreColumns, WhatIsNoNumberIsAnErrorThatNamesLineAndColumn) {
  EXPECT_EQ(ColumnsError("id,pre,post\na,1,2\nb,2,many\n"), "line 3: column 'post' holds no number");
  EXPECT_EQ(ColumnsError("id,pre,post\na,inf,2\n"), "line 2: column 'pre' holds no number");
  EXPECT_EQ(ColumnsError("id,pre,post\na,nan,2\n"), "line 2: column 'pre' holds no number");
}

TEST(ScoreColumns, ADecimalCommaIsAnErrorThatNamesTheLine) {
  EXPECT_EQ(ColumnsError("id,pre,post\na,1,2\nb,\"12,5\",3\n"),
            "line 3: column 'pre' holds no number: a decimal comma; write a point");
}

TEST(ScoreColumns, AnIdIsThereAndThereOnce) {
  EXPECT_EQ(ColumnsError("id,pre,post\na,1,2\n,1,2\n"), "line 3: no id");
  EXPECT_EQ(ColumnsError("id,pre,post\na,1,2\nb,1,2\na,3,4\n"), "line 4: the id of line 2 again");
}

}  // namespace
}  // namespace adagio::cli
