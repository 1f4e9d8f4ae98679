#include "services/progress/domain/threshold.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// Item 1 is about self-harm from 2 on; a total of 6 and more is about trauma, of 9 at most.
Instrument Screen() {
  return {.items = {{1, 0, 3}, {2, 0, 3}, {3, 0, 3}},
          .greatest_total = 9,
          .safety_triggers = {
              {.key = "item_1", .item = 1, .at_least = 2, .concern = Concern::kSelfHarm, .source = "policy"},
              {.key = "total", .at_least = 6, .concern = Concern::kTrauma, .source = "policy"}}};
}

std::string RefusedFor(const std::string& trigger, const Threshold& threshold) {
  return FieldOf(CheckThreshold(Screen(), trigger, threshold));
}

TEST(AThreshold, IsReachedBySomeAnswersAndNotByAll) {
  EXPECT_EQ(RefusedFor("total", {.at_least = 9}), "");
  EXPECT_EQ(RefusedFor("total", {.at_least = 1}), "");
  EXPECT_EQ(RefusedFor("total", {.at_least = 10}), "at_least") << "switched off";
  EXPECT_EQ(RefusedFor("total", {.at_least = 0}), "at_least") << "whatever is answered";
  EXPECT_EQ(RefusedFor("total", {}), "at_least");
  EXPECT_EQ(RefusedFor("total", {.at_least = 5, .at_most = 4}), "at_least");
  EXPECT_EQ(RefusedFor("none", {.at_least = 1}), "trigger");
}

TEST(AThreshold, AboutSelfHarmIsNeverLessSensitiveThanItWasDefined) {
  EXPECT_EQ(RefusedFor("item_1", {.at_least = 1}), "");
  EXPECT_EQ(RefusedFor("item_1", {.at_least = 2}), "");
  EXPECT_EQ(RefusedFor("item_1", {.at_least = 3}), "at_least");
  EXPECT_EQ(RefusedFor("item_1", {.at_least = 2, .at_most = 2}), "at_most") << "3 would pass";
}

TEST(AThreshold, CountsInPlaceOfTheDefinitionsAndIsMarked) {
  const Instrument moved = WithThresholds(Screen(), {{"total", {.at_least = 3}}});
  EXPECT_EQ(moved.safety_triggers[1].at_least, 3);
  EXPECT_EQ(moved.safety_triggers[1].status, FigureStatus::kSuppliedByPractice);
  EXPECT_EQ(moved.safety_triggers[1].concern, Concern::kTrauma);
  EXPECT_EQ(moved.safety_triggers[0].at_least, 2);
  EXPECT_EQ(moved.safety_triggers[0].status, FigureStatus::kUnverified);
}

TEST(AThreshold, ThatNoLongerFitsLeavesWhatWasDefined) {
  const Instrument moved =
      WithThresholds(Screen(), {{"total", {.at_least = 40}}, {"item_1", {.at_least = 3}}, {"gone", {.at_least = 1}}});
  EXPECT_EQ(moved.safety_triggers[1].at_least, 6);
  EXPECT_EQ(moved.safety_triggers[0].at_least, 2);
}

}  // namespace
}  // namespace adagio::progress
