#include "services/directory/domain/clinician.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

TEST(CheckSupervises, LetsASupervisorSuperviseATherapistAndNothingElse) {
  constexpr auto kTherapist = ClinicianRole::kTherapist;
  constexpr auto kSupervisor = ClinicianRole::kSupervisor;
  EXPECT_TRUE(CheckSupervises(kSupervisor, kTherapist).ok());
  EXPECT_EQ(ReasonOf(CheckSupervises(kTherapist, kTherapist)), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(CheckSupervises(std::nullopt, kTherapist)), Reason::kResourceMissing);
  EXPECT_EQ(FieldOf(CheckSupervises(kSupervisor, kSupervisor)), "supervisor");
  EXPECT_EQ(FieldOf(CheckSupervises(std::nullopt, kSupervisor)), "supervisor");
}

}  // namespace
}  // namespace adagio::directory
