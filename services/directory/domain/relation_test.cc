#include "services/directory/domain/relation.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

const Relation kStanding{.started_at = absl::UnixEpoch(), .ended_at = std::nullopt};
const Relation kEnded{.started_at = absl::UnixEpoch(), .ended_at = absl::UnixEpoch()};

TEST(ARelation, BeginsOnceAndEndsOnce) {
  EXPECT_TRUE(CheckBegin(nullptr).ok());
  EXPECT_TRUE(CheckBegin(&kStanding).ok());
  EXPECT_EQ(ReasonOf(CheckBegin(&kEnded)), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(CheckEnd(nullptr)), Reason::kResourceMissing);
  EXPECT_TRUE(CheckEnd(&kStanding).ok());
  EXPECT_EQ(ReasonOf(CheckEnd(&kEnded)), Reason::kAlreadyOver);
}

TEST(ATreatment, IsByATherapistOfThePractice) {
  EXPECT_TRUE(CheckTreats(ClinicianRole::kTherapist).ok());
  EXPECT_EQ(FieldOf(CheckTreats(ClinicianRole::kSupervisor)), "therapist");
  EXPECT_EQ(ReasonOf(CheckTreats(std::nullopt)), Reason::kResourceMissing);
}

TEST(ATreatment, IsNeverEndedByTheLast) {
  SystemEntropy entropy;
  const ClinicianId one(entropy.NewUuid()), other(entropy.NewUuid());
  EXPECT_TRUE(CheckEndTreatment({{one, kStanding}, {other, kStanding}}, one).ok());
  EXPECT_EQ(FieldOf(CheckEndTreatment({{one, kStanding}}, one)), "therapist");
  EXPECT_EQ(FieldOf(CheckEndTreatment({{one, kStanding}, {other, kEnded}}, one)), "therapist");
  EXPECT_EQ(ReasonOf(CheckEndTreatment({{one, kStanding}, {other, kEnded}}, other)), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(CheckEndTreatment({{one, kStanding}}, other)), Reason::kResourceMissing);
}

}  // namespace
}  // namespace adagio::directory
