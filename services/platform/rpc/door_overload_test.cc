#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "services/platform/rpc/door.h"
#include "services/platform/rpc/door_rig.h"

namespace adagio::rpc {
namespace {

class TheNarrowDoor : public ::testing::Test {
 protected:
  static Door::Options Narrow() {
    Door::Options options;
    options.read_threads = 1;
    options.read_queue = 2;
    options.calls_of_principal = 16;
    return options;
  }
  // Has every read wait until Release, and tells when the first has begun.
  void Block() {
    rig_.directory_.get_unit = [this](const auto&) {
      if (handled_++ == 0) begun_.count_down();
      release_.wait();
      return directory::v1::GetTreatmentUnitResponse();
    };
  }

  // Eight reads: one has begun, two wait, five have been refused, each with its record.
  std::vector<std::unique_ptr<Pending>> FillTheQueue() {
    Block();
    std::vector<std::unique_ptr<Pending>> calls;
    calls.push_back(StartGet(rig_, rig_.Therapist()));
    begun_.wait();
    for (int i = 0; i < 7; ++i) calls.push_back(StartGet(rig_, rig_.Therapist()));
    rig_.log_.AwaitRecords(5);
    return calls;
  }

  std::atomic<int> handled_ = 0;
  std::latch begun_{1};
  std::latch release_{1};
  DoorRig rig_{Narrow()};
};

TEST_F(TheNarrowDoor, KeepsNoWorkerWaitingForARecord) {
  rig_.log_.Go(SomeLog::Way::kWaits);
  std::vector<std::unique_ptr<Pending>> calls;
  for (int i = 0; i < 3; ++i) {
    calls.push_back(StartGet(rig_, rig_.Therapist()));
    rig_.log_.AwaitRecords(calls.size());
  }
  for (const auto& call : calls) EXPECT_EQ(call->ended.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
  rig_.log_.Release(absl::OkStatus());
  for (const auto& call : calls) EXPECT_TRUE(call->ended.get().ok());
}

TEST_F(TheNarrowDoor, RefusesReadsBeyondItsQueueAndStillWrites) {
  const auto calls = FillTheQueue();
  EXPECT_TRUE(rig_.Add(rig_.Therapist(), GoodPartner()).ok()) << "writes have a lane of their own";
  release_.count_down();
  int served = 0;
  for (const auto& call : calls) {
    const grpc::Status status = call->ended.get();
    served += status.ok() ? 1 : 0;
    EXPECT_EQ(ReasonIn(status), status.ok() ? "" : "QUOTA");
  }
  EXPECT_EQ(served, 3);
  EXPECT_EQ(handled_, 3);
}

TEST_F(TheNarrowDoor, GivesOneCallerNoMoreThanTheirShare) {
  rig_.log_.Go(SomeLog::Way::kWaits);
  std::vector<std::unique_ptr<Pending>> calls;
  for (int i = 0; i < 16; ++i) {
    calls.push_back(StartGet(rig_, rig_.Therapist()));
    rig_.log_.AwaitRecords(calls.size());
  }
  const auto one_more = StartGet(rig_, rig_.Therapist());
  const auto another_caller = StartGet(rig_, rig_.Token(Role::kPartner, "ana"));
  rig_.log_.AwaitRecords(18);
  rig_.log_.Release(absl::OkStatus());
  EXPECT_EQ(ReasonIn(one_more->ended.get()), "QUOTA");
  EXPECT_TRUE(another_caller->ended.get().ok());
  for (const auto& call : calls) EXPECT_TRUE(call->ended.get().ok());
}

TEST_F(TheNarrowDoor, BeginsNoWorkAfterTheDeadline) {
  Block();
  const auto first = StartGet(rig_, rig_.Therapist());
  begun_.wait();
  auto late = std::make_unique<Pending>();
  DoorRig::Sign(late->context, rig_.Therapist());
  late->context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(20));
  late->request.set_treatment_unit(kUnitHere);
  rig_.stub_->async()->GetTreatmentUnit(&late->context, &late->request, &late->response,
                                        [raw = late.get()](grpc::Status status) { raw->promise.set_value(status); });
  EXPECT_EQ(late->ended.get().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  // The server counts its 20 ms from when the call arrived, which was before it ended here.
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  release_.count_down();
  EXPECT_TRUE(first->ended.get().ok());
  EXPECT_TRUE(rig_.Get(rig_.Therapist(), kUnitHere).ok());
  EXPECT_EQ(handled_, 2) << "the late one was handled";
}

TEST_F(TheNarrowDoor, WorksOffWhatWaitsWhenItStopsAndRefusesWhatComes) {
  const auto calls = FillTheQueue();
  std::thread stopping([this] { rig_.door_.Stop(absl::Seconds(30)); });
  grpc::Status refused;
  while (refused.ok()) refused = rig_.Add(rig_.Therapist(), GoodPartner());
  EXPECT_EQ(ReasonIn(refused), "SHUTTING_DOWN");
  release_.count_down();
  stopping.join();
  int served = 0;
  for (const auto& call : calls) served += call->ended.get().ok() ? 1 : 0;
  EXPECT_EQ(served, 3);
}

TEST_F(TheNarrowDoor, RefusesWhatStillWaitsWhenItsGraceIsOver) {
  const auto calls = FillTheQueue();
  std::thread stopping([this] { rig_.door_.Stop(absl::ZeroDuration()); });
  while (rig_.Add(rig_.Therapist(), GoodPartner()).ok()) continue;
  release_.count_down();
  stopping.join();
  int served = 0;
  for (const auto& call : calls) served += call->ended.get().ok() ? 1 : 0;
  EXPECT_EQ(served, 1) << "what had begun, and no more";
  EXPECT_EQ(handled_, 1);
}

TEST(TheCrowdedDoor, AnswersBeyondItsPlacesWithoutARecord) {
  Door::Options options;
  options.refusals = 2;
  DoorRig rig(options);
  rig.log_.Go(SomeLog::Way::kWaits);
  const auto one = StartGet(rig, "");
  const auto two = StartGet(rig, "");
  rig.log_.AwaitRecords(2);
  EXPECT_EQ(ReasonIn(rig.Get("", kUnitHere)), "QUOTA");
  EXPECT_EQ(rig.log_.records().size(), 2u);
  rig.log_.Release(absl::OkStatus());
  EXPECT_EQ(ReasonIn(one->ended.get()), "TOKEN_INVALID");
  EXPECT_EQ(ReasonIn(two->ended.get()), "TOKEN_INVALID");
}

}  // namespace
}  // namespace adagio::rpc
