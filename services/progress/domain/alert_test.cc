#include "services/progress/domain/alert.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

const SafetyTrigger kItem9{.key = "item_9", .item = 9, .at_least = 1, .concern = Concern::kSelfHarm};
const SafetyTrigger kItem8{.key = "item_8", .item = 8, .at_least = 1};

Alert AlertOf(std::optional<double> value, const SafetyTrigger& trigger = kItem9) {
  return {.hold = HoldId(), .reached = Sensitive(ReachedBy(trigger, value)), .hold_stands = true};
}

Alert With(Alert alert, AlertAct act) {
  alert.acts.push_back({.act = act});
  return alert;
}

bool Raises(const std::vector<Alert>& known, std::optional<double> value, const SafetyTrigger& trigger = kItem9) {
  return RaisesAlert(known, trigger, ReachedBy(trigger, value));
}

TEST(ASafetyAnswer, RaisesAnAlertUnlessOneAsGraveWaits) {
  EXPECT_TRUE(Raises({}, 1));
  EXPECT_FALSE(Raises({AlertOf(1)}, 1));
  EXPECT_FALSE(Raises({AlertOf(2)}, 1));
  EXPECT_TRUE(Raises({AlertOf(1)}, 2)) << "graver";
  EXPECT_TRUE(Raises({AlertOf(3)}, 1, kItem8)) << "another item";
  EXPECT_FALSE(Raises({With(AlertOf(1), AlertAct::kAcknowledged)}, 1)) << "seen, and not triaged";
  EXPECT_TRUE(Raises({With(AlertOf(1), AlertAct::kHoldKept)}, 1));
  EXPECT_TRUE(Raises({With(AlertOf(1), AlertAct::kHoldReleased)}, 1));
  Alert lifted = AlertOf(1);
  lifted.hold_stands = false;
  EXPECT_TRUE(Raises({lifted}, 1)) << "nothing holds";
  lifted.hold.reset();
  EXPECT_FALSE(Raises({lifted}, 1)) << "it never held anything and still waits";
}

TEST(ASafetyAnswer, ThatWasNotGivenIsCoveredByAnyThatWaits) {
  EXPECT_TRUE(Raises({}, std::nullopt));
  EXPECT_FALSE(Raises({AlertOf(1)}, std::nullopt));
  EXPECT_FALSE(Raises({AlertOf(std::nullopt)}, std::nullopt));
  EXPECT_TRUE(Raises({AlertOf(std::nullopt)}, 1)) << "now it is known";
}

TEST(ATriggerWithAnUpperBound, TakesLessAsGraver) {
  const SafetyTrigger pain{.key = "item_17", .item = 17, .at_least = 1, .at_most = 2, .concern = Concern::kPain};
  EXPECT_TRUE(pain.IsReachedBy(1));
  EXPECT_TRUE(pain.IsReachedBy(2));
  EXPECT_FALSE(pain.IsReachedBy(0));
  EXPECT_FALSE(pain.IsReachedBy(3));
  EXPECT_TRUE(Raises({AlertOf(2, pain)}, 1, pain));
  EXPECT_FALSE(Raises({AlertOf(1, pain)}, 2, pain));
}

TEST(Consequences, FollowFromWhatItIsAbout) {
  for (const Concern concern : {Concern::kSelfHarm, Concern::kTrauma, Concern::kOther}) {
    EXPECT_EQ(ConsequencesOf(concern).holds, Holds::kJointHomework);
    EXPECT_EQ(ConsequencesOf(concern).crisis_text, concern == Concern::kSelfHarm);
  }
  EXPECT_EQ(ConsequencesOf(Concern::kPain).holds, Holds::kWhatPainSpeaksAgainst);
  EXPECT_EQ(ConsequencesOf(Concern::kAlcohol).holds, Holds::kNothing);
  EXPECT_FALSE(ConsequencesOf(Concern::kPain).crisis_text);
}

