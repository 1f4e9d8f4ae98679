#include "services/homework/api/repair_api.h"

#include <set>

#include "gmock/gmock.h"
#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/worklist.h"

namespace adagio::homework {
namespace {

class RepairTest : public HomeworkTest {
 protected:
  absl::StatusOr<v1::OpenRepairResponse> Open(const PartnerId& opener, const std::vector<PartnerId>& participants,
                                              v1::UnsafeOrForced unsafe = v1::UNSAFE_OR_FORCED_NO) {
    v1::OpenRepairRequest request;
    for (const PartnerId& partner : participants) request.add_participants(NameOf(partner));
    request.set_unsafe_or_forced(unsafe);
    request.set_private_account("he kissed me");
    return Call(repairs_, &RepairApi::OpenRepair, Partner(opener), request);
  }
  std::string Opened(v1::UnsafeOrForced unsafe = v1::UNSAFE_OR_FORCED_NO) {
    const auto opened = Open(d_, {p_, d_}, unsafe);
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened.ok() ? opened->repair().name() : "";
  }
  // A call whose request names the repair and nothing else.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Do(absl::StatusOr<Response> (RepairApi::*method)(const rpc::Authorized<Request>&),
                              const Scope& scope, const std::string& repair) {
    Request request;
    request.set_repair(repair);
    return Call(repairs_, method, scope, request);
  }
  // The same with words.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Say(absl::StatusOr<Response> (RepairApi::*method)(const rpc::Authorized<Request>&),
                               const PartnerId& partner, const std::string& repair, const std::string& words) {
    Request request;
    request.set_repair(repair);
    request.set_words(words);
    return Call(repairs_, method, Partner(partner), request);
  }
  absl::Status Agree(const std::string& repair) {
    v1::AgreeToReleaseRequest request;
    request.set_repair(repair);
    request.set_account("a kiss before it was agreed");
    return Call(repairs_, &RepairApi::AgreeToRelease, Partner(d_), request).status();
  }
  int Listed(const PartnerId& partner) {
    return Call(repairs_, &RepairApi::ListRepairs, Partner(partner), v1::ListRepairsRequest())->repairs_size();
  }
  // How many matters of that kind wait.
  size_t Waiting(Matter matter) {
    return ground_
        .Rows("SELECT due_at FROM adagio_spine.worklist WHERE practice_id = ? AND kind = ? AND settled_at IS NULL",
              {practice_, static_cast<int>(matter)})
        .size();
  }
  // Whose clearance waits for a clinician.
  std::set<PartnerId> HeldAwaiting() {
    std::set<PartnerId> partners;
    for (const storage::Row& row : ground_.Rows("SELECT about_id FROM adagio_spine.worklist"
                                                " WHERE practice_id = ? AND kind = ? AND settled_at IS NULL",
                                                {practice_, static_cast<int>(Matter::kHeldClearance)})) {
      partners.insert(row.AsId<PartnerId>(0));
    }
    return partners;
  }
  size_t Holds() {
    return ground_
        .Rows("SELECT hold_id FROM adagio_spine.hold WHERE practice_id = ? AND lifted_at IS NULL", {practice_})
        .size();
  }
};

TEST_F(RepairTest, OpeningPausesBeforeItReturnsAndTellsTheOtherNothing) {
  AgreementInForce();
  const std::string step = Active("hand_holding", {p_, d_});
  const std::string repair = Opened();
  EXPECT_EQ(StateFor(Partner(p_), step), v1::ASSIGNMENT_STATE_PAUSED);
  const std::string nothing = rpc::NameInUnit(practice_, unit_, "repairs", ground_.entropy.NewUuid());
  EXPECT_EQ(Do(&RepairApi::GetRepair, Partner(p_), repair).status(),
            Do(&RepairApi::GetRepair, Partner(p_), nothing).status());
  EXPECT_EQ(ReasonOf(Say(&RepairApi::OwnRepair, p_, repair, "sorry").status()), Reason::kResourceMissing);
  EXPECT_EQ(Listed(p_), 0);
  EXPECT_EQ(Listed(d_), 1);
  EXPECT_EQ(Waiting(Matter::kOpenRepair), 1u);
  EXPECT_EQ(Waiting(Matter::kSafetyAlert), 0u);
  EXPECT_EQ(Holds(), 0u);
  EXPECT_TRUE(HeldAwaiting().empty());
}

