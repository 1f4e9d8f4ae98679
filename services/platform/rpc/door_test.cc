// Long because every step of the door refuses in its own way, and they are read side by side.
#include "services/platform/rpc/door.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <latch>
#include <stdexcept>

#include "services/platform/rpc/door_rig.h"
#include "services/platform/rpc/handler_probe.h"

namespace adagio::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class TheDoor : public ::testing::Test {
 protected:
  DoorRig rig_;
};

TEST_F(TheDoor, GivesTheHandlerWhoCallsAndWhere) {
  rig_.directory_.get_unit = [&](const auto& call) -> absl::StatusOr<directory::v1::GetTreatmentUnitResponse> {
    EXPECT_EQ(call.scope().practice(), kHere);
    EXPECT_EQ(call.scope().unit(), kUnit);
    EXPECT_EQ(call.caller().role, Role::kTherapist);
    EXPECT_FALSE(call.caller().id.is_nil());
    EXPECT_EQ(call.scope().method(), "adagio.directory.v1.DirectoryService/GetTreatmentUnit");
    EXPECT_EQ(call.scope().purpose(), "TREATMENT");
    EXPECT_TRUE(call.request_key().id.is_nil());
    directory::v1::GetTreatmentUnitResponse response;
    response.mutable_treatment_unit()->set_name(call.request().treatment_unit());
    return response;
  };
  directory::v1::GetTreatmentUnitResponse response;
  EXPECT_TRUE(rig_.Get(rig_.Therapist(), kUnitHere, &response).ok());
  EXPECT_EQ(response.treatment_unit().name(), kUnitHere);
}

TEST_F(TheDoor, RecordsAReadBeforeItAnswers) {
  ASSERT_TRUE(rig_.Get(rig_.Therapist(), kUnitHere).ok());
  ASSERT_EQ(rig_.log_.records().size(), 1u);
  const AccessRecord record = rig_.log_.records()[0];
  EXPECT_EQ(record.at, rig_.clock_.Now());
  EXPECT_EQ(record.practice, kHere);
  EXPECT_EQ(record.unit, kUnit);
  EXPECT_EQ(record.principal.role, Role::kTherapist);
  EXPECT_EQ(record.method, "adagio.directory.v1.DirectoryService/GetTreatmentUnit");
  EXPECT_EQ(record.purpose, "TREATMENT");
  EXPECT_EQ(record.outcome, Outcome::kAllowed);
}

TEST_F(TheDoor, LeavesTheRecordOfAChangeToItsTransaction) {
  ASSERT_TRUE(rig_.Add(rig_.Therapist(), GoodPartner()).ok());
  EXPECT_THAT(rig_.log_.records(), IsEmpty());
}

TEST_F(TheDoor, RecordsAChangeThatTheDomainRefused) {
  rig_.directory_.add_partner = [](const auto&) { return Refuse(Reason::kAlreadyOver, "eight partners"); };
  const grpc::Status status = rig_.Add(rig_.Therapist(), GoodPartner());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  ASSERT_EQ(rig_.log_.records().size(), 1u);
  EXPECT_EQ(rig_.log_.records()[0].outcome, Outcome::kRefused);
  EXPECT_EQ(rig_.log_.records()[0].reason, Reason::kAlreadyOver);
}

TEST_F(TheDoor, MakesTheSameKeyOfTheSameRequestAndAnotherOfAnother) {
  std::vector<RequestKey> keys;
  rig_.directory_.add_partner = [&](const auto& call) {
    keys.push_back(call.request_key());
    return directory::v1::AddPartnerResponse();
  };
  directory::v1::AddPartnerRequest request = GoodPartner();
  ASSERT_TRUE(rig_.Add(rig_.Therapist(), request).ok());
  ASSERT_TRUE(rig_.Add(rig_.Therapist(), request).ok());
  request.set_display_name("Bea");
  ASSERT_TRUE(rig_.Add(rig_.Therapist(), request).ok());
  ASSERT_EQ(keys.size(), 3u);
  EXPECT_EQ(keys[0].id.ToString(), kRequestId);
  EXPECT_EQ(keys[0].body, keys[1].body);
  EXPECT_NE(keys[0].body, keys[2].body);
}

