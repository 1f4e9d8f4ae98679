#include "services/homework/api/coaching_api.h"

#include "gmock/gmock.h"
#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

class CoachingTest : public HomeworkTest {
 protected:
  absl::StatusOr<v1::NoteMilestoneResponse> Note(const std::vector<PartnerId>& participants,
                                                 const std::string& text = "an evening without the question") {
    v1::NoteMilestoneRequest request;
    for (const PartnerId& partner : participants) request.add_participants(NameOf(partner));
    request.set_text(text);
    return Call(coaching_, &CoachingApi::NoteMilestone, Therapist(), request);
  }
  std::string Noted(const std::vector<PartnerId>& participants) {
    const auto noted = Note(participants);
    EXPECT_TRUE(noted.ok()) << noted.status();
    return noted.ok() ? noted->milestone().name() : "";
  }
  absl::Status Reach(const std::string& milestone) {
    v1::ReachMilestoneRequest request;
    request.set_milestone(milestone);
    return Call(coaching_, &CoachingApi::ReachMilestone, Therapist(), request).status();
  }
  absl::Status LetGo(const std::string& milestone) {
    v1::LetMilestoneGoRequest request;
    request.set_milestone(milestone);
    return Call(coaching_, &CoachingApi::LetMilestoneGo, Therapist(), request).status();
  }
  v1::ListMilestonesResponse List(const Scope& scope) {
    return *Call(coaching_, &CoachingApi::ListMilestones, scope, v1::ListMilestonesRequest());
  }
};

TEST_F(CoachingTest, AMilestoneIsSeenByThoseItNamesAndIsReachedOnce) {
  const std::string milestone = Noted({p_, d_});
  EXPECT_EQ(List(Partner(p_)).milestones_size(), 1);
  EXPECT_EQ(List(Partner(third_)).milestones_size(), 0);
  ASSERT_TRUE(Reach(milestone).ok());
  const auto first = List(Partner(d_)).milestones(0);
  EXPECT_TRUE(first.reached());
  ground_.clock.Advance(absl::Hours(24));
  ASSERT_TRUE(Reach(milestone).ok());
  EXPECT_EQ(List(Partner(d_)).milestones(0).SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(ReasonOf(LetGo(milestone)), Reason::kAlreadyOver);
}

TEST_F(CoachingTest, OneThatIsLetGoIsGoneForEveryoneAndLeavesNoTraceOfNotBeingReached) {
  const std::string kept = Noted({p_, d_});
  const std::string milestone = Noted({p_, d_});
  ASSERT_TRUE(LetGo(milestone).ok());
  ASSERT_TRUE(LetGo(milestone).ok());
  for (const Scope& scope : {Partner(p_), Therapist()}) {
    ASSERT_EQ(List(scope).milestones_size(), 1);
    EXPECT_EQ(List(scope).milestones(0).name(), kept);
  }
  EXPECT_EQ(ReasonOf(Reach(milestone)), Reason::kAlreadyOver);
}

TEST_F(CoachingTest, WhoLeftTakesTheirMilestonesOffThePartnersPages) {
  Noted({p_, d_});
  ground_.AsRoot("UPDATE adagio_spine.relation SET ended_version = 99 WHERE practice_id = ? AND principal_id = ?",
                 {practice_, d_});
  EXPECT_EQ(List(Partner(p_)).milestones_size(), 0);
  EXPECT_EQ(List(Therapist()).milestones_size(), 1);
  EXPECT_EQ(FieldOf(Note({p_, d_}).status()), "participants");
}

TEST_F(CoachingTest, IsForPartnersOfTheUnitEachOnce) {
  EXPECT_EQ(FieldOf(Note({p_, p_}).status()), "participants");
  EXPECT_EQ(FieldOf(Note({}).status()), "participants");
  EXPECT_EQ(FieldOf(Note({ground_.AddPartner(practice_, elsewhere_, 1)}).status()), "participants");
  const std::string nothing = rpc::NameInUnit(practice_, unit_, "milestones", ground_.entropy.NewUuid());
  EXPECT_EQ(ReasonOf(Reach(nothing)), Reason::kResourceMissing);
}

TEST_F(CoachingTest, NothingOfOneUnitIsReachedFromAnother) {
  const auto id = rpc::ResourceName::Parse(Noted({p_, d_}), "practices/{}/treatmentUnits/{}/milestones/{}")->id();
  v1::ReachMilestoneRequest request;
  request.set_milestone(rpc::NameInUnit(practice_, elsewhere_, "milestones", id));
  const Scope there = As(Role::kTherapist, therapist_, elsewhere_);
  EXPECT_EQ(ReasonOf(Call(coaching_, &CoachingApi::ReachMilestone, there, request).status()), Reason::kResourceMissing);
}

}  // namespace
}  // namespace adagio::homework