TEST_F(RepairTest, LooksToTheOtherAsAPauseByTheTherapistLooks) {
  AgreementInForce();
  const std::string step = Active("hand_holding", {p_, d_});
  v1::PauseAssignmentRequest pause;
  pause.set_assignment(step);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::PauseAssignment, Therapist(), pause).ok());
  const std::string paused = Get(Partner(p_), step)->SerializeAsString();
  v1::ResumeAssignmentRequest resume;
  resume.set_assignment(step);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::ResumeAssignment, Therapist(), resume).ok());
  Opened(v1::UNSAFE_OR_FORCED_YES);
  EXPECT_EQ(Get(Partner(p_), step)->SerializeAsString(), paused);
}

TEST_F(RepairTest, TheWholeWayIsReleasedOwnedAcknowledgedAndClosedByANewVersion) {
  AgreementInForce();
  const std::string step = Active("hand_holding", {p_, d_});
  const std::string repair = Opened();
  EXPECT_EQ(ReasonOf(Do(&RepairApi::ReleaseRepair, Therapist(), repair).status()), Reason::kApprovalMissing);
  ASSERT_TRUE(Agree(repair).ok());
  EXPECT_EQ(Listed(p_), 0) << "agreed to is not released";
  ASSERT_TRUE(Do(&RepairApi::ReleaseRepair, Therapist(), repair).ok());
  const auto seen = Do(&RepairApi::GetRepair, Partner(p_), repair);
  ASSERT_TRUE(seen.ok()) << seen.status();
  EXPECT_EQ(seen->repair().account(), "a kiss before it was agreed");
  EXPECT_EQ(seen->repair().opener(), NameOf(d_));
  EXPECT_FALSE(seen->repair().has_private_());
  ASSERT_TRUE(Say(&RepairApi::OwnRepair, p_, repair, "I did not ask first").ok());
  ground_.clock.Advance(absl::Hours(72));
  ASSERT_TRUE(Say(&RepairApi::AcknowledgeApology, d_, repair, "").ok());
  const v1::Repair told = Do(&RepairApi::GetRepair, Partner(p_), repair)->repair();
  EXPECT_TRUE(told.acknowledged());
  EXPECT_FALSE(told.ownerships(0).has_owned_at()) << "partners are told no times of each other";
  const v1::Repair to_therapist = Do(&RepairApi::GetRepair, Therapist(), repair)->repair();
  EXPECT_TRUE(to_therapist.ownerships(0).has_owned_at());
  EXPECT_TRUE(to_therapist.private_().has_released_at());
  EXPECT_TRUE(to_therapist.private_().has_acknowledged_at());
  EXPECT_EQ(ReasonOf(Do(&RepairApi::CloseRepair, Therapist(), repair).status()), Reason::kOutsideAgreement);
  EXPECT_EQ(StateFor(Partner(d_), step), v1::ASSIGNMENT_STATE_PAUSED) << "throughout";
  AgreementInForce();
  ASSERT_TRUE(Do(&RepairApi::CloseRepair, Therapist(), repair).ok());
  EXPECT_EQ(StateFor(Partner(d_), step), v1::ASSIGNMENT_STATE_OFFERED);
  EXPECT_TRUE(Get(Partner(p_), step)->assignment().asks_you()) << "whoever opened it, everyone is asked again";
  EXPECT_EQ(Waiting(Matter::kOpenRepair), 0u);
}

TEST_F(RepairTest, FeelingForcedHoldsAlertsAndNeverBecomesAnApology) {
  AgreementInForce();
  const std::string repair = Opened(v1::UNSAFE_OR_FORCED_UNSURE);
  EXPECT_EQ(Holds(), 2u);
  EXPECT_EQ(Waiting(Matter::kSafetyAlert), 1u);
  EXPECT_EQ(HeldAwaiting(), (std::set<PartnerId>{p_, d_})) << "each waits for a clinician";
  ASSERT_TRUE(Agree(repair).ok()) << "refusing would tell whoever holds the opener's phone";
  EXPECT_EQ(ReasonOf(Do(&RepairApi::ReleaseRepair, Therapist(), repair).status()), Reason::kClearanceHeld);
  const auto own = Do(&RepairApi::GetRepair, Partner(d_), repair);
  EXPECT_FALSE(own->repair().has_private_()) << "what was said of safety is not read back";
  EXPECT_EQ(own->SerializeAsString().find("he kissed me"), std::string::npos);
  AgreementInForce();
  EXPECT_EQ(ReasonOf(Do(&RepairApi::CloseRepair, Therapist(), repair).status()), Reason::kClearanceHeld);
  v1::RecordSafetyReviewRequest review;
  review.set_repair(repair);
  review.set_conclusion("seen alone");
  const auto reviewed = Call(repairs_, &RepairApi::RecordSafetyReview, Therapist(), review);
  ASSERT_TRUE(reviewed.ok()) << reviewed.status();
  EXPECT_EQ(reviewed->repair().private_().private_account(), "he kissed me");
  EXPECT_EQ(Waiting(Matter::kSafetyAlert), 0u);
  EXPECT_EQ(Holds(), 2u) << "lifting them is another act";
  EXPECT_TRUE(Do(&RepairApi::CloseRepair, Therapist(), repair).ok());
  EXPECT_EQ(Listed(p_), 0);
}

