#include "services/directory/api/directory_api.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "services/directory/api/practice_for_test.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::directory {
namespace {

class Directory : public PracticeTest {
 protected:
  void SetUp() override {
    PracticeTest::SetUp();
    const auto made = AddClinician("therapist", v1::CLINICIAN_ROLE_THERAPIST);
    ASSERT_TRUE(made.ok()) << made.status();
    therapist_ = LastId(made->clinician().name());
    unit_ = AddUnit(therapist_);
  }

  v1::CreatePracticeRequest NewPractice(const std::string& zone) {
    v1::CreatePracticeRequest request;
    request.set_display_name("Second practice");
    request.set_time_zone(zone);
    request.set_admin_login("admin");
    return request;
  }

  Uuid therapist_;
  UnitId unit_;
};

TEST_F(Directory, ATherapistsUnitsAreListedNewestFirstPageByPageAndNobodyElses) {
  const Uuid other = LastId(AddClinician("other", v1::CLINICIAN_ROLE_THERAPIST)->clinician().name());
  std::set<std::string> own = {rpc::UnitName(practice_, unit_)};
  for (int more = 0; more < 4; ++more) own.insert(rpc::UnitName(practice_, AddUnit(therapist_)));
  AddUnit(other);
  ASSERT_TRUE(AddPartner(unit_, "pat").ok());
  v1::ListTreatmentUnitsRequest request;
  request.set_page_size(2);
  std::set<std::string> listed;
  int pages = 0;
  do {
    const auto page = Call(Of(Role::kTherapist, therapist_), &DirectoryApi::ListTreatmentUnits, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::TreatmentUnit& unit : page->treatment_units()) {
      EXPECT_TRUE(listed.insert(unit.name()).second);
      EXPECT_EQ(unit.partners_size(), unit.name() == rpc::UnitName(practice_, unit_) ? 1 : 0);
    }
    request.set_page_token(page->next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, own);
  EXPECT_EQ(pages, 3);
  const auto of_a_stranger =
      Call(Of(Role::kTherapist, NewId()), &DirectoryApi::ListTreatmentUnits, v1::ListTreatmentUnitsRequest());
  ASSERT_TRUE(of_a_stranger.ok());
  EXPECT_EQ(of_a_stranger->treatment_units_size(), 0);
}

TEST_F(Directory, ARetriedPracticeIsMadeOnce) {
  const Uuid id = NewId();
  const auto request = NewPractice("UTC");
  const auto first = Call(Operator(), &DirectoryApi::CreatePractice, request, id);
  const auto again = Call(Operator(), &DirectoryApi::CreatePractice, request, id);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  const auto rows = ground_.database.Connect("root")->Query(
      "SELECT COUNT(*) FROM adagio_directory.account WHERE practice_id = ?", {LastId(first->practice().name())});
  EXPECT_EQ((*rows)[0].Int(0), 1);
}

TEST_F(Directory, APracticeNeedsAZoneOfTheTable) {
  const std::string before = Contents();
  for (const char* zone : {"Europe/Atlantis", "../../etc/passwd", "localtime", "/etc/localtime"}) {
    const auto made = Call(Operator(), &DirectoryApi::CreatePractice, NewPractice(zone));
    EXPECT_EQ(FieldOf(made.status()), "time_zone") << zone;
  }
  EXPECT_EQ(Contents(), before);
}

TEST_F(Directory, ALoginIsTakenInItsPracticeInEveryRoleAndFreeInAnother) {
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(AddClinician("therapist", v1::CLINICIAN_ROLE_SUPERVISOR).status()), Reason::kNameTaken);
  EXPECT_EQ(ReasonOf(AddPartner(unit_, "therapist").status()), Reason::kNameTaken);
  EXPECT_EQ(ReasonOf(AddPartner(unit_, "admin").status()), Reason::kNameTaken);
  EXPECT_EQ(Contents(), before);
  PracticeTest::SetUp();  // another practice
  EXPECT_TRUE(AddClinician("therapist", v1::CLINICIAN_ROLE_THERAPIST).ok());
  EXPECT_NE(Contents(), before);
}

TEST_F(Directory, AnIntegrationIsAnAccountOfItsPracticeAndOfNoUnit) {
  const auto added = AddIntegration("ehr");
  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_EQ(added->integration().display_name(), "Integration ehr");
  const Uuid id = LastId(added->integration().name());
  EXPECT_EQ(added->integration().name(), practice_name_ + "/integrations/" + id.ToString());
  const Standing standing = Find(unit_, Role::kIntegration, "ehr");
  EXPECT_EQ(standing.principal, (Principal{Role::kIntegration, id}));
  EXPECT_FALSE(standing.related_to_unit);
  EXPECT_EQ(Find(unit_, Role::kTherapist, "ehr").principal, Principal());
  EXPECT_EQ(ReasonOf(AddIntegration("therapist").status()), Reason::kNameTaken);
  EXPECT_EQ(ReasonOf(AddPartner(unit_, "ehr").status()), Reason::kNameTaken);
}

TEST_F(Directory, ARetriedIntegrationIsAddedOnce) {
  v1::AddIntegrationRequest request;
  request.set_practice(practice_name_);
  request.set_display_name("EHR");
  request.set_login("ehr");
  const Scope admin = Admin();
  const Uuid id = NewId();
  const auto first = Call(admin, &DirectoryApi::AddIntegration, request, id);
  const auto again = Call(admin, &DirectoryApi::AddIntegration, request, id);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  request.set_login("other");
  EXPECT_EQ(ReasonOf(Call(admin, &DirectoryApi::AddIntegration, request, id).status()), Reason::kRequestIdReused);
}

TEST_F(Directory, OneLoginGivenInTwoUnitsAtOnceIsTakenOnce) {
  const std::vector<UnitId> units = {unit_, AddUnit(therapist_)};
  std::vector<absl::Status> results(2);
  std::vector<std::thread> callers;
  for (int i = 0; i < 2; ++i) {
    callers.emplace_back([&, i] { results[i] = AddPartner(units[i], "same").status(); });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_NE(results[0].ok(), results[1].ok()) << results[0] << results[1];
  EXPECT_EQ(ReasonOf(results[0].ok() ? results[1] : results[0]), Reason::kNameTaken);
}

TEST_F(Directory, AUnitShowsItsPartnersInTheOrderInWhichTheyCame) {
  std::vector<std::string> added;
  for (const char* login : {"a", "b", "c"}) {
    const auto partner = AddPartner(unit_, login);
    ASSERT_TRUE(partner.ok()) << partner.status();
    added.push_back(partner->partner().name());
  }
  ASSERT_TRUE(EndMembership(unit_, added[1]).ok());
  const auto unit = GetUnit(Of(Role::kPartner, LastId(added[0]), unit_));
  ASSERT_TRUE(unit.ok()) << unit.status();
  EXPECT_EQ(unit->display_name(), "Unit");
  ASSERT_EQ(unit->partners_size(), 3);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(unit->partners(i).name(), added[i]);
    EXPECT_EQ(unit->partners(i).left(), i == 1);
  }
  EXPECT_EQ(unit->partners(2).display_name(), "Partner c");
}

TEST_F(Directory, ANewUnitsTimeBeginsWithThePracticesAndItsVersionAtNought) {
  const storage::Rows rows = *ground_.database.Connect("root")->Query(
      "SELECT version, last_now FROM adagio_spine.unit_guard WHERE practice_id = ? AND unit_id = ?",
      {practice_, unit_});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].Int(0), 0);
  EXPECT_EQ(rows[0].AsTime(1), ground_.clock.Now());
}

