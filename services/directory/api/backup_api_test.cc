#include "services/directory/api/backup_api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/directory/api/practice_for_test.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::directory {
namespace {

class Backups : public PracticeTest {
 protected:
  void SetUp() override {
    PracticeTest::SetUp();
    sam_ = AddClinician("sam", v1::CLINICIAN_ROLE_SUPERVISOR)->clinician().name();
    thea_ = AddClinician("thea", v1::CLINICIAN_ROLE_THERAPIST)->clinician().name();
  }
  absl::StatusOr<v1::SetAlertBackupsResponse> Set(const std::vector<std::string>& clinicians, int64_t seconds = 7200) {
    v1::SetAlertBackupsRequest request;
    for (const std::string& clinician : clinicians) request.mutable_backups()->add_clinicians(clinician);
    request.mutable_backups()->mutable_escalate_after()->set_seconds(seconds);
    return backup_api_.SetAlertBackups(rpc::AuthorizedForTest<v1::SetAlertBackupsRequest>::Make(
        request, Admin(), RequestKey{NewId(), request.SerializeAsString()}));
  }
  v1::GetAlertBackupsResponse Get() {
    const auto got = backup_api_.GetAlertBackups(rpc::AuthorizedForTest<v1::GetAlertBackupsRequest>::Make(
        v1::GetAlertBackupsRequest(), Admin(), RequestKey{NewId(), ""}));
    EXPECT_TRUE(got.ok()) << got.status();
    return got.value_or(v1::GetAlertBackupsResponse());
  }

  const BackupStore backup_store_{*ground_.pool};
  BackupApi backup_api_{{units_, backup_store_, practices_}};
  std::string sam_, thea_;
};

TEST_F(Backups, AreNamedInTheirOrderAndReplacedAsAWhole) {
  EXPECT_FALSE(Get().has_backups());
  ASSERT_TRUE(Set({thea_, sam_}).ok());
  EXPECT_THAT(Get().backups().clinicians(), testing::ElementsAre(thea_, sam_));
  EXPECT_EQ(Get().backups().escalate_after().seconds(), 7200);
  const auto set = Set({sam_}, 900);
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(Get().backups().SerializeAsString(), set->backups().SerializeAsString());
  EXPECT_THAT(Get().backups().clinicians(), testing::ElementsAre(sam_));
}

TEST_F(Backups, AreCliniciansOfThePractice) {
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Set({sam_, rpc::ClinicianName(practice_, ClinicianId(NewId()))}).status()),
            Reason::kResourceMissing);
  EXPECT_EQ(FieldOf(Set({sam_, sam_}).status()), "backups.clinicians");
  EXPECT_EQ(FieldOf(Set({sam_}, 60).status()), "backups.escalate_after");
  EXPECT_EQ(Contents(), before);
  EXPECT_FALSE(Get().has_backups());
}

}  // namespace
}  // namespace adagio::directory
