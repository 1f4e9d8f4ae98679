#include "services/progress/domain/import.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace adagio::progress {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'772'481'600);

// Three items of 0 to 3, the third a safety item; one may be missing.
Instrument Mood() {
  return {.key = "mood",
          .version = 2,
          .name = "Mood",
          .direction = Direction::kLowerIsBetter,
          .items = {{.number = 1, .greatest = 3}, {.number = 2, .greatest = 3}, {.number = 3, .greatest = 3}},
          .greatest_total = 9,
          .most_missing = 1,
          .safety_triggers = {
              {.key = "item_3", .item = 3, .at_least = 1, .concern = Concern::kSelfHarm, .source = "policy"}}};
}
// One item of 0 to 10.
Instrument Bond() {
  return {.key = "bond",
          .version = 1,
          .direction = Direction::kHigherIsBetter,
          .items = {{.number = 1, .greatest = 10}},
          .greatest_total = 10};
}

ImportedRow Good() {
  return {.line = 2,
          .instrument = "mood",
          .version = 2,
          .occurred_at = kNow - absl::Hours(24 * 400),
          .answers = {{1, 1}, {2, 2}, {3, 0}}};
}

std::optional<RowProblem> Problem(const ImportedRow& row, const Instrument& instrument = Mood()) {
  const auto scored = ScoreRow(instrument, row, kNow);
  const RowProblem* problem = std::get_if<RowProblem>(&scored);
  return problem == nullptr ? std::nullopt : std::optional(*problem);
}

template <typename Change>
std::optional<RowProblem> ProblemWith(Change change) {
  ImportedRow row = Good();
  change(row);
  return Problem(row);
}

TEST(AnImportedRow, IsScoredAsIfItWereAnsweredHere) {
  const auto scored = ScoreRow(Mood(), Good(), kNow);
  ASSERT_TRUE(std::holds_alternative<ScoredRow>(scored));
  EXPECT_EQ(std::get<ScoredRow>(scored).score.total, 3);
  EXPECT_EQ(std::get<ScoredRow>(scored).answers, (ItemAnswers{{1, 1}, {2, 2}, {3, 0}}));
}

TEST(AnImportedRow, IsRejectedForTheFirstThingThatIsWrongWithIt) {
  EXPECT_EQ(Problem(Good()), std::nullopt);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.occurred_at = kNow + absl::Seconds(1); }), RowProblem::kInFuture);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.occurred_at = kNow - 2 * kOldest; }), RowProblem::kTooOld);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.occurred_at = absl::InfinitePast(); }), RowProblem::kTooOld);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.answers.clear(); }), RowProblem::kNeitherOrBoth);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.total = 3; }), RowProblem::kNeitherOrBoth);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.answers[0].first = 4; }), RowProblem::kItemUnknown);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.answers.emplace_back(1, 1); }), RowProblem::kItemUnknown);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.answers[0].second = 4; }), RowProblem::kOutOfRange);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.answers[0].second = -1; }), RowProblem::kOutOfRange);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.answers = {{3, 0}}; }), RowProblem::kAnswersMissing);
}

TEST(AnImportedRow, NeedsItsSafetyItemWhateverElseMayBeMissing) {
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.answers = {{1, 1}, {3, 0}}; }), std::nullopt);
  EXPECT_EQ(ProblemWith([](ImportedRow& row) { row.answers = {{1, 1}, {2, 1}}; }), RowProblem::kAnswersMissing);
}

TEST(AnImportedRow, SaysWhatItReaches) {
  ImportedRow grave = Good();
  grave.answers[2].second = 2;
  const auto scored = ScoreRow(Mood(), grave, kNow);
  const std::vector<Reached>& reached = std::get<ScoredRow>(scored).reached;
  ASSERT_EQ(reached.size(), 1u);
  EXPECT_EQ(reached[0].trigger, "item_3");
  EXPECT_EQ(reached[0].value, 2);
}

TEST(ATotalAlone, IsTakenOfAnInstrumentThatHidesNoSafetyItemBehindIt) {
  const auto total = [](const Instrument& instrument, double value) {
    ImportedRow row = Good();
    row.answers.clear();
    row.total = value;
    return Problem(row, instrument);
  };
  EXPECT_EQ(total(Bond(), 0), std::nullopt);
  EXPECT_EQ(total(Bond(), 10), std::nullopt);
  EXPECT_EQ(total(Bond(), 10.5), RowProblem::kOutOfRange);
  EXPECT_EQ(total(Bond(), -1), RowProblem::kOutOfRange);
  EXPECT_EQ(total(Bond(), std::nan("")), RowProblem::kOutOfRange);
  EXPECT_EQ(total(Bond(), std::numeric_limits<double>::infinity()), RowProblem::kOutOfRange);
  EXPECT_EQ(total(Mood(), 3), RowProblem::kTotalHidesAnswers);
  Instrument avoided = Bond();
  avoided.no_occasion = NoOccasion{.items = {1}, .value = 0, .source = "policy"};
  EXPECT_EQ(total(avoided, 3), RowProblem::kTotalHidesAnswers) << "it may tell of nothing but the avoidance";
  Instrument parts = Bond();
  parts.total_rule = TotalRule::kNone;
  EXPECT_EQ(total(parts, 3), RowProblem::kAnswersMissing) << "there is no total";
}