TEST_F(TheDoor, AsksWhoBeforeItLooksAtTheFields) {
  EXPECT_EQ(ReasonIn(rig_.Get("", "nonsense")), "TOKEN_INVALID");
  EXPECT_EQ(ReasonIn(rig_.Get("nonsense", kUnitHere)), "TOKEN_INVALID");
  EXPECT_EQ(ReasonIn(rig_.Get(rig_.Therapist(), "nonsense")), "FIELD_INVALID");
  const std::vector<AccessRecord> records = rig_.log_.records();
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[0].outcome, Outcome::kDenied);
  EXPECT_EQ(records[0].principal.role, Role::kNobody);
  EXPECT_EQ(records[1].practice, kHere);
  EXPECT_EQ(records[2].reason, Reason::kFieldInvalid);
  EXPECT_EQ(rig_.accounts_.asked(), 0);
}

TEST_F(TheDoor, TakesNoTwoTokensAndNoOtherScheme) {
  directory::v1::GetTreatmentUnitRequest request;
  request.set_treatment_unit(kUnitHere);
  directory::v1::GetTreatmentUnitResponse response;
  grpc::ClientContext twice;
  DoorRig::Sign(twice, rig_.Therapist());
  DoorRig::Sign(twice, rig_.Therapist());
  EXPECT_EQ(ReasonIn(rig_.stub_->GetTreatmentUnit(&twice, request, &response)), "TOKEN_INVALID");
  grpc::ClientContext basic;
  basic.AddMetadata("authorization", "Basic " + rig_.Therapist());
  EXPECT_EQ(ReasonIn(rig_.stub_->GetTreatmentUnit(&basic, request, &response)), "TOKEN_INVALID");
}

TEST_F(TheDoor, SaysTheSameOfWhatIsMissingForeignOrForbidden) {
  bool reached = false;
  rig_.directory_.get_unit = [&](const auto&) {
    reached = true;
    return directory::v1::GetTreatmentUnitResponse();
  };
  const std::vector<grpc::Status> denials = {
      rig_.Get(rig_.Token(Role::kTherapist, "unrelated"), kUnitHere),         // no relation
      rig_.Get(rig_.Therapist(), UnitName(kHere, kOtherUnit)),                // no such unit
      rig_.Get(rig_.Therapist(), UnitName(kElsewhere, kUnit)),                // another practice
      rig_.Get(rig_.Token(Role::kTherapist, "thea", kElsewhere), kUnitHere),  // from another practice
      rig_.Get(rig_.Token(Role::kTherapist, "nobody"), kUnitHere),            // no account
      rig_.Get(rig_.Token(Role::kPartner, "thea"), kUnitHere),                // an account of another role
      rig_.Get(rig_.Token(Role::kPracticeAdmin, "admin"), kUnitHere),         // a role that may not
      rig_.Get(rig_.Token(Role::kOperator, "root"), kUnitHere),               // no practice at all
      rig_.Add(rig_.Token(Role::kPartner, "ana"), GoodPartner()),
  };
  for (const grpc::Status& denial : denials) {
    EXPECT_EQ(denial.error_code(), grpc::StatusCode::PERMISSION_DENIED);
    EXPECT_EQ(denial.error_message(), denials[0].error_message());
    EXPECT_EQ(denial.error_details(), denials[0].error_details());
  }
  EXPECT_EQ(ReasonIn(denials[0]), "ACCESS_DENIED");
  EXPECT_FALSE(reached);
  ASSERT_EQ(rig_.log_.records().size(), denials.size());
  for (const AccessRecord& record : rig_.log_.records()) EXPECT_EQ(record.outcome, Outcome::kDenied);
  EXPECT_EQ(rig_.log_.records()[0].principal.role, Role::kTherapist);
  EXPECT_EQ(rig_.log_.records()[2].principal.role, Role::kNobody);
}

TEST_F(TheDoor, TellsAPartnerOfAMissingThingInTheWordsOfADenial) {
  rig_.directory_.get_unit = [](const auto&) { return Refuse(Reason::kResourceMissing, "no such thing"); };
  const grpc::Status missing = rig_.Get(rig_.Token(Role::kPartner, "ana"), kUnitHere);
  const grpc::Status denied = rig_.Get(rig_.Token(Role::kPartner, "ana"), UnitName(kHere, kOtherUnit));
  EXPECT_EQ(missing.error_code(), denied.error_code());
  EXPECT_EQ(missing.error_message(), denied.error_message());
  EXPECT_EQ(missing.error_details(), denied.error_details());
}

