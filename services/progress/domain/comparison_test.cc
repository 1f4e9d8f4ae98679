#include "services/progress/domain/comparison.h"

#include <gtest/gtest.h>

namespace adagio::progress {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'772'481'600);

ClinicianId Therapist(int number) {
  std::string bytes(16, '\2');
  bytes[15] = static_cast<char>(number);
  return ClinicianId(Uuid::FromBytes(bytes));
}

UnitId Unit(int number) {
  std::string bytes(16, '\1');
  bytes[14] = static_cast<char>(number / 256);
  bytes[15] = static_cast<char>(number % 256);
  return UnitId(Uuid::FromBytes(bytes));
}

PartnerId Partner(const UnitId& unit, int number) {
  std::string bytes(unit.bytes());
  bytes[0] = static_cast<char>(number + 3);
  return PartnerId(Uuid::FromBytes(bytes));
}

// Therapists with `units` couples each. The partners of the first `better[i]` couples of therapist i improve, both of
// each; the others stay.
CaseloadFacts CouplesOf(int units, const std::vector<int>& better) {
  CaseloadFacts facts;
  int next = 0;
  for (size_t i = 0; i < better.size(); ++i) {
    facts.therapists.push_back(Therapist(static_cast<int>(i)));
    for (int k = 0; k < units; ++k) {
      const UnitId unit = Unit(next++);
      facts.treated.push_back({unit, facts.therapists.back()});
      for (int p = 0; p < 2; ++p) {
        const bool improved = k < better[i];
        const double pre = 20 - (k % 5) - p;
        facts.members.push_back({unit, Partner(unit, p)});
        facts.courses.push_back({.unit = unit,
                                 .partner = Partner(unit, p),
                                 .instrument = "phq9",
                                 .paired = true,
                                 .category = improved ? Category::kImproved : Category::kUnchanged,
                                 .effect = PrePost{-pre, -pre + (improved ? 8 : 0) + (k % 3)}});
      }
    }
  }
  return facts;
}

const Outcomes& OutcomesOf(const CaseloadReport& report, size_t therapist) {
  return report.therapists[therapist].figures.outcomes[0];
}

TEST(Comparison, NobodyIsPlacedWithFewerThanThirtyJudged) {
  CaseloadFacts facts = CouplesOf(20, {20, 2, 2, 2});
  facts.courses.resize(facts.courses.size() - 12);  // the last keeps 28
  const CaseloadReport report = ReportOn(facts, kNow);
  ASSERT_TRUE(OutcomesOf(report, 3).share->place.has_value());
  EXPECT_FALSE(OutcomesOf(report, 3).share->place->point.plain.position.has_value());
  EXPECT_FALSE(OutcomesOf(report, 3).share->place->point.clustered.position.has_value());
  EXPECT_TRUE(OutcomesOf(report, 0).share->place->point.plain.position.has_value());
}

TEST(Comparison, ADifferenceOfCouplesIsLessThanOneOfStrangers) {
  const CaseloadReport report = ReportOn(CouplesOf(20, {16, 10, 10, 10, 10, 10}), kNow);
  const FunnelPoint& point = OutcomesOf(report, 0).share->place->point;
  EXPECT_GT(point.clustered.limits.at95.high, point.plain.limits.at95.high);
  EXPECT_NEAR(OutcomesOf(report, 0).share->better.design_effect, 2, 0.05);
  EXPECT_EQ(OutcomesOf(report, 0).share->better.count, 32);
  EXPECT_EQ(OutcomesOf(report, 0).share->better.of, 40);
}

TEST(Comparison, EffectsHaveAWiderIntervalWherePartnersAreAlike) {
  const CaseloadReport report = ReportOn(CouplesOf(20, {16, 10}), kNow);
  const GroupEffect& effect = *OutcomesOf(report, 0).effect;
  EXPECT_EQ(effect.pairs, 40);
  EXPECT_GT(effect.plain.value, 0);
  EXPECT_LT(effect.clustered.low, effect.plain.low);
  EXPECT_GT(effect.clustered.high, effect.plain.high);
}

TEST(Comparison, ShrinkingDrawsEffectsTogetherAndKeepsTheirOrder) {
  const CaseloadReport report = ReportOn(CouplesOf(8, {8, 3, 2, 1}), kNow);
  const GroupEffect& most = *OutcomesOf(report, 0).effect;
  const GroupEffect& least = *OutcomesOf(report, 3).effect;
  ASSERT_TRUE(most.shrunk.has_value() && least.shrunk.has_value());
  EXPECT_LE(most.shrunk->value, most.clustered.value);
  EXPECT_GE(least.shrunk->value, least.clustered.value);
  EXPECT_GE(most.shrunk->value, least.shrunk->value);
}

TEST(Comparison, OneTherapistIsComparedWithNobody) {
  const CaseloadReport report = ReportOn(CouplesOf(40, {20}), kNow);
  EXPECT_FALSE(OutcomesOf(report, 0).share->place.has_value());
  EXPECT_FALSE(OutcomesOf(report, 0).effect->shrunk.has_value());
  EXPECT_FALSE(report.all.outcomes[0].share->place.has_value());
  EXPECT_TRUE(report.all.outcomes[0].effect.has_value());
}

TEST(Comparison, TwoPairsGiveNoEffectAndNobodyJudgedNoShare) {
  CaseloadFacts facts = CouplesOf(1, {1});
  EXPECT_FALSE(ReportOn(facts, kNow).all.outcomes[0].effect.has_value());
  for (Course& course : facts.courses) course.category = std::nullopt;
  EXPECT_FALSE(ReportOn(facts, kNow).all.outcomes[0].share.has_value());
}

}  // namespace
}  // namespace adagio::progress
