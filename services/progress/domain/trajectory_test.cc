#include "services/progress/domain/trajectory.h"

#include <gtest/gtest.h>

#include <cmath>

#include "services/progress/domain/jacobson_truax.h"
#include "services/progress/statistics/normal.h"

namespace adagio::progress {
namespace {

const absl::Time kDay = absl::FromUnixSeconds(1'772'481'600);

Instrument Lower() {
  return {.key = "mood", .direction = Direction::kLowerIsBetter, .least_total = 0, .greatest_total = 27};
}

Summary From(double baseline, double latest, int scored = 2) {
  return {.scored = scored, .baseline = baseline, .latest = latest};
}

std::vector<Figure> Points(double points, double cutoff) {
  return {{.kind = FigureKind::kReliableChange, .value = points}, {.kind = FigureKind::kCutoff, .value = cutoff}};
}

// s 7.5 and r .80 of the worked example: S_diff 4.7434.
ReferenceFigures Example() { return {.reliability = 0.8, .sd = 7.5, .source = "a paper"}; }

Category CategoryOf(const std::vector<Figure>& figures, double baseline, double latest) {
  return JudgeChange(Direction::kLowerIsBetter, figures, From(baseline, latest)).category;
}

TEST(Change, IsTheWorkedExampleOfJacobsonAndTruax) {
  const std::vector<Figure> figures = FiguresThatCount(Lower(), Example());
  const Change change = JudgeChange(Direction::kHigherIsBetter, figures, From(32.5, 47.5));
  EXPECT_NEAR(*change.index, 3.1623, 5e-5);
  EXPECT_EQ(change.category, Category::kImproved) << "without a cut-off nobody recovers";
  EXPECT_EQ(change.method, ChangeMethod::kJacobsonTruax);
  EXPECT_FALSE(change.cutoff.has_value());
}

TEST(Change, IsReliableStrictlyBeyondItsLimit) {
  const std::vector<Figure> figures = FiguresThatCount(Lower(), Example());
  const double limit = kTwoSided95 * DifferenceError(7.5, 0.8);
  const auto judged = [&](double latest) {
    return JudgeChange(Direction::kHigherIsBetter, figures, From(0, latest)).category;
  };
  EXPECT_EQ(judged(limit * (1 - 1e-12)), Category::kUnchanged);
  EXPECT_EQ(judged(limit * (1 + 1e-12)), Category::kImproved);
  EXPECT_EQ(judged(-limit * (1 + 1e-12)), Category::kDeteriorated);
}

TEST(Change, IsReachedByPublishedPointsInclusively) {
  EXPECT_EQ(CategoryOf(Points(6, 9.5), 20, 15), Category::kUnchanged);
  EXPECT_EQ(CategoryOf(Points(6, 9.5), 20, 14), Category::kImproved);
  EXPECT_EQ(CategoryOf(Points(6, 9.5), 15, 9), Category::kRecovered);
  EXPECT_EQ(CategoryOf(Points(6, 9.5), 16, 10), Category::kImproved) << "10 is a case";
  EXPECT_EQ(CategoryOf(Points(6, 9.5), 9, 3), Category::kImproved) << "9 was no case";
  EXPECT_EQ(CategoryOf(Points(6, 9.5), 9, 15), Category::kHarmed);
  EXPECT_EQ(CategoryOf(Points(6, 9.5), 12, 18), Category::kDeteriorated);
}

TEST(Change, HasNoNormWithoutFigures) {
  EXPECT_EQ(JudgeChange(Direction::kLowerIsBetter, {}, From(20, 1)).judgement, Judgement::kNoNorm);
  const std::vector<Figure> half = {{.kind = FigureKind::kReliability, .value = 0.9}};
  EXPECT_EQ(JudgeChange(Direction::kLowerIsBetter, half, From(20, 1)).judgement, Judgement::kNoNorm);
  EXPECT_EQ(JudgeChange(std::nullopt, Points(6, 9.5), From(20, 1)).judgement, Judgement::kNoDirection);
  EXPECT_EQ(JudgeChange(Direction::kLowerIsBetter, Points(6, 9.5), From(20, 20, 1)).judgement,
            Judgement::kTooFewScores);
}

TEST(Change, ReversesWithItsScoresAndItsDirection) {
  for (const double latest : {0.0, 5.0, 14.0, 15.0, 20.0, 26.0}) {
    const Change forth = JudgeChange(Direction::kLowerIsBetter, FiguresThatCount(Lower(), Example()), From(15, latest));
    const Change back = JudgeChange(Direction::kHigherIsBetter, FiguresThatCount(Lower(), Example()), From(latest, 15));
    EXPECT_EQ(*forth.index, -*back.index);
    EXPECT_EQ(forth.category, back.category);
  }
}

TEST(Figures, OfThePracticeReplaceThoseThatShip) {
  Instrument instrument = Lower();
  instrument.figures = Points(6, 9.5);
  EXPECT_EQ(FiguresThatCount(instrument, std::nullopt).size(), 2u);
  ReferenceFigures own = Example();
  own.functional_mean = 3;
  own.functional_sd = 3.5;
  const std::vector<Figure> figures = FiguresThatCount(instrument, own);
  EXPECT_EQ(FindFigure(figures, FigureKind::kReliableChange), nullptr);
  for (const Figure& figure : figures) EXPECT_EQ(figure.status, FigureStatus::kSuppliedByPractice);
  EXPECT_EQ(*JudgeChange(Direction::kLowerIsBetter, figures, From(20, 1)).cutoff, 10) << "b: 3 + 2 · 3.5";
  own.cutoff = 12;
  EXPECT_EQ(*JudgeChange(Direction::kLowerIsBetter, FiguresThatCount(instrument, own), From(20, 1)).cutoff, 12);
}

Administration At(char id, absl::Time occurred, std::optional<double> total, int version = 1) {
  const AdministrationId name(Uuid::FromBytes(std::string(15, '\1') + id));
  return {.id = name,
          .instrument_version = version,
          .series = name,
          .occurred_at = occurred,
          .submitted_at = kDay + absl::Hours(240),
          .score = Score{.total = total}};
}

TEST(ASeries, IsInTheOrderOfWhatTookPlace) {
  const std::vector<ScoreAt> series = SeriesOf({At('a', kDay + absl::Hours(2), 4), At('b', kDay, 9)});
  ASSERT_EQ(series.size(), 2u);
  EXPECT_EQ(series[0].score.total, 9);
  EXPECT_EQ(series[1].score.total, 4);
}

TEST(ASummary, LeavesOutWhatIsNotInterpretable) {
  Instrument instrument = Lower();
  instrument.rhythm = Rhythm{.every = absl::Hours(24)};
  const Summary none = Summarise(instrument, SeriesOf({At('a', kDay, std::nullopt)}));
  EXPECT_EQ(none.scored, 0);
  EXPECT_FALSE(none.best.has_value());
  EXPECT_EQ(none.due_at, kDay + absl::Hours(24)) << "it was answered";
  const Summary one = Summarise(instrument, SeriesOf({At('a', kDay, 7), At('b', kDay + absl::Hours(1), std::nullopt)}));
  EXPECT_EQ(one.scored, 1);
  EXPECT_EQ(one.latest_at, kDay);
  EXPECT_EQ(one.due_at, kDay + absl::Hours(25));
}

TEST(ASummary, ComparesNoTotalsOfTwoVersions) {
  const std::vector<ScoreAt> series =
      SeriesOf({At('a', kDay, 20), At('b', kDay + absl::Hours(1), 9, 2), At('c', kDay + absl::Hours(2), 5, 2)});
  EXPECT_EQ(series.size(), 3u);
  const Summary summary = Summarise(Lower(), series);
  EXPECT_EQ(summary.version, 2);
  EXPECT_EQ(summary.scored, 2);
  EXPECT_EQ(summary.baseline, 9);
  EXPECT_EQ(summary.recent.size(), 2u);
}

TEST(ASummary, HasTheFirstTheLastAndTheBest) {
  Instrument instrument = Lower();
  instrument.rhythm = Rhythm{.every = absl::Hours(24 * 42)};
  const std::vector<ScoreAt> series =
      SeriesOf({At('a', kDay, 9), At('b', kDay + absl::Hours(1), 2), At('c', kDay + absl::Hours(2), 5)});
  const Summary summary = Summarise(instrument, series);
  EXPECT_EQ(summary.scored, 3);
  EXPECT_EQ(summary.baseline, 9);
  EXPECT_EQ(summary.latest, 5);
  EXPECT_EQ(summary.best, 2);
  EXPECT_EQ(summary.due_at, kDay + absl::Hours(2) + absl::Hours(24 * 42));
  instrument.direction = Direction::kHigherIsBetter;
  EXPECT_EQ(Summarise(instrument, series).best, 9);
  instrument.direction.reset();
  instrument.rhythm.reset();
  EXPECT_FALSE(Summarise(instrument, series).best.has_value());
  EXPECT_FALSE(Summarise(instrument, series).due_at.has_value());
}

}  // namespace
}  // namespace adagio::progress