TEST_F(TheDoor, DeniesARequestThatAlsoNamesAThingOfAnotherPractice) {
  directory::v1::AddClinicianRequest request;
  request.set_request_id(std::string(kRequestId));
  request.set_practice(PracticeName(kHere));
  request.set_display_name("Thea");
  request.set_login("thea");
  request.set_role(directory::v1::CLINICIAN_ROLE_THERAPIST);
  for (const PracticeId& practice : {kHere, kElsewhere}) {
    request.set_supervisor(ClinicianName(practice, ClinicianId(*Uuid::Parse(kRequestId))));
    grpc::ClientContext context;
    DoorRig::Sign(context, rig_.Token(Role::kPracticeAdmin, "admin"));
    directory::v1::AddClinicianResponse response;
    const grpc::Status status = rig_.stub_->AddClinician(&context, request, &response);
    EXPECT_EQ(ReasonIn(status), practice == kHere ? "" : "ACCESS_DENIED");
  }
}

TEST_F(TheDoor, LetsOnlyAnOperatorActOnTheInstallation) {
  directory::v1::CreatePracticeRequest request;
  request.set_request_id(std::string(kRequestId));
  request.set_display_name("Praxis");
  request.set_time_zone("Europe/Berlin");
  request.set_admin_login("admin");
  rig_.directory_.create_practice = [](const auto& call) {
    EXPECT_EQ(call.caller(), (Principal{Role::kOperator, Uuid()}));
    EXPECT_TRUE(call.scope().practice().uuid().is_nil());
    return directory::v1::CreatePracticeResponse();
  };
  for (const Role role : {Role::kOperator, Role::kPracticeAdmin, Role::kTherapist, Role::kPartner}) {
    grpc::ClientContext context;
    DoorRig::Sign(context, rig_.Token(role, "admin"));
    directory::v1::CreatePracticeResponse response;
    const grpc::Status status = rig_.stub_->CreatePractice(&context, request, &response);
    EXPECT_EQ(ReasonIn(status), role == Role::kOperator ? "" : "ACCESS_DENIED");
  }
}

TEST_F(TheDoor, ServesAnyoneWithoutATokenAndWithoutARecord) {
  grpc::ClientContext context;
  server::v1::GetServerResponse response;
  const auto stub = server::v1::ServerService::NewStub(rig_.channel_);
  EXPECT_TRUE(stub->GetServer(&context, {}, &response).ok());
  EXPECT_EQ(response.build(), "test");
  EXPECT_THAT(rig_.log_.records(), IsEmpty());
}

TEST_F(TheDoor, FindsTheHandlerThatStandsBehindAnotherMethodsRule) {
  EXPECT_THAT(MethodsWithoutHandler(rig_.rules_, rig_.channel_),
              ElementsAre("adagio.directory.v1.DirectoryService/EndMembership"));
  grpc::ClientContext context;
  directory::v1::EndMembershipResponse response;
  EXPECT_EQ(ReasonIn(rig_.stub_->EndMembership(&context, {}, &response)), "BUG");
}

TEST_F(TheDoor, GivesNoDataWhenTheRecordIsNotKept) {
  rig_.directory_.get_unit = [](const auto&) {
    directory::v1::GetTreatmentUnitResponse response;
    response.mutable_treatment_unit()->set_display_name("canary");
    return response;
  };
  for (const SomeLog::Way way : {SomeLog::Way::kFails, SomeLog::Way::kForgets}) {
    rig_.log_.Go(way);
    directory::v1::GetTreatmentUnitResponse response;
    const grpc::Status status = rig_.Get(rig_.Therapist(), kUnitHere, &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_EQ(ReasonIn(status), "STORE_UNAVAILABLE");
    EXPECT_THAT(status.error_message() + status.error_details(), Not(HasSubstr("canary")));
    EXPECT_EQ(response.ByteSizeLong(), 0u);
    EXPECT_EQ(ReasonIn(rig_.Get("", kUnitHere)), "STORE_UNAVAILABLE") << "a denial waits for its record too";
  }
}

TEST_F(TheDoor, RefusesWhenTheAccountsCannotBeAsked) {
  rig_.accounts_.Break();
  EXPECT_EQ(ReasonIn(rig_.Get(rig_.Therapist(), kUnitHere)), "STORE_UNAVAILABLE");
}

TEST_F(TheDoor, TurnsWhatAHandlerThrowsIntoAnIncident) {
  rig_.directory_.get_unit = [](const auto&) -> absl::StatusOr<directory::v1::GetTreatmentUnitResponse> {
    throw std::runtime_error("canary");
  };
  const grpc::Status thrown = rig_.Get(rig_.Therapist(), kUnitHere);
  rig_.directory_.get_unit = [](const auto&) { return absl::NotFoundError("canary"); };
  const grpc::Status bare = rig_.Get(rig_.Therapist(), kUnitHere);
  for (const grpc::Status& status : {thrown, bare}) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
    EXPECT_EQ(ReasonIn(status), "BUG");
    EXPECT_THAT(status.error_message(), HasSubstr("incident "));
    EXPECT_THAT(status.error_message() + status.error_details(), Not(HasSubstr("canary")));
  }
  EXPECT_NE(thrown.error_message(), bare.error_message());
  EXPECT_EQ(rig_.log_.records()[0].reason, Reason::kBug);
}