TEST_F(Directory, AUnitHasEightPartnersAtATime) {
  std::string last;
  for (int i = 0; i < 8; ++i) {
    const auto partner = AddPartner(unit_, "p" + std::to_string(i));
    ASSERT_TRUE(partner.ok()) << partner.status();
    last = partner->partner().name();
  }
  EXPECT_EQ(FieldOf(AddPartner(unit_, "p8").status()), "treatment_unit");
  ASSERT_TRUE(EndMembership(unit_, last).ok());
  EXPECT_TRUE(AddPartner(unit_, "p8").ok());
}

TEST_F(Directory, AMembershipEndsOnceAndRetriesGiveTheFirstAnswer) {
  const std::string partner = AddPartner(unit_, "a")->partner().name();
  v1::EndMembershipRequest request;
  request.set_partner(partner);
  const Scope scope = Of(Role::kTherapist, therapist_, unit_);
  const Uuid id = NewId();
  const auto first = Call(scope, &DirectoryApi::EndMembership, request, id);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_TRUE(first->partner().left());
  ground_.clock.Advance(absl::Hours(1));
  const auto again = Call(scope, &DirectoryApi::EndMembership, request, id);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  EXPECT_EQ(ReasonOf(EndMembership(unit_, partner).status()), Reason::kAlreadyOver);
}

