// What an administration comes to beside a plain total: subscales, what is not interpretable, and totals that alert.
#include <gtest/gtest.h>

#include "services/progress/api/progress_for_test.h"

namespace adagio::progress {
namespace {

class AResult : public ProgressTest {
 protected:
  v1::Score ScoreOf(const std::string& name) { return Get(Therapist(), name)->administration().score(); }
  v1::Trajectory Of(const std::string& instrument) { return Trajectory(Therapist(), a_, instrument)->trajectory(); }
  // Answered in part: those of `values` that are not negative.
  std::string Answered(const std::string& instrument, const std::vector<int>& values) {
    const std::string name = Started(Partner(a_), a_, instrument);
    for (size_t i = 0; i < values.size(); ++i) {
      if (values[i] < 0) continue;
      EXPECT_TRUE(Save(Partner(a_), name, static_cast<int>(i) + 1, values[i]).ok());
    }
    return name;
  }
  std::vector<PartnerSummary> Summaries() {
    const storage::Pool::Lease reads = *pool_.Acquire();
    return *summaries_.Load(*reads, practice_, std::vector<UnitId>{unit_});
  }
};

TEST_F(AResult, HasItsSubscales) {
  const std::string name = Scored(a_, {5, 4, 3}, "closeness");
  const v1::Score score = ScoreOf(name);
  EXPECT_EQ(score.total(), 5.1);
  ASSERT_EQ(score.subscales_size(), 2);
  EXPECT_EQ(score.subscales(0).subscale(), "wish");
  EXPECT_EQ(score.subscales(0).points(), 3);
  EXPECT_EQ(score.subscales(1).points(), 2.1);
  ASSERT_EQ(Of("closeness").points_size(), 1);
  EXPECT_EQ(Of("closeness").points(0).score().SerializeAsString(), score.SerializeAsString());
  EXPECT_EQ(Of("closeness").points(0).instrument_version(), 1);
}

TEST_F(AResult, ThatIsNotInterpretableIsNoNumberAnywhere) {
  const std::string name = Scored(a_, {4, 0, 3}, "closeness");
  const v1::Score score = ScoreOf(name);
  EXPECT_FALSE(score.has_total());
  EXPECT_EQ(score.not_interpretable(), v1::NOT_INTERPRETABLE_NO_OCCASION);
  EXPECT_EQ(score.subscales(0).points(), 2.4);
  EXPECT_FALSE(score.subscales(1).has_points());
  EXPECT_EQ(score.subscales(1).not_interpretable(), v1::NOT_INTERPRETABLE_NO_OCCASION);
  const v1::Trajectory trajectory = Of("closeness");
  EXPECT_EQ(trajectory.points_size(), 1);
  EXPECT_FALSE(trajectory.has_baseline());
  EXPECT_FALSE(trajectory.has_latest());
  EXPECT_FALSE(trajectory.has_best());
  ASSERT_EQ(Summaries().size(), 1u);
  EXPECT_EQ(Summaries()[0].summary.scored, 0);
  EXPECT_EQ(Waiting(Matter::kOverdueMeasure).size(), 1u) << "the next is due all the same";
  Scored(a_, {4, 4, 4}, "closeness");
  EXPECT_EQ(Of("closeness").baseline().score().total(), 4.8) << "the first that could be interpreted";
  EXPECT_EQ(Summaries()[0].summary.scored, 1);
}

TEST_F(AResult, OfACorrectionMayStopBeingInterpretable) {
  const std::string first = Scored(a_, {4, 4, 4}, "closeness");
  const std::string second = Correct(Therapist(), first)->administration().name();
  ASSERT_TRUE(Save(Therapist(), second, 2, 0).ok());
  ASSERT_TRUE(Submit(Therapist(), second).ok());
  EXPECT_FALSE(Of("closeness").has_baseline());
  EXPECT_EQ(Summaries()[0].summary.scored, 0);
}

TEST_F(AResult, MayBeTakenIncomplete) {
  const std::string name = Answered("bond", {7, -1});
  EXPECT_EQ(ReasonOf(Submit(Partner(a_), name).status()), Reason::kAnswersMissing);
  const auto taken = Submit(Partner(a_), name, {}, true);
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_FALSE(taken->administration().score().has_total());
  EXPECT_EQ(taken->administration().score().not_interpretable(), v1::NOT_INTERPRETABLE_ITEMS_MISSING);
  EXPECT_TRUE(taken->crisis_text().empty());
  EXPECT_EQ(StandingHolds(a_), 0);
}

TEST_F(AResult, WithASafetyItemLeftOutIsNeverNegative) {
  const auto taken = Submit(Partner(a_), Answered("mood", {1, 1, -1}), {}, true);
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_EQ(taken->crisis_text(), std::string(CrisisText()));
  EXPECT_EQ(StandingHolds(a_), 1);
  ASSERT_EQ(Alerts(Therapist()).alerts_size(), 1);
  const v1::Alert alert = Alerts(Therapist()).alerts(0);
  EXPECT_EQ(alert.trigger(), "item_3");
  EXPECT_FALSE(alert.has_answer()) << "nobody knows";
  EXPECT_EQ(alert.concern(), v1::CONCERN_SELF_HARM);
}

TEST_F(AResult, AlertsAndHoldsWhereItsTotalIsReached) {
  Scored(a_, {2, 2}, "strain");
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 0);
  const std::string name = Answered("strain", {4, 1});
  EXPECT_EQ(StandingHolds(a_), 0) << "there is no total yet";
  const auto submitted = Submit(Partner(a_), name);
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  EXPECT_TRUE(submitted->crisis_text().empty()) << "it is not about self-harm";
  EXPECT_EQ(StandingHolds(a_), 1);
  EXPECT_EQ(StandingHolds(b_), 0);
  const v1::Alert alert = Alerts(Therapist()).alerts(0);
  EXPECT_EQ(alert.administration(), name);
  EXPECT_EQ(alert.concern(), v1::CONCERN_TRAUMA);
  EXPECT_EQ(alert.total(), 5);
  EXPECT_FALSE(alert.has_answer());
  EXPECT_TRUE(alert.hold_stands());
  const v1::Alert supervised = Alerts(Supervisor()).alerts(0);
  EXPECT_EQ(supervised.concern(), v1::CONCERN_TRAUMA);
  EXPECT_FALSE(supervised.has_total());
  EXPECT_TRUE(supervised.trigger().empty());
}

TEST_F(AResult, ThatMightReachATriggerAlertsToo) {
  ASSERT_TRUE(Submit(Partner(a_), Answered("strain", {0, -1}), {}, true).ok());
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 0) << "4 at most";
  ASSERT_TRUE(Submit(Partner(a_), Answered("strain", {1, -1}), {}, true).ok());
  ASSERT_EQ(Alerts(Therapist()).alerts_size(), 1);
  EXPECT_FALSE(Alerts(Therapist()).alerts(0).has_total());
  EXPECT_EQ(StandingHolds(a_), 1);
}

