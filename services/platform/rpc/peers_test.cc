#include "services/platform/rpc/peers.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "services/platform/foundation/status.h"
#include "services/platform/rpc/door_rig.h"

namespace adagio::rpc {
namespace {

using directory::v1::AddPartnerRequest;
using directory::v1::AddPartnerResponse;
using directory::v1::DirectoryService;
using directory::v1::GetTreatmentUnitRequest;
using directory::v1::GetTreatmentUnitResponse;

constexpr char kDirectory[] = "adagio.directory.v1";

// A rig whose AddPartner asks GetTreatmentUnit for its caller and keeps what it heard.
class PeersTest : public testing::Test {
 protected:
  void SetUp() override {
    rig_.directory_.add_partner = [this](const Authorized<AddPartnerRequest>& call) {
      heard_ = Ask(call.on_behalf(), asked_unit_);
      return AddPartnerResponse();
    };
  }
  absl::Status Ask(const OnBehalf& caller, const UnitId& unit) {
    GetTreatmentUnitRequest request;
    request.set_treatment_unit(UnitName(kHere, unit));
    return peers_->Ask(caller, &DirectoryService::Stub::GetTreatmentUnit, request).status();
  }
  void AskHere() { peers_->AskHere(*rig_.host_, {kDirectory}); }
  grpc::Status Add(absl::Duration patience = absl::Seconds(20)) {
    grpc::ClientContext context;
    DoorRig::Sign(context, rig_.Therapist());
    context.set_deadline(absl::ToChronoTime(absl::Now() + patience));
    AddPartnerResponse response;
    rig_.directory_.Meet();
    const grpc::Status status = rig_.stub_->AddPartner(&context, GoodPartner(), &response);
    rig_.directory_.Meet();
    return status;
  }

  std::unique_ptr<Peers> peers_ = std::make_unique<Peers>();
  UnitId asked_unit_ = kUnit;
  absl::Status heard_ = absl::UnknownError("did not ask");
  DoorRig rig_{{.read_threads = 1, .write_threads = 2}};
};

TEST_F(PeersTest, AskAsTheirCallerAndLeaveARecordOfIt) {
  AskHere();
  ASSERT_TRUE(Add().ok());
  EXPECT_TRUE(heard_.ok()) << heard_;
  const std::vector<AccessRecord> records = rig_.log_.records();
  ASSERT_EQ(records.size(), 1u) << "the change's own record is its transaction's";
  EXPECT_EQ(records[0].method, "adagio.directory.v1.DirectoryService/GetTreatmentUnit");
  EXPECT_EQ(records[0].principal.role, Role::kTherapist);
  EXPECT_EQ(records[0].outcome, Outcome::kAllowed);
}

TEST_F(PeersTest, AskAtTheAddressOfWhatIsServedElsewhere) {
  peers_ = std::make_unique<Peers>(Peers::Options{.elsewhere = {{kDirectory, rig_.host_->address()}}});
  ASSERT_TRUE(Add().ok());
  EXPECT_TRUE(heard_.ok()) << heard_;
}

TEST_F(PeersTest, LearnNothingThatTheirCallerMayNotKnow) {
  AskHere();
  asked_unit_ = kOtherUnit;
  ASSERT_TRUE(Add().ok());
  EXPECT_TRUE(absl::IsPermissionDenied(heard_)) << heard_;
  EXPECT_FALSE(Peers::OutOfReach(heard_));
}

TEST_F(PeersTest, SayThatNobodyIsThere) {
  ASSERT_TRUE(Add().ok());
  EXPECT_TRUE(Peers::OutOfReach(heard_)) << heard_;
  peers_ = std::make_unique<Peers>(Peers::Options{.elsewhere = {{kDirectory, "127.0.0.1:1"}}});
  ASSERT_TRUE(Add().ok());
  EXPECT_TRUE(Peers::OutOfReach(heard_)) << heard_;
  AskHere();
  peers_->LetGo();
  ASSERT_TRUE(Add().ok());
  EXPECT_TRUE(Peers::OutOfReach(heard_)) << heard_;
}

TEST_F(PeersTest, LeaveHalfOfTheTimeWhenOneIsTooSlow) {
  AskHere();
  std::promise<void> go;
  const std::shared_future<void> gone(go.get_future());
  rig_.directory_.get_unit = [gone](const Authorized<GetTreatmentUnitRequest>&) {
    gone.wait();
    return GetTreatmentUnitResponse();
  };
  EXPECT_TRUE(Add(absl::Seconds(2)).ok());
  EXPECT_TRUE(Peers::OutOfReach(heard_)) << heard_;
  go.set_value();
}

TEST_F(PeersTest, AreNotAskedByAReadWhichWouldWaitForItsOwnLane) {
  AskHere();
  absl::Status heard;
  rig_.directory_.get_unit = [&](const Authorized<GetTreatmentUnitRequest>& call) {
    heard = Ask(call.on_behalf(), kUnit);
    return GetTreatmentUnitResponse();
  };
  ASSERT_TRUE(rig_.Get(rig_.Therapist(), UnitName(kHere, kUnit)).ok());
  EXPECT_EQ(ReasonOf(heard), Reason::kBug);
  EXPECT_FALSE(Peers::OutOfReach(heard));
}

TEST_F(PeersTest, AreNotAskedToChangeAnything) {
  AskHere();
  absl::Status heard;
  rig_.directory_.add_partner = [&](const Authorized<AddPartnerRequest>& call) {
    heard = peers_->Ask(call.on_behalf(), &DirectoryService::Stub::AddPartner, GoodPartner()).status();
    return AddPartnerResponse();
  };
  ASSERT_TRUE(Add().ok());
  EXPECT_EQ(ReasonOf(heard), Reason::kBug);
}

// Every write thread waits at once for the one read thread.
TEST_F(PeersTest, DoNotBlockEachOtherWhenTheWholeWriteLaneAsks) {
  AskHere();
  std::atomic<int> heard = 0;
  rig_.directory_.add_partner = [&](const Authorized<AddPartnerRequest>& call) {
    if (Ask(call.on_behalf(), kUnit).ok()) ++heard;
    return AddPartnerResponse();
  };
  std::vector<std::thread> callers;
  for (int i = 0; i < 12; ++i) callers.emplace_back([&] { EXPECT_TRUE(Add().ok()); });
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(heard, 12);
}

}  // namespace
}  // namespace adagio::rpc