TEST_F(TheDoor, RefusesNulAndUnknownValuesFromTheWire) {
  directory::v1::AddPartnerRequest nul = GoodPartner();
  nul.set_display_name(std::string("a\0b", 3));
  const grpc::Status status = rig_.Add(rig_.Therapist(), nul);
  EXPECT_EQ(ReasonIn(status), "FIELD_INVALID");
  EXPECT_THAT(status.error_details(), HasSubstr("display_name"));
  directory::v1::AddClinicianRequest odd;
  odd.set_role(static_cast<directory::v1::ClinicianRole>(77));
  grpc::ClientContext context;
  DoorRig::Sign(context, rig_.Token(Role::kPracticeAdmin, "admin"));
  directory::v1::AddClinicianResponse response;
  EXPECT_THAT(rig_.stub_->AddClinician(&context, odd, &response).error_details(), HasSubstr("must be a known value"));
}

// gRPC itself refuses what does not parse, before any handler.
TEST_F(TheDoor, NeverSeesInvalidUtf8) {
  std::string bytes = GoodPartner().SerializeAsString();
  bytes[bytes.find("Ana")] = '\xff';
  grpc::GenericStub stub(rig_.channel_);
  grpc::ClientContext context;
  DoorRig::Sign(context, rig_.Therapist());
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer response;
  std::promise<grpc::Status> ended;
  stub.UnaryCall(&context, "/adagio.directory.v1.DirectoryService/AddPartner", {}, &request, &response,
                 [&](grpc::Status status) { ended.set_value(status); });
  EXPECT_FALSE(ended.get_future().get().ok());
  EXPECT_THAT(rig_.log_.records(), IsEmpty());
}

TEST_F(TheDoor, RefusesARequestOf300Kilobytes) {
  directory::v1::AddPartnerRequest big = GoodPartner();
  big.set_display_name(std::string(300 * 1024, 'a'));
  EXPECT_EQ(rig_.Add(rig_.Therapist(), big).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(rig_.Get(rig_.Therapist(), kUnitHere).ok());
}

TEST_F(TheDoor, OutlivesCallsThatAreCancelledAtAnyMoment) {
  std::latch begun(1), release(1);
  std::atomic<int> handled = 0;
  rig_.directory_.get_unit = [&](const auto&) {
    if (handled++ == 0) begun.count_down();
    release.wait();
    return directory::v1::GetTreatmentUnitResponse();
  };
  const auto in_handler = StartGet(rig_, rig_.Therapist());
  begun.wait();
  in_handler->context.TryCancel();
  EXPECT_EQ(in_handler->ended.get().error_code(), grpc::StatusCode::CANCELLED);
  release.count_down();
  rig_.log_.AwaitRecords(1);
  rig_.log_.Go(SomeLog::Way::kWaits);
  const auto in_audit = StartGet(rig_, rig_.Therapist());
  rig_.log_.AwaitRecords(2);
  in_audit->context.TryCancel();
  EXPECT_EQ(in_audit->ended.get().error_code(), grpc::StatusCode::CANCELLED);
  rig_.log_.Release(absl::OkStatus());
  for (int i = 0; i < 100; ++i) {
    const auto at_once = StartGet(rig_, rig_.Therapist());
    at_once->context.TryCancel();
    at_once->ended.wait();
  }
  EXPECT_TRUE(rig_.Get(rig_.Therapist(), kUnitHere).ok());
  // A call that was cancelled may still be in its handler, which uses what ends here.
  rig_.door_.Stop(absl::Seconds(5));
}

}  // namespace
}  // namespace adagio::rpc