TEST_F(Directory, NothingOfAnotherUnitOrPracticeCanBeNamed) {
  const UnitId other_unit = AddUnit(therapist_);
  const std::string stranger = AddPartner(other_unit, "stranger")->partner().name();
  const std::string supervisor = AddClinician("supervisor", v1::CLINICIAN_ROLE_SUPERVISOR)->clinician().name();
  const PracticeId first_practice = practice_;
  const UnitId first_unit = unit_;
  Directory::SetUp();  // another practice, with a unit of its own
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(AddClinician("new", v1::CLINICIAN_ROLE_THERAPIST, supervisor).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(EndMembership(unit_, stranger).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(EndMembership(first_unit, stranger).status()), Reason::kAccessDenied);
  EXPECT_EQ(ReasonOf(AddPartner(first_unit, "new").status()), Reason::kAccessDenied);
  EXPECT_EQ(ReasonOf(GetUnit(Of(Role::kTherapist, therapist_, first_unit)).status()), Reason::kResourceMissing);
  practice_ = first_practice;
  EXPECT_EQ(ReasonOf(EndMembership(first_unit, stranger).status()), Reason::kResourceMissing);
  EXPECT_EQ(Contents(), before);
}

TEST_F(Directory, ASupervisorMustBeOneOfThePractice) {
  const std::string therapist = "practices/" + practice_.ToString() + "/clinicians/" + therapist_.ToString();
  const std::string supervisor = AddClinician("supervisor", v1::CLINICIAN_ROLE_SUPERVISOR)->clinician().name();
  const std::string misplaced = "practices/" + NewId().ToString() + "/clinicians/" + LastId(supervisor).ToString();
  const std::string before = Contents();
  const std::string nobody = "practices/" + practice_.ToString() + "/clinicians/" + NewId().ToString();
  EXPECT_EQ(ReasonOf(AddClinician("x", v1::CLINICIAN_ROLE_THERAPIST, therapist).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(AddClinician("x", v1::CLINICIAN_ROLE_THERAPIST, nobody).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(AddClinician("x", v1::CLINICIAN_ROLE_THERAPIST, misplaced).status()), Reason::kResourceMissing);
  EXPECT_EQ(FieldOf(AddClinician("x", v1::CLINICIAN_ROLE_SUPERVISOR, therapist).status()), "supervisor");
  EXPECT_EQ(FieldOf(AddClinician("x", static_cast<v1::ClinicianRole>(9)).status()), "role");
  EXPECT_EQ(Contents(), before);
}

TEST_F(Directory, AClinicianIsNamedInTheirOwnPracticeAlone) {
  const auto sam = AddClinician("sam", v1::CLINICIAN_ROLE_SUPERVISOR);
  ASSERT_TRUE(sam.ok()) << sam.status();
  v1::GetClinicianRequest request;
  request.set_clinician(sam->clinician().name());
  const auto got = Call(Admin(), &DirectoryApi::GetClinician, request);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->clinician().SerializeAsString(), sam->clinician().SerializeAsString());
  request.set_clinician(rpc::ClinicianName(practice_, ClinicianId(NewId())));
  EXPECT_EQ(ReasonOf(Call(Admin(), &DirectoryApi::GetClinician, request).status()), Reason::kResourceMissing);
  // The door takes the practice from the name, so a name of another practice is read there: as somebody of none.
  const PracticeId elsewhere(NewId());
  request.set_clinician(rpc::ClinicianName(elsewhere, ClinicianId(LastId(sam->clinician().name()))));
  const Scope foreign = ScopeForTest::Make(elsewhere, {}, {Role::kSupervisor, NewId()}, "GetClinician");
  EXPECT_EQ(ReasonOf(Call(foreign, &DirectoryApi::GetClinician, request).status()), Reason::kResourceMissing);
}

TEST_F(Directory, KeepsNoNameAndNoLoginReadable) {
  ASSERT_TRUE(AddPartner(unit_, "canary-login").ok());
  ASSERT_TRUE(AddIntegration("canary-integration").ok());
  ASSERT_TRUE(AddClinician("canary-clinician", v1::CLINICIAN_ROLE_THERAPIST).ok());
  const auto connection = ground_.database.Connect("root");
  for (const char* query :
       {"SELECT CONCAT(login, '') FROM adagio_directory.account", "SELECT display_name FROM adagio_directory.partner",
        "SELECT display_name FROM adagio_directory.clinician", "SELECT display_name FROM adagio_directory.integration",
        "SELECT display_name FROM adagio_directory.treatment_unit", "SELECT answer FROM adagio_spine.request"}) {
    const auto rows = connection->Query(query, {});
    ASSERT_TRUE(rows.ok()) << rows.status();
    EXPECT_FALSE(rows->empty());
    for (const storage::Row& row : *rows) {
      for (const char* plain : {"canary", "Partner", "Clinician", "Integration", "Unit"}) {
        EXPECT_EQ(row.Text(0).find(plain), std::string::npos) << query;
      }
    }
  }
}

}  // namespace
}  // namespace adagio::directory
