#include "services/homework/api/homework_api.h"

#include "gmock/gmock.h"
#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

TEST_F(HomeworkTest, AStepIsActiveOnceBothSaidYesAndPausedBeforeANoReturns) {
  AgreementInForce();
  const std::string step = Offered("hand_holding");
  EXPECT_EQ(Answer(Partner(p_), step, v1::ANSWER_KIND_YES)->assignment().state(), v1::ASSIGNMENT_STATE_OFFERED);
  const auto active = Answer(Partner(d_), step, v1::ANSWER_KIND_TENTATIVE_YES);
  EXPECT_EQ(active->assignment().state(), v1::ASSIGNMENT_STATE_ACTIVE);
  EXPECT_FALSE(active->assignment().notice().empty());
  EXPECT_EQ(Answer(Partner(d_), step, v1::ANSWER_KIND_SOFT_NO)->assignment().state(), v1::ASSIGNMENT_STATE_PAUSED);
  const auto seen = Get(Partner(p_), step);
  EXPECT_EQ(seen->assignment().state(), v1::ASSIGNMENT_STATE_PAUSED);
  EXPECT_EQ(seen->assignment().own_answer(), v1::ANSWER_KIND_UNSPECIFIED);
  EXPECT_FALSE(seen->assignment().asks_you());
}

TEST_F(HomeworkTest, WhoIsNotAParticipantSeesWhatIsNotThere) {
  const std::string agreement = AgreementInForce();
  const std::string step = Offered("hand_holding");
  const std::string nothing = rpc::NameInUnit(practice_, unit_, "assignments", ground_.entropy.NewUuid());
  EXPECT_EQ(Get(Partner(third_), step).status(), Get(Partner(third_), nothing).status());
  EXPECT_EQ(ReasonOf(Get(Partner(third_), step).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Answer(Partner(third_), step, v1::ANSWER_KIND_YES).status()), Reason::kResourceMissing);
  v1::GetAgreementRequest get;
  get.set_agreement(agreement);
  EXPECT_EQ(ReasonOf(Call(agreements_, &AgreementApi::GetAgreement, Partner(third_), get).status()),
            Reason::kResourceMissing);
  const auto listed = Call(homework_, &HomeworkApi::ListAssignments, Partner(third_), v1::ListAssignmentsRequest());
  EXPECT_EQ(listed->assignments_size(), 0);
}

TEST_F(HomeworkTest, NothingOfOneUnitIsReachedFromAnother) {
  AgreementInForce();
  const std::string step = Offered("hand_holding");
  // The same ids under the other unit's name, as its own therapist would send them.
  const auto id = rpc::ResourceName::Parse(step, "practices/{}/treatmentUnits/{}/assignments/{}")->id();
  const std::string swapped = rpc::NameInUnit(practice_, elsewhere_, "assignments", id);
  const Scope there = As(Role::kTherapist, therapist_, elsewhere_);
  EXPECT_EQ(ReasonOf(Get(there, swapped).status()), Reason::kResourceMissing);
  v1::CompleteAssignmentRequest complete;
  complete.set_assignment(swapped);
  EXPECT_EQ(ReasonOf(Call(homework_, &HomeworkApi::CompleteAssignment, there, complete).status()),
            Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Call(homework_, &HomeworkApi::OfferAssignment, there, OfferOf("hand_holding")).status()),
            Reason::kFieldInvalid)
      << "its participants are of another unit";
  EXPECT_EQ(Get(Therapist(), step)->assignment().state(), v1::ASSIGNMENT_STATE_OFFERED);
}

TEST_F(HomeworkTest, ALadderOfAnotherUnitOrOtherParticipantsCannotBeUsed) {
  AgreementInForce();
  v1::BuildLadderRequest build;
  for (const PartnerId& partner : {p_, third_}) build.add_participants(NameOf(partner));
  build.add_activities("hand_holding");
  const auto ladder = Call(homework_, &HomeworkApi::BuildLadder, Therapist(), build);
  ASSERT_TRUE(ladder.ok()) << ladder.status();
  v1::OfferAssignmentRequest offer = OfferOf("");
  offer.mutable_terms()->set_step(1);
  offer.mutable_terms()->set_ladder(ladder->ladder().name());
  const auto why = [&] { return FieldOf(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), offer).status()); };
  EXPECT_EQ(why(), "terms.participants");
  offer.mutable_terms()->set_ladder(rpc::NameInUnit(practice_, elsewhere_, "ladders", ground_.entropy.NewUuid()));
  EXPECT_EQ(why(), "terms.ladder");
}

