#include "services/progress/domain/cutoff.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

constexpr Population kClinical{40, 7.5};
constexpr Population kFunctional{60, 7.5};

TEST(Cutoff, GivesThoseOfTheWorkedExample) {
  EXPECT_EQ(CutoffA(kClinical, Direction::kHigherIsBetter), 55);
  EXPECT_EQ(CutoffB(kFunctional, Direction::kHigherIsBetter), 45);
  EXPECT_EQ(CutoffC(kClinical, kFunctional), 50);
}

TEST(Cutoff, BDependsOnTheFunctionalSpreadAlone) {
  const Population wide{40, 20};
  const auto b = Cutoff(CutoffKind::kB, wide, {60, 5}, Direction::kHigherIsBetter);
  ASSERT_TRUE(b.ok());
  EXPECT_EQ(*b, 50);
}

TEST(Cutoff, CIsAsManyStandardDeviationsFromEitherMean) {
  const Population clinical{35, 8}, functional{8, 4};
  const double c = CutoffC(clinical, functional);
  EXPECT_DOUBLE_EQ((clinical.mean - c) / clinical.sd, (c - functional.mean) / functional.sd);
}

TEST(Cutoff, ReversingTheScaleReversesEveryCutoff) {
  const Population clinical{-40, 6}, functional{-60, 9};
  for (const CutoffKind kind : {CutoffKind::kA, CutoffKind::kB, CutoffKind::kC}) {
    const auto up = Cutoff(kind, {40, 6}, {60, 9}, Direction::kHigherIsBetter);
    const auto down = Cutoff(kind, clinical, functional, Direction::kLowerIsBetter);
    ASSERT_TRUE(up.ok() && down.ok());
    EXPECT_DOUBLE_EQ(*up, -*down);
  }
}

TEST(Cutoff, AsksForAFunctionalPopulationOnlyWhereItIsUsed) {
  const Population absent{0, 0};
  EXPECT_TRUE(Cutoff(CutoffKind::kA, kClinical, absent, Direction::kHigherIsBetter).ok());
  EXPECT_EQ(FieldOf(Cutoff(CutoffKind::kB, kClinical, absent, Direction::kHigherIsBetter).status()), "functional_sd");
  EXPECT_EQ(FieldOf(Cutoff(CutoffKind::kC, kClinical, absent, Direction::kHigherIsBetter).status()), "functional_sd");
}

}  // namespace
}  // namespace adagio::progress
