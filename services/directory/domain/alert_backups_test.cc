#include "services/directory/domain/alert_backups.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

TEST(CheckBackups, TakesEachClinicianOnce) {
  SystemEntropy entropy;
  const ClinicianId one(entropy.NewUuid()), other(entropy.NewUuid());
  EXPECT_TRUE(CheckBackups({{one, other}, absl::Hours(2)}).ok());
  EXPECT_EQ(FieldOf(CheckBackups({{one, other, one}, absl::Hours(2)})), "backups.clinicians");
}

TEST(CheckBackups, LetsNoAlertWaitForMoreThanADay) {
  for (const absl::Duration after : {absl::Minutes(15), absl::Hours(24)}) EXPECT_TRUE(CheckBackups({{}, after}).ok());
  for (const absl::Duration after :
       {absl::ZeroDuration(), -absl::Hours(1), absl::Minutes(15) - absl::Seconds(1), absl::Hours(24) + absl::Seconds(1),
        absl::Minutes(20) + absl::Milliseconds(1), absl::InfiniteDuration()}) {
    EXPECT_EQ(FieldOf(CheckBackups({{}, after})), "backups.escalate_after") << after;
  }
}

}  // namespace
}  // namespace adagio::directory