TEST_F(HomeworkTest, StancesReachTheTherapistAndNotTheOtherPartner) {
  const std::string agreement = AgreementInForce();
  SetStance(d_, agreement, "kissing", v1::STANCE_OFF_LIMITS);
  v1::GetAgreementRequest get;
  get.set_agreement(agreement);
  const auto joint = Call(agreements_, &AgreementApi::GetAgreement, Partner(p_), get);
  SetStance(d_, agreement, "kissing", v1::STANCE_WILLING);
  EXPECT_EQ(Call(agreements_, &AgreementApi::GetAgreement, Partner(p_), get)->SerializeAsString(),
            joint->SerializeAsString());
  v1::GetStancesRequest stances;
  stances.set_agreement(agreement);
  EXPECT_EQ(Call(agreements_, &AgreementApi::GetStances, Therapist(), stances)->participants_size(), 2);
}

TEST_F(HomeworkTest, ACheckInAboveTheOwnThresholdPausesInTheSameCall) {
  AgreementInForce();
  const std::string step = Offered("hand_holding");
  ASSERT_TRUE(Answer(Partner(p_), step, v1::ANSWER_KIND_YES).ok());
  ASSERT_TRUE(Answer(Partner(d_), step, v1::ANSWER_KIND_YES).ok());
  v1::SetStressThresholdRequest threshold;
  threshold.set_threshold(40);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::SetStressThreshold, Partner(d_), threshold).ok());
  v1::RecordCheckInRequest check_in;
  check_in.set_assignment(step);
  check_in.mutable_check_in()->set_stress(41);
  check_in.mutable_check_in()->set_felt_hard("too warm");
  const auto paused = Call(homework_, &HomeworkApi::RecordCheckIn, Partner(d_), check_in);
  ASSERT_TRUE(paused.ok()) << paused.status();
  EXPECT_EQ(paused->assignment().state(), v1::ASSIGNMENT_STATE_PAUSED);
  const auto unit = Call(homework_, &HomeworkApi::GetUnitHomework, Therapist(), v1::GetUnitHomeworkRequest());
  EXPECT_THAT(unit->assignments(0).causes(), testing::Contains(v1::CAUSE_STRESS));
  ASSERT_EQ(unit->assignments(0).sides_size(), 2);
}

TEST_F(HomeworkTest, AnAgreementInForceWaitsForItsReviewAndTheNextVersionMovesIt) {
  const auto waiting = [&] {
    return ground_.Rows(
        "SELECT due_at FROM adagio_spine.worklist WHERE practice_id = ? AND kind = 4 AND settled_at IS NULL",
        {practice_});
  };
  AgreementInForce();
  ASSERT_EQ(waiting().size(), 1u);
  const absl::Time first = waiting()[0].AsTime(0);
  ground_.clock.Advance(absl::Hours(24));
  AgreementInForce();
  ASSERT_EQ(waiting().size(), 1u);
  EXPECT_EQ(waiting()[0].AsTime(0), first + absl::Hours(24));
  ground_.AsRoot("UPDATE adagio_spine.relation SET ended_version = 99 WHERE practice_id = ? AND principal_id = ?",
                 {practice_, d_});
  AgreementInForce({p_, third_});
  EXPECT_EQ(waiting().size(), 1u) << "nobody can review it with who has left";
}

TEST_F(HomeworkTest, PagesListEachAssignmentOnceAndTheirTokensServeOneReader) {
  AgreementInForce();
  for (int i = 0; i < 3; ++i) Offered("hand_holding");
  v1::ListAssignmentsRequest list;
  list.set_page_size(2);
  const auto first = Call(homework_, &HomeworkApi::ListAssignments, Partner(p_), list);
  ASSERT_EQ(first->assignments_size(), 2);
  list.set_page_token(first->next_page_token());
  EXPECT_EQ(ReasonOf(Call(homework_, &HomeworkApi::ListAssignments, Partner(d_), list).status()),
            Reason::kFieldInvalid);
  const auto second = Call(homework_, &HomeworkApi::ListAssignments, Partner(p_), list);
  ASSERT_EQ(second->assignments_size(), 1);
  EXPECT_TRUE(second->next_page_token().empty());
  EXPECT_NE(second->assignments(0).name(), first->assignments(1).name());
}

TEST_F(HomeworkTest, NoRowHoldsAWordOfWhatWasAgreedOrOffered) {
  AgreementInForce();
  Offered("hand_holding");
  for (const char* statement :
       {"SELECT CONCAT_WS('|', activities, record) FROM adagio_homework.agreement WHERE practice_id = ?",
        "SELECT stances FROM adagio_homework.stances WHERE practice_id = ?",
        "SELECT terms FROM adagio_homework.assignment WHERE practice_id = ?"}) {
    const storage::Rows rows = ground_.Rows(statement, {practice_});
    ASSERT_FALSE(rows.empty()) << statement;
    for (const storage::Row& row : rows) {
      for (const char* word : {"hand_holding", "kissing", "not tonight", "tea in the kitchen"}) {
        EXPECT_EQ(row.Text(0).find(word), std::string::npos) << statement;
      }
    }
  }
}

}  // namespace
}  // namespace adagio::homework
