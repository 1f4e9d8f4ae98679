#include <gtest/gtest.h>

#include "services/intake/api/own_intake_for_test.h"

// What one partner shares of their intake, and what reaches the other.
namespace adagio::intake {
namespace {

class SharedIntake : public OwnIntake {
 protected:
  void SetUp() override {
    OwnIntake::SetUp();
    for (const PartnerId& partner : {a_, b_}) {
      ASSERT_TRUE(Acknowledge(partner).ok());
      Clear(partner);
    }
    ASSERT_TRUE(Save(a_, "goals", "words for both").ok());
  }
  void Clear(const PartnerId& partner) {
    AsRoot("INSERT INTO adagio_spine.clearance VALUES (?, ?, ?, 1, 1)", {practice_, unit_, partner});
  }
  absl::StatusOr<v1::ShareIntakeAnswerResponse> Share(const std::string& item) {
    v1::ShareIntakeAnswerRequest request;
    request.set_item(item);
    return Call(intake_, Partner(a_), &IntakeApi::ShareIntakeAnswer, request);
  }
  absl::StatusOr<v1::UnshareIntakeAnswerResponse> Unshare(const std::string& item) {
    v1::UnshareIntakeAnswerRequest request;
    request.set_item(item);
    return Call(intake_, Partner(a_), &IntakeApi::UnshareIntakeAnswer, request);
  }
  v1::ListSharedIntakeAnswersResponse Seen(const PartnerId& reader) {
    const auto seen =
        Call(intake_, Partner(reader), &IntakeApi::ListSharedIntakeAnswers, v1::ListSharedIntakeAnswersRequest());
    EXPECT_TRUE(seen.ok()) << seen.status();
    return seen.value_or(v1::ListSharedIntakeAnswersResponse());
  }
};

TEST_F(SharedIntake, ShowsNothingThatItsWriterDoesNotShareNow) {
  EXPECT_EQ(Seen(b_).answers_size(), 0);
  ASSERT_TRUE(Save(a_, "triggers", "for the therapist alone").ok());
  const auto shared = Share("goals");
  ASSERT_TRUE(shared.ok()) << shared.status();
  EXPECT_TRUE(shared->item().shared());
  ASSERT_EQ(Seen(b_).answers_size(), 1);
  EXPECT_EQ(Seen(b_).answers(0).partner(), NameOf(a_));
  EXPECT_EQ(Seen(b_).answers(0).item().answer(), "words for both");
  EXPECT_EQ(Seen(a_).answers_size(), 0) << "the others' alone";
  ASSERT_TRUE(Unshare("goals").ok());
  EXPECT_EQ(Seen(b_).answers_size(), 0);
  EXPECT_TRUE(Unshare("goals").ok()) << "harmless";
  ASSERT_TRUE(Share("goals").ok());
  EXPECT_EQ(Seen(b_).answers_size(), 1);
}

TEST_F(SharedIntake, IsNotFollowedByWhatItsWriterWritesLater) {
  ASSERT_TRUE(Share("goals").ok());
  ASSERT_TRUE(Save(a_, "goals", "said to nobody").ok());
  EXPECT_EQ(Seen(b_).answers_size(), 0);
  EXPECT_FALSE(Item(Own(a_), "goals").shared());
}

TEST_F(SharedIntake, StaysAsItWasWhileARevisionIsOpen) {
  ASSERT_TRUE(Save(a_, "triggers", "words").ok());
  ASSERT_TRUE(Share("goals").ok());
  ASSERT_TRUE(Submit(a_).ok());
  ASSERT_TRUE(Revise(a_).ok());
  EXPECT_EQ(Seen(b_).answers(0).item().answer(), "words for both");
  EXPECT_TRUE(Item(Own(a_), "goals").shared());
  ASSERT_TRUE(Save(a_, "goals", "other words").ok());
  EXPECT_EQ(Seen(b_).answers_size(), 0);
  EXPECT_EQ(Item(Own(a_, 1), "goals").answer(), "words for both");
}

TEST_F(SharedIntake, EndsWhenItsItemIsNoLongerAsked) {
  ASSERT_TRUE(Choose(a_, "kinds", {"other"}).ok());
  ASSERT_TRUE(Choose(a_, "pick", {"x"}).ok());
  ASSERT_TRUE(Save(a_, "deep", "words").ok());
  ASSERT_TRUE(Share("deep").ok());
  ASSERT_EQ(Seen(b_).answers_size(), 1);
  ASSERT_TRUE(Choose(a_, "kinds", {"a"}).ok());
  EXPECT_EQ(Seen(b_).answers_size(), 0);
}

TEST_F(SharedIntake, IsOfItemsThatMayBeSharedAndSaySomething) {
  ASSERT_TRUE(Save(a_, "triggers", "words").ok());
  EXPECT_EQ(FieldOf(Share("triggers").status()), "item");
  EXPECT_EQ(FieldOf(Share("no_such_item").status()), "item");
  EXPECT_EQ(FieldOf(Share("deep").status()), "item");
  EXPECT_EQ(FieldOf(Unshare("no_such_item").status()), "item");
}

TEST_F(SharedIntake, ReachesOnceJointWorkIsPossibleAndItsWriterIsNotTold) {
  for (const PartnerId& one : {a_, b_}) {
    AsRoot(
        "INSERT INTO adagio_spine.hold (practice_id, unit_id, partner_id, hold_id, placed_version, placed_at)"
        " VALUES (?, ?, ?, ?, 5, '2020-01-01')",
        {practice_, unit_, one, NewId()});
    ASSERT_TRUE(Share("goals").ok());
    EXPECT_EQ(Seen(b_).answers_size(), 0);
    EXPECT_TRUE(Item(Own(a_), "goals").shared());
    AsRoot("UPDATE adagio_spine.hold SET lifted_version = 1000, lifted_at = '2020-01-01' WHERE partner_id = ?", {one});
    EXPECT_EQ(Seen(b_).answers_size(), 1);
    ASSERT_TRUE(Unshare("goals").ok());
    AsRoot("DELETE FROM adagio_spine.hold WHERE partner_id = ?", {one});
  }
}

// Taken away, it would tell of the hold.
TEST_F(SharedIntake, StaysWhereItHasArrivedUntilItsWriterTakesItBackOrSomebodyLeaves) {
  ASSERT_TRUE(Share("goals").ok());
  for (const PartnerId& one : {a_, b_}) {
    AsRoot(
        "INSERT INTO adagio_spine.hold (practice_id, unit_id, partner_id, hold_id, placed_version, placed_at)"
        " VALUES (?, ?, ?, ?, 1000, '2020-01-01')",
        {practice_, unit_, one, NewId()});
    AsRoot("INSERT INTO adagio_spine.uncleared VALUES (?, ?, ?, 1000, NULL)", {practice_, unit_, one});
  }
  ASSERT_TRUE(Share("goals").ok()) << "once more";
  EXPECT_EQ(Seen(b_).answers_size(), 1);
  Leave(a_);
  EXPECT_EQ(Seen(b_).answers_size(), 0);
}

TEST_F(SharedIntake, ReachesNobodyElsewhere) {
  ASSERT_TRUE(Share("goals").ok());
  const auto elsewhere = Call(intake_, As(Role::kPartner, c_.uuid(), elsewhere_), &IntakeApi::ListSharedIntakeAnswers,
                              v1::ListSharedIntakeAnswersRequest());
  ASSERT_TRUE(elsewhere.ok());
  EXPECT_EQ(elsewhere->answers_size(), 0);
}

}  // namespace
}  // namespace adagio::intake
