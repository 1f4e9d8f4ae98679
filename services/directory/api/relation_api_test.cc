#include "services/directory/api/relation_api.h"

#include <gtest/gtest.h>

#include "services/directory/api/practice_for_test.h"

namespace adagio::directory {
namespace {

class Relations : public PracticeTest {
 protected:
  void SetUp() override {
    PracticeTest::SetUp();
    sam_ = AddClinician("sam", v1::CLINICIAN_ROLE_SUPERVISOR)->clinician().name();
    thea_ = AddClinician("thea", v1::CLINICIAN_ROLE_THERAPIST, sam_)->clinician().name();
    noor_ = AddClinician("noor", v1::CLINICIAN_ROLE_THERAPIST)->clinician().name();
    unit_ = AddUnit(LastId(thea_));
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Do(absl::StatusOr<Response> (RelationApi::*method)(const rpc::Authorized<Request>&),
                              const Scope& scope, const Request& request) {
    return (relations_.*method)(
        rpc::AuthorizedForTest<Request>::Make(request, scope, RequestKey{NewId(), request.SerializeAsString()}));
  }
  template <typename Request, typename Response>
  absl::Status Supervision(absl::StatusOr<Response> (RelationApi::*method)(const rpc::Authorized<Request>&),
                           const std::string& supervisor, const std::string& therapist) {
    Request request;
    request.set_supervisor(supervisor);
    request.set_therapist(therapist);
    return Do(method, Admin(), request).status();
  }
  template <typename Request, typename Response>
  absl::Status Treatment(absl::StatusOr<Response> (RelationApi::*method)(const rpc::Authorized<Request>&),
                         const std::string& therapist) {
    Request request;
    request.set_therapist(therapist);
    return Do(method, Of(Role::kTherapist, LastId(thea_), unit_), request).status();
  }
  int Listed(const std::string& therapist) {
    const auto page = Call(Of(Role::kTherapist, LastId(therapist)), &DirectoryApi::ListTreatmentUnits,
                           v1::ListTreatmentUnitsRequest());
    return page.ok() ? page->treatment_units_size() : -1;
  }
  bool Related(Role role, const std::string& login) { return Find(unit_, role, login).related_to_unit; }

  const RelationStore relation_store_{};
  RelationApi relations_{{units_, relation_store_, practices_}};
  std::string sam_, thea_, noor_;
  UnitId unit_;
};

TEST_F(Relations, ASupervisionThatEndsOpensNothingAnyMore) {
  EXPECT_TRUE(Related(Role::kSupervisor, "sam"));
  ASSERT_TRUE(Supervision(&RelationApi::EndSupervision, sam_, thea_).ok());
  EXPECT_FALSE(Related(Role::kSupervisor, "sam"));
  EXPECT_EQ(ReasonOf(Supervision(&RelationApi::EndSupervision, sam_, thea_)), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Supervision(&RelationApi::StartSupervision, sam_, thea_)), Reason::kAlreadyOver);
  EXPECT_FALSE(Related(Role::kSupervisor, "sam"));
}

TEST_F(Relations, ASupervisionBeginsBetweenASupervisorAndATherapist) {
  const std::string ida = AddClinician("ida", v1::CLINICIAN_ROLE_SUPERVISOR)->clinician().name();
  ASSERT_TRUE(Supervision(&RelationApi::StartSupervision, ida, thea_).ok());
  EXPECT_TRUE(Related(Role::kSupervisor, "ida"));
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Supervision(&RelationApi::StartSupervision, noor_, thea_)), Reason::kResourceMissing);
  EXPECT_FALSE(Supervision(&RelationApi::StartSupervision, ida, sam_).ok());
  EXPECT_EQ(ReasonOf(Supervision(&RelationApi::EndSupervision, ida, noor_)), Reason::kResourceMissing);
  EXPECT_EQ(Contents(), before);
  EXPECT_TRUE(Supervision(&RelationApi::StartSupervision, ida, thea_).ok()) << "harmless";
}

TEST_F(Relations, ATherapistWhoBeginsTreatsTheUnitAndWhoEndsDoesNot) {
  EXPECT_FALSE(Related(Role::kTherapist, "noor"));
  EXPECT_EQ(Listed(noor_), 0);
  ASSERT_TRUE(Treatment(&RelationApi::StartTreatment, noor_).ok());
  EXPECT_TRUE(Related(Role::kTherapist, "noor"));
  EXPECT_EQ(Listed(noor_), 1);
  ASSERT_TRUE(Treatment(&RelationApi::EndTreatment, thea_).ok());
  EXPECT_FALSE(Related(Role::kTherapist, "thea"));
  EXPECT_EQ(Listed(thea_), 0);
  EXPECT_FALSE(Related(Role::kSupervisor, "sam")) << "through whom they were related";
  EXPECT_EQ(ReasonOf(Treatment(&RelationApi::StartTreatment, thea_)), Reason::kAlreadyOver);
}

TEST_F(Relations, AUnitKeepsSomebodyWhoTreatsIt) {
  const std::string before = Contents();
  EXPECT_EQ(FieldOf(Treatment(&RelationApi::EndTreatment, thea_)), "therapist");
  EXPECT_EQ(ReasonOf(Treatment(&RelationApi::EndTreatment, noor_)), Reason::kResourceMissing);
  EXPECT_EQ(FieldOf(Treatment(&RelationApi::StartTreatment, sam_)), "therapist");
  EXPECT_EQ(Contents(), before);
  EXPECT_TRUE(Related(Role::kTherapist, "thea"));
}

}  // namespace
}  // namespace adagio::directory
