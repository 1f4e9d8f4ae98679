// What may stand in the terms of an offer, and what a check-in may say; wrong, huge, late, and nothing half-done.
#include "gmock/gmock.h"
#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

class TermsTest : public HomeworkTest {
 protected:
  std::string FieldWrong(const v1::OfferAssignmentRequest& offer) {
    return FieldOf(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), offer).status());
  }
  // The field refused of an offer of holding hands that `change` changed.
  template <typename Change>
  std::string With(Change change) {
    v1::OfferAssignmentRequest offer = OfferOf("hand_holding");
    change(*offer.mutable_terms());
    return FieldWrong(offer);
  }
  int Listed() {
    return Call(homework_, &HomeworkApi::ListAssignments, Therapist(), v1::ListAssignmentsRequest())
        ->assignments_size();
  }
  absl::StatusOr<v1::RecordCheckInResponse> CheckIn(const std::string& step, const v1::CheckIn& said) {
    v1::RecordCheckInRequest request;
    request.set_assignment(step);
    *request.mutable_check_in() = said;
    return Call(homework_, &HomeworkApi::RecordCheckIn, Partner(d_), request);
  }
};

TEST_F(TermsTest, ARecurrenceSaysWhenEachOfItsOccurrencesEnds) {
  AgreementInForce();
  v1::OfferAssignmentRequest offer = OfferOf("reconnect_window");
  offer.mutable_terms()->set_occurrences(0);
  offer.mutable_terms()->set_recurrence("FREQ=WEEKLY;COUNT=3");
  *offer.mutable_terms()->mutable_open_for() = ToWire(absl::Minutes(90));
  const std::string window = Offered(offer);
  const v1::Assignment seen = Get(Partner(p_), window)->assignment();
  EXPECT_EQ(seen.terms().occurrences(), 3);
  EXPECT_EQ(seen.terms().recurrence(), "FREQ=WEEKLY;COUNT=3");
  EXPECT_EQ(seen.kind(), v1::ASSIGNMENT_KIND_RECONNECT_WINDOW);
  const absl::Time begins = *FromWire(seen.occurrence_at(), "");
  EXPECT_EQ(*FromWire(seen.occurrence_ends_at(), ""), begins + absl::Minutes(90));
  EXPECT_EQ(*FromWire(seen.ends_at(), ""), begins + absl::Hours(14 * 24) + absl::Minutes(90));
  ground_.clock.Advance(absl::Hours(2));
  EXPECT_EQ(*FromWire(Get(Partner(p_), window)->assignment().occurrence_at(), ""), begins + absl::Hours(7 * 24));
}

TEST_F(TermsTest, RefusesWhatMakesNoSenseAndKeepsNothingOfIt) {
  AgreementInForce();
  EXPECT_EQ(With([](v1::Terms& t) { t.set_recurrence("FREQ=DAILY;FREQ=DAILY"); }), "terms.recurrence");
  EXPECT_EQ(With([](v1::Terms& t) { t.set_recurrence("FREQ=SECONDLY"); }), "terms.recurrence");
  EXPECT_EQ(With([](v1::Terms& t) { t.set_occurrences(0); }), "terms.occurrences") << "it would never end";
  EXPECT_EQ(With([](v1::Terms& t) { t.set_recurrence("FREQ=DAILY;COUNT=1000"); }), "terms.recurrence");
  EXPECT_EQ(With([](v1::Terms& t) {
              t.set_recurrence("FREQ=DAILY;BYHOUR=8,9");
              *t.mutable_open_for() = ToWire(absl::Hours(2));
            }),
            "terms.open_for")
      << "windows overlap";
  EXPECT_EQ(With([](v1::Terms& t) { t.mutable_open_for(); }), "terms.open_for");
  EXPECT_EQ(With([](v1::Terms& t) { t.set_check_in_plan(" \n"); }), "terms.check_in_plan");
  EXPECT_EQ(With([](v1::Terms& t) { t.set_exit_strategy("\t"); }), "terms.exit_strategy");
  EXPECT_EQ(With([](v1::Terms& t) { t.set_text("anything"); }), "terms.text") << "it is no free text";
  EXPECT_EQ(With([](v1::Terms& t) { t.clear_participants(); }), "terms.participants");
  EXPECT_EQ(With([&](v1::Terms& t) {
              t.set_ladder(rpc::NameInUnit(practice_, elsewhere_, "ladders", ground_.entropy.NewUuid()));
              t.set_step(1);
            }),
            "terms.ladder");
  EXPECT_EQ(Listed(), 0);
}

TEST_F(TermsTest, FreeTextIsInTheTherapistsWordsAndUnderTheStancesAsEverything) {
  v1::OfferAssignmentRequest offer = OfferOf("free_text", {d_});
  EXPECT_EQ(FieldWrong(offer), "terms.text");
  offer.mutable_terms()->set_text("Look at the photographs you spoke of.");
  const std::string own = Offered(offer);
  const v1::Assignment seen = Get(Partner(d_), own)->assignment();
  EXPECT_EQ(seen.terms().text(), "Look at the photographs you spoke of.");
  EXPECT_EQ(seen.kind(), v1::ASSIGNMENT_KIND_FREE_TEXT);
  const std::string agreement = AgreementInForce();
  SetStance(p_, agreement, "free_text", v1::STANCE_NOT_NOW);
  v1::OfferAssignmentRequest joint = OfferOf("free_text");
  joint.mutable_terms()->set_text("Look at them together.");
  EXPECT_EQ(ReasonOf(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), joint).status()),
            Reason::kOutsideAgreement);
  for (const storage::Row& row :
       ground_.Rows("SELECT terms FROM adagio_homework.assignment WHERE practice_id = ?", {practice_})) {
    EXPECT_EQ(row.Text(0).find("photographs"), std::string::npos);
  }
}