TEST(ATotalAlone, ReachesTheTriggersOfTotals) {
  Instrument screen = Bond();
  screen.safety_triggers = {{.key = "total", .at_least = 5, .source = "policy"}};
  ImportedRow row = Good();
  row.answers.clear();
  row.total = 4;
  EXPECT_TRUE(std::get<ScoredRow>(ScoreRow(screen, row, kNow)).reached.empty());
  row.total = 5;
  EXPECT_EQ(std::get<ScoredRow>(ScoreRow(screen, row, kNow)).reached.size(), 1u);
}

TEST(APartner, IsWrittenAboutWhileTheyAreThereAndHaveAcknowledgedThePolicy) {
  const Standing good{.left = false, .acknowledged = true};
  const Standing left{.left = true, .acknowledged = true};
  const Standing silent{.left = false, .acknowledged = false};
  EXPECT_EQ(ProblemOf(&good), std::nullopt);
  EXPECT_EQ(ProblemOf(nullptr), RowProblem::kPartnerUnknown);
  EXPECT_EQ(ProblemOf(&left), RowProblem::kPartnerLeft);
  EXPECT_EQ(ProblemOf(&silent), RowProblem::kPolicyUnacknowledged);
}

TEST(AnImportedSafetyAnswer, AlertsForTwoWeeksAndIsReviewedAfterwards) {
  EXPECT_EQ(SafetyOf(kNow, kNow), SafetyOfImport::kAlert);
  EXPECT_EQ(SafetyOf(kNow - absl::Hours(14 * 24), kNow), SafetyOfImport::kAlert) << "to the very end";
  EXPECT_EQ(SafetyOf(kNow - absl::Hours(14 * 24) - absl::Microseconds(1), kNow), SafetyOfImport::kReview);
  EXPECT_EQ(SafetyOf(kNow - absl::Hours(2 * 365 * 24), kNow), SafetyOfImport::kReview);
}

TEST(AnOlderSafetyAnswer, IsReviewedOnceWhileAsGraveAOneWaits) {
  const PartnerId ana(Uuid::FromBytes("aaaaaaaaaaaaaaaa"));
  const PartnerId ben(Uuid::FromBytes("bbbbbbbbbbbbbbbb"));
  const SafetyTrigger trigger = Mood().safety_triggers[0];
  std::vector<Alert> known(1);
  known[0].partner = ana;
  known[0].instrument = "mood";
  known[0].reached = Sensitive(ReachedBy(trigger, 2));
  known[0].acts.push_back({.act = AlertAct::kAcknowledged});
  const auto awaits = [&](const PartnerId& partner, const std::string& instrument, double value) {
    const Administration administration{.partner = partner, .instrument = instrument};
    return AwaitsReview(known, administration, trigger, ReachedBy(trigger, value));
  };
  EXPECT_FALSE(awaits(ana, "mood", 1));
  EXPECT_FALSE(awaits(ana, "mood", 2));
  EXPECT_TRUE(awaits(ana, "mood", 3)) << "graver";
  EXPECT_TRUE(awaits(ana, "bond", 1)) << "another instrument";
  EXPECT_TRUE(awaits(ben, "mood", 1)) << "another partner";
  known[0].acts.push_back({.act = AlertAct::kHoldReleased});
  EXPECT_TRUE(awaits(ana, "mood", 1)) << "the earlier one was looked after";
}

TEST(AnImport, CountsEveryRowOnce) {
  const std::vector<RowOutcome> rows = {{11, {}}, {12, RowProblem::kTooOld}, {13, {}}};
  const Advanced first = Advance({}, 0, rows);
  EXPECT_EQ(first.progress, (ImportProgress{.position = 3, .taken = 2, .rejected = 1}));
  ASSERT_EQ(first.rejected.size(), 1u);
  EXPECT_EQ(first.rejected[0], (RejectedRow{1, 12, RowProblem::kTooOld}));
  const Advanced again = Advance(first.progress, 0, rows);
  EXPECT_EQ(again.progress, first.progress);
  EXPECT_TRUE(again.rejected.empty());
  const Advanced overlapping = Advance(first.progress, 2, {{13, {}}, {14, RowProblem::kAlreadyThere}});
  EXPECT_EQ(overlapping.progress, (ImportProgress{.position = 4, .taken = 2, .rejected = 2}));
  EXPECT_EQ(overlapping.rejected[0].position, 3);
}

}  // namespace
}  // namespace adagio::progress
