// A form answered elsewhere and recorded whole: the same scores and the same alerts as item by item.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/progress/api/progress_for_test.h"

namespace adagio::progress {
namespace {

class AForm : public ProgressTest {
 protected:
  std::string RefusedFor(const Scope& scope, const v1::RecordAdministrationRequest& request) {
    return FieldOf(Record(scope, request).status());
  }
};

TEST_F(AForm, IsScoredAsItemByItem) {
  v1::RecordAdministrationRequest form = FormOf(a_, {3, 2, 0});
  *form.mutable_occurred_at() = ToWire(ground_.clock.Now() - absl::Hours(48));
  const auto recorded = Record(Therapist(), form);
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  const v1::Administration& administration = recorded->administration();
  EXPECT_EQ(administration.score().total(), 5);
  EXPECT_EQ(administration.entry(), v1::ENTRY_BY_THERAPIST);
  EXPECT_EQ(administration.provenance(), v1::PROVENANCE_PAPER_FORM);
  EXPECT_EQ(administration.occurred_at().seconds(), form.occurred_at().seconds());
  EXPECT_EQ(recorded->items_to_answer_size(), 0);
  EXPECT_EQ(Get(Therapist(), administration.name())->administration().SerializeAsString(),
            administration.SerializeAsString());
  EXPECT_EQ(Trajectory(Therapist(), a_)->trajectory().points_size(), 1);
  EXPECT_EQ(Waiting(Matter::kOverdueMeasure).size(), 1u);
}

TEST_F(AForm, AlertsExactlyAsItemByItem) {
  const std::string by_item = Started(Therapist(), a_);
  for (const auto& [item, value] : {std::pair(1, 1), std::pair(2, 1), std::pair(3, 2)}) {
    ASSERT_TRUE(Save(Therapist(), by_item, item, value).ok());
  }
  const auto recorded = Record(Therapist(), FormOf(b_, {1, 1, 2}));
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_EQ(recorded->crisis_text(), std::string(CrisisText()));
  EXPECT_EQ(StandingHolds(b_), StandingHolds(a_));
  const v1::ListAlertsResponse alerts = Alerts(Therapist());
  ASSERT_EQ(alerts.alerts_size(), 2);
  EXPECT_EQ(alerts.alerts(0).answer().SerializeAsString(), alerts.alerts(1).answer().SerializeAsString());
  EXPECT_EQ(alerts.alerts(0).trigger(), alerts.alerts(1).trigger());
  EXPECT_EQ(Waiting(Matter::kSafetyAlert).size(), 2u);
}

TEST_F(AForm, AlertsByItsTotalToo) {
  ASSERT_TRUE(Record(Therapist(), FormOf(a_, {4, 4}, "strain")).ok());
  EXPECT_EQ(Alerts(Therapist()).alerts(0).total(), 8);
  EXPECT_EQ(StandingHolds(a_), 1);
}

TEST_F(AForm, WithoutAllAnswersStaysOpenAndAlertsAllTheSame) {
  const auto recorded = Record(Therapist(), FormOf(a_, {1, -1, 3}));
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_FALSE(recorded->administration().has_submitted_at());
  EXPECT_THAT(recorded->items_to_answer(), testing::ElementsAre(2));
  EXPECT_FALSE(recorded->crisis_text().empty());
  EXPECT_EQ(StandingHolds(a_), 1) << "an answer that alerts is not lost for one that lacks";
  const std::string name = recorded->administration().name();
  ASSERT_TRUE(Save(Therapist(), name, 2, 1).ok());
  EXPECT_EQ(Submit(Therapist(), name)->administration().score().total(), 5);
}

TEST_F(AForm, MayBeTakenIncomplete) {
  v1::RecordAdministrationRequest form = FormOf(a_, {7, -1}, "bond");
  form.set_incomplete(true);
  const auto recorded = Record(Therapist(), form);
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_TRUE(recorded->administration().has_submitted_at());
  EXPECT_EQ(recorded->administration().score().not_interpretable(), v1::NOT_INTERPRETABLE_ITEMS_MISSING);
  EXPECT_EQ(recorded->items_to_answer_size(), 0);
}

TEST_F(AForm, TakesNothingTheInstrumentDoesNotHave) {
  const std::string before = Contents();
  EXPECT_EQ(RefusedFor(Therapist(), FormOf(a_, {1, 1, 0, 1})), "item");
  EXPECT_EQ(RefusedFor(Therapist(), FormOf(a_, {4, 1, 0})), "value");
  v1::RecordAdministrationRequest twice = FormOf(a_, {1, 1, 0});
  *twice.add_answers() = twice.answers(0);
  EXPECT_EQ(RefusedFor(Therapist(), twice), "answers.item");
  v1::RecordAdministrationRequest version = FormOf(a_, {1, 1, 0});
  version.set_instrument_version(2);
  EXPECT_EQ(RefusedFor(Therapist(), version), "instrument_version");
  EXPECT_EQ(RefusedFor(Therapist(), FormOf(a_, {1}, "none")), "instrument");
  v1::RecordAdministrationRequest early = FormOf(a_, {1, 1, 0});
  *early.mutable_occurred_at() = ToWire(ground_.clock.Now() + absl::Seconds(1));
  EXPECT_EQ(RefusedFor(Therapist(), early), "occurred_at");
  EXPECT_EQ(Contents(), before);
}

TEST_F(AForm, SaysWhatItsWriterCanKnowOf) {
  v1::RecordAdministrationRequest form = FormOf(a_, {1, 1, 0});
  EXPECT_TRUE(Record(Partner(a_), form).ok());
  for (const v1::Provenance provenance : {v1::PROVENANCE_INTERVIEW, v1::PROVENANCE_OTHER_SYSTEM}) {
    form.set_provenance(provenance);
    EXPECT_EQ(RefusedFor(Partner(a_), form), "provenance");
    EXPECT_TRUE(Record(Therapist(), form).ok());
  }
  form.set_provenance(v1::PROVENANCE_ON_SCREEN);
  EXPECT_TRUE(Record(Partner(a_), form).ok());
  EXPECT_EQ(RefusedFor(Therapist(), form), "provenance");
  EXPECT_EQ(Start(Partner(a_), a_)->administration().provenance(), v1::PROVENANCE_ON_SCREEN);
  EXPECT_EQ(Start(Therapist(), a_)->administration().provenance(), v1::PROVENANCE_PAPER_FORM);
}

TEST_F(AForm, OfAnotherPartnerLooksAsOfNone) {
  EXPECT_EQ(Record(Partner(a_), FormOf(b_, {1, 1, 0})).status(),
            Record(Partner(a_), FormOf(PartnerId(ground_.entropy.NewUuid()), {1, 1, 0})).status());
  Leave(a_);
  EXPECT_EQ(ReasonOf(Record(Therapist(), FormOf(a_, {1, 1, 0})).status()), Reason::kAlreadyOver);
}

TEST_F(AForm, KeepsItsProvenanceThroughACorrection) {
  v1::RecordAdministrationRequest form = FormOf(a_, {1, 1, 0});
  form.set_provenance(v1::PROVENANCE_INTERVIEW);
  const std::string first = Record(Therapist(), form)->administration().name();
  EXPECT_EQ(Correct(Therapist(), first)->administration().provenance(), v1::PROVENANCE_INTERVIEW);
}

}  // namespace
}  // namespace adagio::progress