TEST_F(RepairTest, ConcernsThoseInItAndNoOtherPair) {
  AgreementInForce();
  AgreementInForce({p_, third_});
  AgreementInForce({p_, d_, third_});
  const std::string pair = Active("hand_holding", {p_, third_});
  const std::string all = Active("hand_holding", {p_, d_, third_});
  const std::string repair = Opened();
  EXPECT_EQ(StateFor(Partner(third_), pair), v1::ASSIGNMENT_STATE_ACTIVE);
  EXPECT_EQ(StateFor(Partner(third_), all), v1::ASSIGNMENT_STATE_PAUSED);
  ASSERT_TRUE(Agree(repair).ok());
  ASSERT_TRUE(Do(&RepairApi::ReleaseRepair, Therapist(), repair).ok());
  EXPECT_EQ(Listed(third_), 0);
  AgreementInForce({p_, third_});
  EXPECT_EQ(ReasonOf(Do(&RepairApi::CloseRepair, Therapist(), repair).status()), Reason::kOutsideAgreement)
      << "another pair's new version is not theirs";
}

TEST_F(RepairTest, IsOpenedBySomebodyInItWithPartnersOfTheUnit) {
  EXPECT_EQ(FieldOf(Open(third_, {p_, d_}).status()), "participants");
  EXPECT_EQ(FieldOf(Open(d_, {d_}).status()), "participants");
  const PartnerId foreign = ground_.AddPartner(practice_, elsewhere_, 1);
  EXPECT_EQ(FieldOf(Open(d_, {d_, foreign}).status()), "participants");
  EXPECT_EQ(FieldOf(Open(d_, {p_, d_}, v1::UNSAFE_OR_FORCED_UNSPECIFIED).status()), "unsafe_or_forced");
}

TEST_F(RepairTest, OpensAlsoForWhoHasNotAcknowledgedThePolicyButKeepsNothingPrivateThen) {
  ground_.AsRoot("DELETE FROM adagio_spine.acknowledgement WHERE practice_id = ? AND partner_id = ?", {practice_, d_});
  EXPECT_EQ(ReasonOf(Open(d_, {p_, d_}).status()), Reason::kPolicyUnacknowledged);
  v1::OpenRepairRequest request;
  for (const PartnerId& partner : {p_, d_}) request.add_participants(NameOf(partner));
  request.set_unsafe_or_forced(v1::UNSAFE_OR_FORCED_YES);
  EXPECT_TRUE(Call(repairs_, &RepairApi::OpenRepair, Partner(d_), request).ok());
  EXPECT_EQ(Holds(), 2u);
}

TEST_F(RepairTest, APartnersListStandsInTheOrderOfReleases) {
  const std::string first = Opened();
  const std::string second = Opened();
  for (const std::string& repair : {second, first}) {
    ASSERT_TRUE(Agree(repair).ok());
    ASSERT_TRUE(Do(&RepairApi::ReleaseRepair, Therapist(), repair).ok());
  }
  const auto list = [&](const Scope& scope) {
    return Call(repairs_, &RepairApi::ListRepairs, scope, v1::ListRepairsRequest())->repairs(0).name();
  };
  EXPECT_EQ(list(Partner(p_)), first) << "released last; when it was opened is not the other's to know";
  EXPECT_EQ(list(Therapist()), second);
}

TEST_F(RepairTest, NothingOfOneUnitIsReachedFromAnother) {
  const std::string repair = Opened();
  const auto id = rpc::ResourceName::Parse(repair, "practices/{}/treatmentUnits/{}/repairs/{}")->id();
  const std::string swapped = rpc::NameInUnit(practice_, elsewhere_, "repairs", id);
  const Scope there = As(Role::kTherapist, therapist_, elsewhere_);
  EXPECT_EQ(ReasonOf(Do(&RepairApi::GetRepair, there, swapped).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Do(&RepairApi::CloseRepair, there, swapped).status()), Reason::kResourceMissing);
}

TEST_F(RepairTest, NoRowHoldsAWordOfIt) {
  const std::string repair = Opened();
  ASSERT_TRUE(Agree(repair).ok());
  for (const storage::Row& row :
       ground_.Rows("SELECT CONCAT(told, record) FROM adagio_homework.repair WHERE practice_id = ?", {practice_})) {
    EXPECT_EQ(row.Text(0).find("kiss"), std::string::npos);
  }
}

}  // namespace
}  // namespace adagio::homework