TEST_F(AResult, AboutPainHoldsWhatPainSpeaksAgainst) {
  const auto saved = Save(Partner(a_), Started(Partner(a_), a_, "closeness"), 3, 1);
  ASSERT_TRUE(saved.ok()) << saved.status();
  EXPECT_TRUE(saved->crisis_text().empty());
  EXPECT_EQ(StandingHolds(a_), 1);
  EXPECT_EQ(ground_.Rows("SELECT only_pain FROM adagio_spine.hold WHERE practice_id = ?", {practice_})[0].Int(0), 1);
  EXPECT_EQ(Alerts(Therapist()).alerts(0).concern(), v1::CONCERN_PAIN);
  ASSERT_TRUE(Save(Partner(a_), Started(Partner(a_), a_), 3, 1).ok());
  EXPECT_EQ(ground_.Rows("SELECT only_pain FROM adagio_spine.hold WHERE practice_id = ? AND only_pain = 0", {practice_})
                .size(),
            1u);
}

TEST_F(AResult, ThatAsksForAReviewHoldsNothing) {
  Scored(a_, {3}, "drink");
  EXPECT_EQ(StandingHolds(a_), 0);
  EXPECT_EQ(Waiting(Matter::kSafetyAlert).size(), 1u);
  const v1::Alert alert = Alerts(Therapist()).alerts(0);
  EXPECT_EQ(alert.concern(), v1::CONCERN_ALCOHOL);
  EXPECT_TRUE(alert.hold().empty());
  EXPECT_FALSE(alert.hold_stands());
  v1::TriageAlertRequest request;
  request.set_alert(alert.name());
  request.set_reason("we talked about it");
  request.set_outcome(v1::TRIAGE_OUTCOME_HOLD_KEPT);
  EXPECT_EQ(ReasonOf(Call(&ProgressApi::TriageAlert, Therapist(), request).status()), Reason::kAlreadyOver);
  request.set_outcome(v1::TRIAGE_OUTCOME_HOLD_RELEASED);
  ASSERT_TRUE(Call(&ProgressApi::TriageAlert, Therapist(), request).ok());
  EXPECT_TRUE(Waiting(Matter::kSafetyAlert).empty());
  EXPECT_TRUE(Waiting(Matter::kHeldClearance).empty());
}

}  // namespace
}  // namespace adagio::progress
