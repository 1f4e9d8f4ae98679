#include "services/homework/api/limits_api.h"

#include "gmock/gmock.h"
#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

class LimitsTest : public HomeworkTest {
 protected:
  absl::Status SetAside(const PartnerId& partner) {
    return Call(limits_, &LimitsApi::SetAsideToday, Partner(partner), v1::SetAsideTodayRequest()).status();
  }
  absl::Status Say(const PartnerId& partner, std::initializer_list<int> contraindications) {
    v1::SetContraindicationsRequest request;
    for (const int each : contraindications) {
      request.add_contraindications(static_cast<v1::Contraindication>(each));
    }
    return Call(limits_, &LimitsApi::SetContraindications, Partner(partner), request).status();
  }
  // An hour a day from now on.
  std::string ActiveHour() {
    AgreementInForce();
    v1::OfferAssignmentRequest offer = OfferOf("hand_holding");
    *offer.mutable_terms()->mutable_open_for() = ToWire(absl::Hours(1));
    const std::string step = Offered(offer);
    for (const PartnerId& partner : {p_, d_}) {
      EXPECT_TRUE(Answer(Partner(partner), step, v1::ANSWER_KIND_YES).ok());
    }
    EXPECT_EQ(StateFor(Partner(p_), step), v1::ASSIGNMENT_STATE_ACTIVE);
    return step;
  }
  std::string AsSeenBy(const PartnerId& partner, const std::string& step) {
    return Get(Partner(partner), step)->SerializeAsString();
  }
};

TEST_F(LimitsTest, ADaySetAsideStopsItsOccurrenceBeforeItReturnsAndLooksAsAnyPause) {
  const std::string step = ActiveHour();
  v1::PauseAssignmentRequest pause;
  pause.set_assignment(step);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::PauseAssignment, Therapist(), pause).ok());
  const std::string paused = AsSeenBy(p_, step);
  v1::ResumeAssignmentRequest resume;
  resume.set_assignment(step);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::ResumeAssignment, Therapist(), resume).ok());
  for (const PartnerId& partner : {p_, d_}) {
    ASSERT_TRUE(Answer(Partner(partner), step, v1::ANSWER_KIND_YES).ok());
  }
  ASSERT_TRUE(SetAside(d_).ok());
  EXPECT_EQ(AsSeenBy(p_, step), paused);
  EXPECT_EQ(AsSeenBy(d_, step), paused);
  const auto unit = Call(homework_, &HomeworkApi::GetUnitHomework, Therapist(), v1::GetUnitHomeworkRequest());
  EXPECT_THAT(unit->assignments(0).causes(), testing::Contains(v1::CAUSE_SET_ASIDE));
}

TEST_F(LimitsTest, ADaySetAsideIsForThatDayAndAsksEveryoneAgain) {
  const std::string step = ActiveHour();
  ASSERT_TRUE(SetAside(d_).ok());
  ASSERT_TRUE(Answer(Partner(d_), step, v1::ANSWER_KIND_YES).ok()) << "it is taken, and does not stand";
  ground_.clock.Advance(absl::Hours(24));
  EXPECT_EQ(StateFor(Partner(p_), step), v1::ASSIGNMENT_STATE_OFFERED);
  EXPECT_TRUE(Get(Partner(d_), step)->assignment().asks_you());
  for (const PartnerId& partner : {p_, d_}) {
    ASSERT_TRUE(Answer(Partner(partner), step, v1::ANSWER_KIND_YES).ok());
  }
  EXPECT_EQ(StateFor(Partner(p_), step), v1::ASSIGNMENT_STATE_ACTIVE);
}

TEST_F(LimitsTest, ADaySetAsideNeedsNoPolicyAndLeavesAloneWorkAlone) {
  const std::string own = Offered(OfferOf("grounding", {d_}));
  ASSERT_TRUE(Answer(Partner(d_), own, v1::ANSWER_KIND_YES).ok());
  ground_.AsRoot("DELETE FROM adagio_spine.acknowledgement WHERE practice_id = ? AND partner_id = ?", {practice_, d_});
  EXPECT_TRUE(SetAside(d_).ok());
  EXPECT_EQ(StateFor(Partner(d_), own), v1::ASSIGNMENT_STATE_ACTIVE);
}

TEST_F(LimitsTest, WhatSpeaksAgainstAnActivityIsNotOfferedAndTellsTheOtherNothing) {
  const std::string step = ActiveHour();  // nothing speaks against holding hands in this library
  ASSERT_TRUE(Say(d_, {v1::CONTRAINDICATION_PAIN}).ok());
  EXPECT_EQ(StateFor(Partner(p_), step), v1::ASSIGNMENT_STATE_ACTIVE);
  EXPECT_EQ(ReasonOf(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), OfferOf("kissing")).status()),
            Reason::kContraindicated);
  EXPECT_TRUE(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), OfferOf("back_rub_clothed")).ok());
  v1::GetContraindicationsRequest get;
  EXPECT_EQ(Call(limits_, &LimitsApi::GetContraindications, Partner(d_), get)->contraindications_size(), 1);
  EXPECT_EQ(Call(limits_, &LimitsApi::GetContraindications, Partner(p_), get)->contraindications_size(), 0);
  ASSERT_TRUE(Say(d_, {}).ok());
  const std::string kissing = Offered("kissing");
  for (const PartnerId& partner : {p_, d_}) {
    ASSERT_TRUE(Answer(Partner(partner), kissing, v1::ANSWER_KIND_YES).ok());
  }
  ASSERT_EQ(StateFor(Partner(p_), kissing), v1::ASSIGNMENT_STATE_ACTIVE);
  ASSERT_TRUE(Say(d_, {v1::CONTRAINDICATION_PAIN}).ok());
  EXPECT_EQ(StateFor(Partner(p_), kissing), v1::ASSIGNMENT_STATE_PAUSED) << "before it returned";
}

TEST_F(LimitsTest, RefusesWhatItDoesNotKnowAndWaitsForThePolicy) {
  EXPECT_EQ(FieldOf(Say(d_, {99})), "contraindications");
  EXPECT_EQ(FieldOf(Say(d_, {0})), "contraindications");
  EXPECT_EQ(FieldOf(Say(d_, {1, 1})), "contraindications");
  ground_.AsRoot("DELETE FROM adagio_spine.acknowledgement WHERE practice_id = ? AND partner_id = ?", {practice_, d_});
  EXPECT_EQ(ReasonOf(Say(d_, {v1::CONTRAINDICATION_PAIN})), Reason::kPolicyUnacknowledged);
}

TEST_F(LimitsTest, NoRowTellsWhatWasSaid) {
  ASSERT_TRUE(Say(d_, {v1::CONTRAINDICATION_PAIN}).ok());
  ASSERT_TRUE(SetAside(d_).ok());
  const storage::Rows rows =
      ground_.Rows("SELECT limits FROM adagio_homework.own_limits WHERE practice_id = ?", {practice_});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_GT(rows[0].Text(0).size(), 28u) << "sealed";
}

}  // namespace
}  // namespace adagio::homework
