#include "services/intake/domain/clearance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr std::array kResults = {ScreenResult::kIncomplete, ScreenResult::kNegative, ScreenResult::kPositive,
                                 ScreenResult::kPositiveSexual};

TEST(Deciding, IsTheGravestOfTheLatestScreensAsOfTheNewest) {
  constexpr std::array kByGravity = {ScreenResult::kNegative, ScreenResult::kIncomplete, ScreenResult::kPositive,
                                     ScreenResult::kPositiveSexual};
  for (size_t ehits = 0; ehits < kByGravity.size(); ++ehits) {
    for (size_t hark = 0; hark < kByGravity.size(); ++hark) {
      const auto deciding =
          Deciding({{Instrument::kEhits, {5, kByGravity[ehits]}}, {Instrument::kHark, {7, kByGravity[hark]}}});
      ASSERT_TRUE(deciding.has_value());
      EXPECT_EQ(deciding->result, kByGravity[std::max(ehits, hark)]);
      EXPECT_EQ(deciding->version, 7);
    }
  }
  EXPECT_FALSE(Deciding({}).has_value());
}

TEST(Clear, ClearsNobodyWithoutAScreen) {
  EXPECT_EQ(Clear({}, {}), Clearance());
  EXPECT_EQ(Clear({}, RecordedPlan{9, Consultant::kNamed}), Clearance());
}

TEST(Clear, WithoutAPlanClearsOnlyANegativeScreen) {
  for (const ScreenResult result : kResults) {
    const Clearance clearance = Clear(RecordedScreen{5, result}, {});
    EXPECT_EQ(clearance.cleared, result == ScreenResult::kNegative);
    EXPECT_EQ(clearance.screen, result);
    EXPECT_FALSE(clearance.by_plan);
  }
}

TEST(Clear, TakesAPlanMadeAfterAPositiveScreen) {
  for (const Consultant consultant : {Consultant::kNone, Consultant::kNamed}) {
    const Clearance clearance = Clear(RecordedScreen{5, ScreenResult::kPositive}, RecordedPlan{6, consultant});
    EXPECT_TRUE(clearance.cleared);
    EXPECT_TRUE(clearance.by_plan);
    EXPECT_EQ(clearance.screen, ScreenResult::kPositive);
  }
}

TEST(Clear, NeedsAConsultantWhereTheSexualItemWasPositive) {
  const RecordedScreen screen{5, ScreenResult::kPositiveSexual};
  EXPECT_FALSE(Clear(screen, RecordedPlan{6, Consultant::kNone}).cleared);
  EXPECT_TRUE(Clear(screen, RecordedPlan{6, Consultant::kNamed}).cleared);
}

TEST(Clear, NoPlanMakesUpForAnIncompleteScreen) {
  EXPECT_FALSE(Clear(RecordedScreen{5, ScreenResult::kIncomplete}, RecordedPlan{6, Consultant::kNamed}).cleared);
}

TEST(Clear, ALaterScreenVoidsThePlan) {
  for (const int64_t plan : {4, 5}) {
    for (const ScreenResult result : kResults) {
      const Clearance clearance = Clear(RecordedScreen{5, result}, RecordedPlan{plan, Consultant::kNamed});
      EXPECT_EQ(clearance.cleared, result == ScreenResult::kNegative);
      EXPECT_FALSE(clearance.by_plan);
    }
  }
}

TEST(Clear, ANegativeScreenClearsByItselfEvenBesideAPlan) {
  EXPECT_FALSE(Clear(RecordedScreen{5, ScreenResult::kNegative}, RecordedPlan{6, Consultant::kNamed}).by_plan);
}

TEST(CheckPlan, IsAnsweredForEveryResultAndConsultant) {
  const auto reason = [](ScreenResult result, Consultant consultant) {
    return ReasonOf(CheckPlan(RecordedScreen{5, result}, consultant));
  };
  for (const Consultant consultant : {Consultant::kNone, Consultant::kNamed}) {
    EXPECT_EQ(ReasonOf(CheckPlan({}, consultant)), Reason::kScreenIncomplete);
    EXPECT_EQ(reason(ScreenResult::kIncomplete, consultant), Reason::kScreenIncomplete);
    EXPECT_EQ(reason(ScreenResult::kNegative, consultant), Reason::kFieldInvalid);
    EXPECT_EQ(reason(ScreenResult::kPositive, consultant), Reason::kNone);
  }
  EXPECT_EQ(reason(ScreenResult::kPositiveSexual, Consultant::kNone), Reason::kConsultantMissing);
  EXPECT_EQ(reason(ScreenResult::kPositiveSexual, Consultant::kNamed), Reason::kNone);
}

}  // namespace
}  // namespace adagio::intake
