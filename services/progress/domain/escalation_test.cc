#include "services/progress/domain/escalation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/foundation/entropy.h"

namespace adagio::progress {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AnUnseenAlert : public ::testing::Test {
 protected:
  std::vector<ClinicianId> After(absl::Duration waited) const {
    return EscalatesTo(policy_, alert_, alert_.raised_at + waited);
  }

  SystemEntropy entropy_;
  const ClinicianId first_{entropy_.NewUuid()}, second_{entropy_.NewUuid()}, third_{entropy_.NewUuid()};
  EscalationPolicy policy_{.after = absl::Hours(2), .backups = {first_, second_, third_}};
  UnseenAlert alert_{.raised_at = absl::FromUnixSeconds(1'800'000'000), .treating = {}, .escalated = {}};
};

TEST_F(AnUnseenAlert, GoesOnToTheNextEachTimeItsTimeHasPassed) {
  EXPECT_THAT(After(absl::ZeroDuration()), IsEmpty());
  EXPECT_THAT(After(absl::Hours(2) - absl::Microseconds(1)), IsEmpty());
  EXPECT_THAT(After(absl::Hours(2)), ElementsAre(first_));
  EXPECT_THAT(After(absl::Hours(4)), ElementsAre(first_, second_));
  EXPECT_THAT(After(absl::Hours(24 * 365)), ElementsAre(first_, second_, third_));
  EXPECT_THAT(After(-absl::Hours(2)), IsEmpty());
}

TEST_F(AnUnseenAlert, GoesOnToNobodyTwice) {
  alert_.escalated = {first_};
  EXPECT_THAT(After(absl::Hours(2)), IsEmpty());
  EXPECT_THAT(After(absl::Hours(4)), ElementsAre(second_));
}

TEST_F(AnUnseenAlert, PassesOverWhoHasItAlready) {
  alert_.treating = {first_};
  EXPECT_THAT(After(absl::Hours(2)), ElementsAre(second_));
  EXPECT_THAT(After(absl::Hours(6)), ElementsAre(second_, third_));
}

TEST_F(AnUnseenAlert, AsksThemAllTheSameWhereNobodyElseIsNamed) {
  alert_.treating = {first_, second_, third_};
  EXPECT_THAT(After(absl::Hours(2)), ElementsAre(first_));
}

TEST_F(AnUnseenAlert, GoesOnToNobodyWithoutABackup) {
  policy_.backups.clear();
  EXPECT_THAT(After(absl::Hours(200)), IsEmpty());
}

}  // namespace
}  // namespace adagio::progress
