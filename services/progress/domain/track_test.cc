#include "services/progress/domain/track.h"

#include <gtest/gtest.h>

namespace adagio::progress {
namespace {

const std::vector<Figure> kFivePoints = {{FigureKind::kReliableChange, 5, "a manual", FigureStatus::kSecondary}};

TrackState TrackOf(std::vector<double> baseline_best_latest, int scored = 3,
                   const std::vector<Figure>& figures = kFivePoints) {
  return TrackFromBest(Direction::kLowerIsBetter, figures,
                       {.scored = scored,
                        .baseline = baseline_best_latest[0],
                        .latest = baseline_best_latest[2],
                        .best = baseline_best_latest[1]});
}

TEST(Track, WhoCameBackByAReliableChangeIsOffTrackThoughNoWorseThanAtFirst) {
  EXPECT_EQ(TrackOf({15, 8, 13}), TrackState::kWorseThanBest);
  EXPECT_EQ(TrackOf({15, 8, 12}), TrackState::kOnTrack);
  EXPECT_EQ(TrackOf({15, 8, 8}), TrackState::kOnTrack);
}

TEST(Track, WhoOnlyGotWorseIsOffTrackFromTheirFirstScoreOn) {
  EXPECT_EQ(TrackOf({15, 15, 20}), TrackState::kWorseThanBest);
  EXPECT_EQ(TrackOf({15, 15, 19.9}), TrackState::kOnTrack);
}

TEST(Track, HigherScoresAreWorseOnlyWhereLessIsBetter) {
  const Summary fell{.scored = 3, .baseline = 15, .latest = 13, .best = 20};
  EXPECT_EQ(TrackFromBest(Direction::kHigherIsBetter, kFivePoints, fell), TrackState::kWorseThanBest);
  const Summary rose{.scored = 3, .baseline = 15, .latest = 20, .best = 20};
  EXPECT_EQ(TrackFromBest(Direction::kHigherIsBetter, kFivePoints, rose), TrackState::kOnTrack);
}

TEST(Track, ABandOfTheCohortSaysWhetherToLook) {
  EXPECT_FALSE(IsOffTrack(TrackFromBand(Band::kExpected)));
  EXPECT_EQ(TrackFromBand(Band::kAmber), TrackState::kAmber);
  EXPECT_EQ(TrackFromBand(Band::kRed), TrackState::kRed);
  EXPECT_EQ(TrackFromBand(std::nullopt), TrackState::kNoNorm);
}

TEST(Track, ADecimalReliableChangeIsReachedThoughItsDifferenceIsRounded) {
  const std::vector<Figure> fifth = {{FigureKind::kReliableChange, 0.2, "a manual", FigureStatus::kSecondary}};
  EXPECT_EQ(TrackOf({0.5, 0.1, 0.3}, 3, fifth), TrackState::kWorseThanBest);
}

TEST(Track, WithoutFiguresDirectionOrASecondScoreNothingIsSaid) {
  EXPECT_EQ(TrackOf({15, 8, 20}, 3, {}), TrackState::kNoNorm);
  EXPECT_EQ(TrackOf({15, 15, 15}, 1), TrackState::kTooFewScores);
  EXPECT_EQ(TrackFromBest(std::nullopt, kFivePoints, {.scored = 3, .latest = 9}), TrackState::kNoDirection);
  for (const TrackState state : {TrackState::kNoNorm, TrackState::kTooFewScores, TrackState::kNoDirection}) {
    EXPECT_FALSE(IsOffTrack(state));
  }
}

// Scoring.md's example: s 7.5, r .80, S_diff 4.7434, so 1.96 of them are 9.297 points.
TEST(Track, AReliabilityAndASpreadCountBeforePoints) {
  std::vector<Figure> figures = kFivePoints;
  figures.push_back({FigureKind::kReliability, 0.8, "a manual", FigureStatus::kSecondary});
  figures.push_back({FigureKind::kSd, 7.5, "a manual", FigureStatus::kSecondary});
  EXPECT_NEAR(*ReliablePoints(figures), 9.2969, 1e-4);
  EXPECT_EQ(TrackOf({40, 30, 39}, 3, figures), TrackState::kOnTrack);
  EXPECT_EQ(TrackOf({40, 30, 40}, 3, figures), TrackState::kWorseThanBest);
}

}  // namespace
}  // namespace adagio::progress