// Item 3 is about self-harm, as is 2; the total of 4 and more is about trauma.
Instrument Screen() {
  return {.items = {{1, 0, 3}, {2, 0, 3}, {3, 0, 3}},
          .safety_triggers = {{.key = "item_3", .item = 3, .at_least = 1, .concern = Concern::kSelfHarm},
                              {.key = "item_2", .item = 2, .at_least = 3, .concern = Concern::kSelfHarm},
                              {.key = "total", .at_least = 4, .concern = Concern::kTrauma}}};
}

TEST(Submitting, ReachesTheTriggersOfItsTotal) {
  EXPECT_TRUE(ReachedBySubmitting(Screen(), {{1, 1}, {2, 1}, {3, 1}}).empty()) << "items alerted at their save";
  const std::vector<Reached> reached = ReachedBySubmitting(Screen(), {{1, 3}, {2, 1}, {3, 0}});
  ASSERT_EQ(reached.size(), 1u);
  EXPECT_EQ(reached[0].trigger, "total");
  EXPECT_EQ(reached[0].value, 4);
  EXPECT_EQ(reached[0].concern, Concern::kTrauma);
}

TEST(Submitting, TakesNothingThatIsMissingAsNegative) {
  std::vector<Reached> reached = ReachedBySubmitting(Screen(), {{1, 0}});
  ASSERT_EQ(reached.size(), 2u) << "one for both items, one for the total";
  EXPECT_EQ(reached[0].trigger, "item_3");
  EXPECT_FALSE(reached[0].value.has_value());
  EXPECT_EQ(reached[1].trigger, "total");
  EXPECT_FALSE(reached[1].value.has_value());
  reached = ReachedBySubmitting(Screen(), {{2, 0}, {3, 0}});
  EXPECT_TRUE(reached.empty()) << "3 at most: whatever item 1 would be";
}

TEST(AnAlert, IsAcknowledgedBeforeAnythingElse) {
  const Alert open = AlertOf(1);
  EXPECT_TRUE(CheckAcknowledge(&open).ok());
  EXPECT_EQ(ReasonOf(CheckAcknowledge(nullptr)), Reason::kResourceMissing);
  for (const AlertAct act : {AlertAct::kAcknowledged, AlertAct::kHoldKept, AlertAct::kHoldReleased}) {
    const Alert after = With(open, act);
    EXPECT_EQ(ReasonOf(CheckAcknowledge(&after)), Reason::kAlreadyOver);
  }
}

TEST(AnAlert, IsTriagedUntilItsHoldIsReleased) {
  const Alert open = AlertOf(1);
  const Alert kept = With(open, AlertAct::kHoldKept);
  const Alert released = With(kept, AlertAct::kHoldReleased);
  for (const AlertAct act : {AlertAct::kHoldKept, AlertAct::kHoldReleased}) {
    EXPECT_EQ(ReasonOf(CheckTriage(nullptr, act)), Reason::kResourceMissing);
    EXPECT_TRUE(CheckTriage(&open, act).ok());
    EXPECT_EQ(ReasonOf(CheckTriage(&released, act)), Reason::kAlreadyOver);
  }
  EXPECT_EQ(ReasonOf(CheckTriage(&kept, AlertAct::kHoldKept)), Reason::kAlreadyOver);
  EXPECT_TRUE(CheckTriage(&kept, AlertAct::kHoldReleased).ok());
  EXPECT_EQ(TriageOf(open), nullptr);
  EXPECT_EQ(TriageOf(released)->act, AlertAct::kHoldReleased);
}

TEST(AnAlert, WhoseHoldWasLiftedElsewhereCanOnlyBeReleased) {
  Alert lifted = AlertOf(1);
  lifted.hold_stands = false;
  EXPECT_EQ(ReasonOf(CheckTriage(&lifted, AlertAct::kHoldKept)), Reason::kAlreadyOver);
  EXPECT_TRUE(CheckTriage(&lifted, AlertAct::kHoldReleased).ok());
}

TEST(TheCrisisText, SaysThatNobodyWatchesAndWhereHelpIsNow) {
  EXPECT_TRUE(absl::StrContains(CrisisText(), "nobody watches this service round the clock"));
  EXPECT_TRUE(absl::StrContains(CrisisText(), "emergency number"));
}

}  // namespace
}  // namespace adagio::progress
