// A partnership of three: each set of participants has its own, and whoever leaves takes their own along.
#include "gmock/gmock.h"
#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

class PartnershipTest : public HomeworkTest {
 protected:
  // As the directory ends a membership, in a transaction that bumps the unit's guard.
  void Leaves(const PartnerId& partner) {
    ground_.AsRoot("UPDATE adagio_spine.unit_guard SET version = version + 1 WHERE practice_id = ? AND unit_id = ?",
                   {practice_, unit_});
    ground_.AsRoot(
        "UPDATE adagio_spine.relation SET ended_version = 50, ended_at = '2026-03-03'"
        " WHERE practice_id = ? AND principal_id = ?",
        {practice_, partner});
  }
};

TEST_F(PartnershipTest, OnePairsAgreementBindsNoOther) {
  AgreementInForce({p_, d_});
  EXPECT_EQ(
      ReasonOf(
          Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), OfferOf("hand_holding", {d_, third_})).status()),
      Reason::kOutsideAgreement);
  EXPECT_EQ(
      ReasonOf(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), OfferOf("hand_holding", {p_, d_, third_}))
                   .status()),
      Reason::kOutsideAgreement);
  const std::string other = AgreementInForce({d_, third_});
  const std::string step = Active("kissing", {p_, d_});
  SetStance(d_, other, "kissing", v1::STANCE_OFF_LIMITS);
  EXPECT_EQ(StateFor(Partner(p_), step), v1::ASSIGNMENT_STATE_ACTIVE) << "d's stance was towards another";
}

TEST_F(PartnershipTest, WhoLeavesEndsEveryStepThatIncludedThemAndNoOther) {
  AgreementInForce({p_, d_});
  AgreementInForce({d_, third_});
  AgreementInForce({p_, d_, third_});
  const std::string stays = Active("hand_holding", {p_, d_});
  const std::string pair = Active("hand_holding", {d_, third_});
  const std::string all = Active("hand_holding", {p_, d_, third_});
  Leaves(third_);
  EXPECT_EQ(StateFor(Partner(d_), pair), v1::ASSIGNMENT_STATE_CLOSED);
  EXPECT_EQ(StateFor(Partner(p_), all), v1::ASSIGNMENT_STATE_CLOSED);
  EXPECT_EQ(StateFor(Partner(p_), stays), v1::ASSIGNMENT_STATE_ACTIVE);
  EXPECT_EQ(ReasonOf(Answer(Partner(d_), all, v1::ANSWER_KIND_YES).status()), Reason::kNotAvailable);
  EXPECT_EQ(
      FieldOf(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), OfferOf("grounding", {third_})).status()),
      "terms.participants");
}

TEST_F(PartnershipTest, NoVersionIsReleasedForWhoHasLeft) {
  const std::string of_three = AgreementInForce({p_, d_, third_});
  ASSERT_EQ(DraftedAndApproved({p_, d_, third_}), of_three);
  Leaves(third_);
  v1::ReleaseAgreementRequest release;
  release.set_agreement(of_three);
  EXPECT_EQ(ReasonOf(Call(agreements_, &AgreementApi::ReleaseAgreement, Therapist(), release).status()),
            Reason::kAlreadyOver);
}

TEST_F(PartnershipTest, TheTwoWhoRemainNeedAnAgreementOfTheirOwn) {
  AgreementInForce({p_, d_, third_});
  Leaves(third_);
  EXPECT_EQ(ReasonOf(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), OfferOf("hand_holding")).status()),
            Reason::kOutsideAgreement);
  AgreementInForce({p_, d_});
  EXPECT_TRUE(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), OfferOf("hand_holding")).ok());
}

}  // namespace
}  // namespace adagio::homework
