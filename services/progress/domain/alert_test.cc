#include "services/progress/domain/alert.h"

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

Alert AlertOf(int value) { return {.answer = Sensitive(SafetyAnswer{9, value})}; }

Alert With(Alert alert, AlertAct act) {
  alert.acts.push_back({.act = act});
  return alert;
}

TEST(ASafetyAnswer, RaisesAnAlertUnlessOneAsGraveWaits) {
  EXPECT_TRUE(RaisesAlert({}, {9, 1}));
  EXPECT_FALSE(RaisesAlert({AlertOf(1)}, {9, 1}));
  EXPECT_FALSE(RaisesAlert({AlertOf(2)}, {9, 1}));
  EXPECT_TRUE(RaisesAlert({AlertOf(1)}, {9, 2})) << "graver";
  EXPECT_TRUE(RaisesAlert({AlertOf(3)}, {8, 1})) << "another item";
  EXPECT_FALSE(RaisesAlert({With(AlertOf(1), AlertAct::kAcknowledged)}, {9, 1})) << "seen, and not triaged";
  EXPECT_TRUE(RaisesAlert({With(AlertOf(1), AlertAct::kHoldKept)}, {9, 1}));
  EXPECT_TRUE(RaisesAlert({With(AlertOf(1), AlertAct::kHoldReleased)}, {9, 1}));
  Alert lifted = AlertOf(1);
  lifted.hold_stands = false;
  EXPECT_TRUE(RaisesAlert({lifted}, {9, 1})) << "nothing holds";
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
