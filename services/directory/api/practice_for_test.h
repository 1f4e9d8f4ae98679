#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "services/directory/api/directory_api.h"
#include "services/directory/schema/migrations.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/authorized_for_test.h"
#include "services/platform/unit_of_work/ground_for_test.h"

namespace adagio::directory {

// What the directory stands on, real and shared by all tests of a binary.
class Ground : public adagio::Ground {
 public:
  static Ground& Shared() {
    static Ground ground;
    return ground;
  }

  std::unique_ptr<storage::Pool> pool;

 private:
  Ground() : adagio::Ground({directory::Migrations()}) {
    CHECK(keys->CreatePracticeKey(PracticeId()).ok());
    pool = std::make_unique<storage::Pool>(storage::Pool::Options{database.EndpointFor("adagio_directory"), 4});
  }
};

// A practice with an administrator, made through the API, and ways to call the rest of it.
class PracticeTest : public testing::Test {
 protected:
  void SetUp() override {
    v1::CreatePracticeRequest request;
    request.set_display_name("Practice");
    request.set_time_zone("Europe/Berlin");
    request.set_admin_login("admin");
    const auto created = Call(Operator(), &DirectoryApi::CreatePractice, request);
    ASSERT_TRUE(created.ok()) << created.status();
    practice_name_ = created->practice().name();
    practice_ = PracticeId(*Uuid::Parse(practice_name_.substr(practice_name_.rfind('/') + 1)));
  }

  // As the door would let the call pass, under a new request id or the given one.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(const Scope& scope,
                                absl::StatusOr<Response> (DirectoryApi::*method)(const rpc::Authorized<Request>&),
                                const Request& request, Uuid id = {}) {
    if (id.is_nil()) id = ground_.entropy.NewUuid();
    return (api_.*
            method)(rpc::AuthorizedForTest<Request>::Make(request, scope, RequestKey{id, request.SerializeAsString()}));
  }

  static Scope Operator() { return ScopeForTest::Make({}, {}, {Role::kOperator, {}}, "CreatePractice"); }
  Scope Admin() const { return ScopeForTest::Make(practice_, {}, {Role::kPracticeAdmin, NewId()}, "Admin"); }
  Scope Of(Role role, const Uuid& id, UnitId unit = {}) const {
    return ScopeForTest::Make(practice_, unit, {role, id}, "Call");
  }
  Uuid NewId() const { return ground_.entropy.NewUuid(); }
  static Uuid LastId(const std::string& name) { return *Uuid::Parse(name.substr(name.rfind('/') + 1)); }

  absl::StatusOr<v1::AddClinicianResponse> AddClinician(const std::string& login, v1::ClinicianRole role,
                                                        const std::string& supervisor = "") {
    v1::AddClinicianRequest request;
    request.set_practice(practice_name_);
    request.set_display_name("Clinician " + login);
    request.set_login(login);
    request.set_role(role);
    request.set_supervisor(supervisor);
    return Call(Admin(), &DirectoryApi::AddClinician, request);
  }

  absl::StatusOr<v1::AddIntegrationResponse> AddIntegration(const std::string& login) {
    v1::AddIntegrationRequest request;
    request.set_practice(practice_name_);
    request.set_display_name("Integration " + login);
    request.set_login(login);
    return Call(Admin(), &DirectoryApi::AddIntegration, request);
  }

  // Opens a unit treated by `therapist`.
  UnitId AddUnit(const Uuid& therapist) {
    v1::CreateTreatmentUnitRequest request;
    request.set_practice(practice_name_);
    request.set_display_name("Unit");
    const auto made = Call(Of(Role::kTherapist, therapist), &DirectoryApi::CreateTreatmentUnit, request);
    CHECK(made.ok());
    return UnitId(LastId(made->treatment_unit().name()));
  }

  absl::StatusOr<v1::AddPartnerResponse> AddPartner(UnitId unit, const std::string& login) {
    v1::AddPartnerRequest request;
    request.set_display_name("Partner " + login);
    request.set_login(login);
    return Call(Of(Role::kTherapist, NewId(), unit), &DirectoryApi::AddPartner, request);
  }

  absl::StatusOr<v1::EndMembershipResponse> EndMembership(UnitId unit, const std::string& partner) {
    v1::EndMembershipRequest request;
    request.set_partner(partner);
    return Call(Of(Role::kTherapist, NewId(), unit), &DirectoryApi::EndMembership, request);
  }

  absl::StatusOr<v1::TreatmentUnit> GetUnit(const Scope& scope) {
    const auto got = Call(scope, &DirectoryApi::GetTreatmentUnit, v1::GetTreatmentUnitRequest());
    if (!got.ok()) return got.status();
    return got->treatment_unit();
  }

  Standing Find(UnitId unit, Role role, const std::string& login) {
    const Caller caller{practice_, unit, role, login};
    const absl::StatusOr<Standing> standing = accounts_.Find({&caller, 1}).at(0);
    EXPECT_TRUE(standing.ok()) << standing.status();
    return standing.value_or(Standing());
  }

  // Differs when any row of the directory, its relations, guards, answers or outbox does.
  std::string Contents() {
    std::string contents;
    const auto rows = ground_.database.Connect("root")->Query(
        "CHECKSUM TABLE adagio_directory.account, adagio_directory.clinician, adagio_directory.integration, "
        "adagio_directory.supervision,"
        " adagio_directory.treatment_unit, adagio_directory.partner, adagio_spine.practice, adagio_spine.relation,"
        " adagio_spine.unit_guard, adagio_spine.request, adagio_events.outbox",
        {});
    EXPECT_TRUE(rows.ok()) << rows.status();
    for (const storage::Row& row : rows.value_or(storage::Rows())) contents += row.Text(0) + row.Text(1) + "\n";
    return contents;
  }

  Ground& ground_ = Ground::Shared();
  UnitOfWork units_{{.writes = *ground_.pool,
                     .clock = ground_.clock,
                     .entropy = ground_.entropy,
                     .keys = *ground_.keys,
                     .trail = *ground_.trail}};
  AccountStore accounts_{*ground_.keys, *ground_.pool};
  const PracticeStore practices_{*ground_.keys, *ground_.pool};
  const UnitStore treatment_units_{*ground_.keys, *ground_.pool};
  DirectoryApi api_{{units_, accounts_, practices_, treatment_units_, *ground_.keys}};
  PracticeId practice_;
  std::string practice_name_;
};

}  // namespace adagio::directory
