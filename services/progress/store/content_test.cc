#include "services/progress/store/content.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

TEST(Content, IsReadAsItWasWritten) {
  const ItemAnswers answers = {{1, 0}, {2, 3}, {16, -4}};
  EXPECT_EQ(ToText(answers), "1=0 2=3 16=-4");
  EXPECT_EQ(*AnswersFrom(ToText(answers)), answers);
  EXPECT_EQ(*AnswersFrom(ToText(ItemAnswers())), ItemAnswers());
  for (const double total : {0.0, -3.5, 14.0, 1.0 / 3, 6 + 2.0 * 3 / 7}) {
    for (const bool prorated : {false, true}) {
      const Score score{.total = total, .prorated = prorated};
      EXPECT_EQ(*ScoreFrom(ToText(score)), score);
    }
  }
  for (const NotInterpretable why : {NotInterpretable::kItemsMissing, NotInterpretable::kNoOccasion}) {
    const Score score{
        .why_no_total = why,
        .subscales = {{"wish", {.points = 3.6}}, {"b_2", {.points = 1, .prorated = true}}, {"a", {.why_none = why}}}};
    EXPECT_EQ(*ScoreFrom(ToText(score)), score) << "in their order";
  }
}

TEST(Content, OfAnAlertIsReadAsItWasWritten) {
  for (const std::optional<double>& value :
       {std::optional<double>(1), std::optional<double>(33.5), std::optional<double>()}) {
    const Reached reached{
        .trigger = "item_9", .item = 9, .value = value, .concern = Concern::kPain, .gravity = Gravity::kHigh};
    Alert alert;
    ASSERT_TRUE(FillReached(ToText("phq9", reached), alert).ok());
    EXPECT_EQ(alert.instrument, "phq9");
    EXPECT_EQ(alert.reached.Read(Reveal::kToDecide), reached);
  }
}

const absl::Time kThen = absl::FromUnixSeconds(1'772'481'600);

TEST(Content, KeepsWhichFiguresAreAbsent) {
  Summary summary;
  ASSERT_TRUE(FillScores(ToText(Summary{.scored = 2, .version = 3, .baseline = 14, .latest = 5.25}), summary).ok());
  EXPECT_EQ(summary.version, 3);
  EXPECT_EQ(summary.baseline, 14);
  EXPECT_EQ(summary.latest, 5.25);
  EXPECT_FALSE(summary.best.has_value());
  EXPECT_TRUE(summary.recent.empty());
  ASSERT_TRUE(
      FillScores(ToText(Summary{.scored = 2, .baseline = 14, .latest = 5, .recent = {{kThen, 14}, {kThen, -2.5}}}),
                 summary)
          .ok());
  EXPECT_EQ(summary.recent, (std::vector<TotalAt>{{kThen, 14}, {kThen, -2.5}}));
  const ReferenceFigures figures{
      .reliability = 0.94, .sd = 17.1, .cutoff = 51.5, .source = "from a source named \"source 2\""};
  const ReferenceFigures read = *FiguresFrom(ToText(figures));
  EXPECT_EQ(read.reliability, 0.94);
  EXPECT_EQ(read.sd, 17.1);
  EXPECT_FALSE(read.functional_mean.has_value());
  EXPECT_EQ(read.cutoff, 51.5);
  EXPECT_EQ(read.source, figures.source);
}

TEST(Content, ThatNobodyWroteIsABug) {
  Summary summary;
  Alert alert;
  EXPECT_EQ(ReasonOf(AnswersFrom("1=").status()), Reason::kBug);
  EXPECT_EQ(ReasonOf(AnswersFrom("x").status()), Reason::kBug);
  EXPECT_EQ(ReasonOf(ScoreFrom("").status()), Reason::kBug);
  EXPECT_EQ(ReasonOf(ScoreFrom("prorated 1").status()), Reason::kBug);
  EXPECT_EQ(ReasonOf(FillScores("baseline 1", summary)), Reason::kBug);
  for (const char* text : {"phq9", "phq9 item_9", "phq9 item_9 item 9 concern 9 gravity 0", "phq9 item_9 item 9"}) {
    EXPECT_EQ(ReasonOf(FillReached(text, alert)), Reason::kBug) << text;
  }
  EXPECT_EQ(ReasonOf(ScoreFrom("total 1 prorated 0 why 3").status()), Reason::kBug);
  EXPECT_TRUE(FillScores("", summary).ok()) << "nothing is scored";
  summary.scored = 1;
  EXPECT_EQ(ReasonOf(FillScores("", summary)), Reason::kBug);
  EXPECT_EQ(ReasonOf(FiguresFrom("reliability 0.9 sd 1").status()), Reason::kBug);
}

}  // namespace
}  // namespace adagio::progress
