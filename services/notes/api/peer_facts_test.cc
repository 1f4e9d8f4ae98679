#include "services/notes/api/peer_facts.h"

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "adagio/homework/v1/homework.grpc.pb.h"
#include "services/notes/api/peers_for_test.h"
#include "services/notes/api/wire.h"
#include "services/platform/rpc/host.h"

namespace adagio::notes {
namespace {

namespace hw = adagio::homework::v1;

std::string NameOf(const PartnerId& partner) { return rpc::PartnerName(kPractice, kUnit, partner); }

// Answers as a test wishes, and keeps who asked for what.
class SomeHomework final : public hw::HomeworkService::Service {
 public:
  grpc::Status GetUnitHomework(grpc::ServerContext* context, const hw::GetUnitHomeworkRequest* request,
                               hw::GetUnitHomeworkResponse* response) override {
    const auto found = context->client_metadata().find("authorization");
    if (found != context->client_metadata().end()) {
      authorization = std::string(found->second.data(), found->second.size());
    }
    unit = request->treatment_unit();
    *response = answer;
    return status;
  }
  hw::GetUnitHomeworkResponse answer;
  grpc::Status status;
  std::string authorization;
  std::string unit;
};

class PeerFactsTest : public testing::Test {
 protected:
  void SetUp() override { peers_.AskHere(*host_, {"adagio.homework.v1"}); }

  hw::ClinicalAssignment& AddAssignment(const std::string& activity, absl::Time starts_at, int days) {
    hw::ClinicalAssignment& added = *homework_.answer.add_assignments();
    hw::Assignment& assignment = *added.mutable_assignment();
    assignment.set_name(rpc::NameInUnit(kPractice, kUnit, "assignments", kUnit.uuid()));
    assignment.set_state(hw::ASSIGNMENT_STATE_PAUSED);
    assignment.mutable_terms()->set_activity(activity);
    *assignment.mutable_terms()->mutable_starts_at() = ToWire(starts_at);
    *assignment.mutable_ends_at() = ToWire(starts_at + absl::Hours(24 * days));
    for (const PartnerId& partner : {kP, kD}) {
      assignment.mutable_terms()->add_participants(NameOf(partner));
      added.add_sides()->set_partner(NameOf(partner));
    }
    return added;
  }
  static void CheckIn(hw::ParticipantSide& side, int before, int peak) {
    hw::CheckIn& check_in = *side.add_check_ins();
    check_in.set_suds_before(before);
    check_in.set_suds_peak(peak);
  }
  absl::StatusOr<Facts> Gather(const Wanted& wanted) {
    const rpc::OnBehalf caller("theas-token", std::chrono::steady_clock::now() + std::chrono::seconds(20));
    return facts_.Gather(caller, ScopeForTest::Make(kPractice, kUnit, {Role::kTherapist, kP.uuid()}, "Call"), wanted);
  }

  SomeHomework homework_;
  const std::unique_ptr<rpc::Host> host_ = *rpc::Host::Start({}, {&homework_});
  rpc::Peers peers_;
  PeerFacts facts_{peers_};
};

TEST_F(PeerFactsTest, AreAskedForAsTheCaller) {
  ASSERT_TRUE(Gather({}).ok());
  EXPECT_EQ(homework_.authorization, "Bearer theas-token");
  EXPECT_EQ(homework_.unit, rpc::UnitName(kPractice, kUnit));
}

TEST_F(PeerFactsTest, HoldOneRangeOfDiscomfortForAll) {
  hw::ClinicalAssignment& added = AddAssignment("hand_holding", kNow, 3);
  CheckIn(*added.mutable_sides(0), 20, 35);
  CheckIn(*added.mutable_sides(1), 30, 60);
  const auto facts = Gather({});
  ASSERT_TRUE(facts.ok()) << facts.status();
  const AssignmentFact& fact = facts->homework->assignments.at(0);
  EXPECT_EQ(fact.activity, "hand_holding");
  EXPECT_EQ(fact.state, HomeworkState::kPaused);
  EXPECT_EQ(fact.ends_at, kNow + absl::Hours(72));
  EXPECT_EQ(fact.suds_least, 20);
  EXPECT_EQ(fact.suds_greatest, 60);
}

TEST_F(PeerFactsTest, OfAnIndividualSessionAreOfItsPartnerAlone) {
  hw::ClinicalAssignment& both = AddAssignment("hand_holding", kNow, 3);
  CheckIn(*both.mutable_sides(0), 20, 35);
  CheckIn(*both.mutable_sides(1), 30, 60);
  hw::ClinicalAssignment& others = AddAssignment("back_rub_clothed", kNow, 3);
  others.mutable_assignment()->mutable_terms()->clear_participants();
  others.mutable_assignment()->mutable_terms()->add_participants(NameOf(kD));
  const auto facts = Gather({.only = kP});
  ASSERT_TRUE(facts.ok()) << facts.status();
  ASSERT_EQ(facts->homework->assignments.size(), 1u);
  EXPECT_EQ(facts->homework->assignments[0].suds_greatest, 35);
}

TEST_F(PeerFactsTest, LeaveOutWhatEndedBeforeTheSessionBefore) {
  AddAssignment("old", kNow - absl::Hours(96), 3);
  AddAssignment("recent", kNow - absl::Hours(72), 4);
  const auto facts = Gather({.since = kNow});
  ASSERT_TRUE(facts.ok()) << facts.status();
  ASSERT_EQ(facts->homework->assignments.size(), 1u);
  EXPECT_EQ(facts->homework->assignments[0].activity, "recent");
}

TEST_F(PeerFactsTest, TellOfNoCauseBesideRepairsAndHolds) {
  AddAssignment("hand_holding", kNow, 1).add_causes(hw::CAUSE_DECLINED);
  EXPECT_FALSE(Gather({})->homework->repair_open);
  EXPECT_FALSE(Gather({})->homework->hold_stands);
  AddAssignment("hand_holding", kNow, 1).add_causes(hw::CAUSE_REPAIR);
  EXPECT_TRUE(Gather({})->homework->repair_open);
  AddAssignment("hand_holding", kNow, 1).add_causes(hw::CAUSE_CLEARANCE);
  EXPECT_TRUE(Gather({})->homework->hold_stands);
}

TEST_F(PeerFactsTest, AreAbsentWhereNobodyAnswers) {
  for (const grpc::StatusCode code : {grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::RESOURCE_EXHAUSTED,
                                      grpc::StatusCode::DEADLINE_EXCEEDED, grpc::StatusCode::INTERNAL}) {
    homework_.status = grpc::Status(code, "");
    const auto facts = Gather({});
    ASSERT_TRUE(facts.ok()) << facts.status();
    EXPECT_FALSE(facts->homework.has_value());
  }
}

TEST_F(PeerFactsTest, AreRefusedWhereTheCallerMayNotKnow) {
  homework_.status = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "");
  EXPECT_EQ(ReasonOf(Gather({}).status()), Reason::kAccessDenied);
}

}  // namespace
}  // namespace adagio::notes