TEST_F(TermsTest, ACheckInKeepsItsWritersTimeApartAndDecidesNothingByIt) {
  AgreementInForce();
  const std::string step = Active("hand_holding", {p_, d_});
  const absl::Time now = ground_.clock.Now();
  v1::CheckIn said;
  *said.mutable_noted_at() = ToWire(now - absl::Hours(50));
  said.set_comfort(70);
  said.set_felt_pressure(5);
  said.set_arousal(0);
  const auto kept = CheckIn(step, said);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(*FromWire(kept->check_in().noted_at(), ""), now - absl::Hours(50));
  EXPECT_GE(*FromWire(kept->check_in().recorded_at(), ""), now);
  EXPECT_TRUE(kept->check_in().has_arousal()) << "0 is something said";
  *said.mutable_noted_at() = ToWire(now + absl::Minutes(11));
  EXPECT_EQ(FieldOf(CheckIn(step, said).status()), "check_in.noted_at");
  *said.mutable_noted_at() = ToWire(now - absl::Hours(367 * 24));
  EXPECT_EQ(FieldOf(CheckIn(step, said).status()), "check_in.noted_at");
  *said.mutable_noted_at() = ToWire(now - absl::Hours(50));
  said.set_stress(100);
  EXPECT_EQ(CheckIn(step, said)->assignment().state(), v1::ASSIGNMENT_STATE_PAUSED)
      << "noted offline long ago, it still stops the step";
}

TEST_F(TermsTest, ANewFieldOfACheckInIsSharedAndUnsharedAsAnyOther) {
  AgreementInForce();
  const std::string step = Active("hand_holding", {p_, d_});
  v1::CheckIn said;
  said.set_comfort(70);
  said.set_felt_pressure(60);
  *said.mutable_noted_at() = ToWire(ground_.clock.Now());
  const auto kept = CheckIn(step, said);
  ASSERT_TRUE(kept.ok()) << kept.status();
  v1::ShareCheckInFieldRequest share;
  share.set_check_in(kept->check_in().name());
  share.set_field(v1::CHECK_IN_FIELD_COMFORT);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::ShareCheckInField, Partner(d_), share).ok());
  v1::ListSharedCheckInsRequest list;
  list.set_assignment(step);
  const auto seen = Call(homework_, &HomeworkApi::ListSharedCheckIns, Partner(p_), list);
  ASSERT_EQ(seen->shared_check_ins_size(), 1);
  const v1::CheckIn& shared = seen->shared_check_ins(0).check_in();
  EXPECT_EQ(shared.comfort(), 70);
  EXPECT_FALSE(shared.has_felt_pressure() || shared.has_noted_at() || shared.has_recorded_at());
  share.set_field(v1::CHECK_IN_FIELD_AROUSAL);
  EXPECT_EQ(FieldOf(Call(homework_, &HomeworkApi::ShareCheckInField, Partner(d_), share).status()), "field")
      << "it was not filled in";
  v1::UnshareCheckInFieldRequest unshare;
  unshare.set_check_in(kept->check_in().name());
  unshare.set_field(v1::CHECK_IN_FIELD_COMFORT);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::UnshareCheckInField, Partner(d_), unshare).ok());
  EXPECT_EQ(Call(homework_, &HomeworkApi::ListSharedCheckIns, Partner(p_), list)->shared_check_ins_size(), 0);
}

TEST_F(TermsTest, AnAnswerToWhatWasTakenBackIsRefusedAndChangesNothing) {
  AgreementInForce();
  const std::string step = Offered("hand_holding");
  v1::CloseAssignmentRequest close;
  close.set_assignment(step);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::CloseAssignment, Therapist(), close).ok());
  EXPECT_EQ(ReasonOf(Answer(Partner(d_), step, v1::ANSWER_KIND_NO).status()), Reason::kNotAvailable);
  EXPECT_TRUE(Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), OfferOf("hand_holding")).ok())
      << "nothing rests: nothing was declined";
}

TEST_F(TermsTest, APreviewTellsWhatTwoCanWorkOutAndSaysOfMoreThatItIsNotWho) {
  const auto notice = [&](const std::vector<PartnerId>& participants) {
    v1::PreviewReleaseRequest preview;
    preview.set_agreement(DraftedAndApproved(participants));
    return Call(agreements_, &AgreementApi::PreviewRelease, Partner(p_), preview)->notice();
  };
  EXPECT_THAT(notice({p_, d_}), testing::HasSubstr("You are two, so it tells"));
  EXPECT_THAT(notice({p_, d_, third_}), testing::HasSubstr("though not who"));
}

}  // namespace
}  // namespace adagio::homework
