#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "adagio/notes/v1/notes.grpc.pb.h"
#include "adagio/notes/v1/psychotherapy.grpc.pb.h"
#include "tests/end_to_end/seen.h"
#include "tests/support/practice.h"
#include "tests/support/server_process.h"

// One unique text in every field that a person fills, through calls that succeed and calls that are refused: it may be
// found neither on disk nor in what the server says.

namespace adagio::test {
namespace {

using directory::v1::DirectoryService;
using homework::v1::AgreementService;
using homework::v1::HomeworkService;
using intake::v1::IntakeService;
using intake::v1::ScreeningService;
using notes::v1::NotesService;
using notes::v1::PsychotherapyNoteService;

class Canary : public testing::Test {
 protected:
  // A text that nobody else writes, told apart by `where`.
  std::string Sing(const std::string& where) {
    songs_.push_back(absl::StrCat("canary ", where, " ", id_));
    return songs_.back();
  }

  void ExpectSilence() {
    const std::string said = server_.err();
    EXPECT_EQ(server_.Stop(), 0);
    EXPECT_THAT(SeenIn(folder_.path(), songs_), testing::IsEmpty());
    // Also not in part.
    EXPECT_THAT(SeenIn(folder_.path(), {id_}), testing::IsEmpty());
    EXPECT_THAT(said + server_.err(), testing::Not(testing::HasSubstr(id_)));
  }

  // A plan needs something to plan for.
  void RecordPositiveScreen() {
    auto sitting = New<intake::v1::OpenSittingRequest>();
    sitting.set_partner(couple_.pat_name);
    sitting.set_alone(true);
    auto screen = New<intake::v1::RecordViolenceScreenRequest>();
    screen.set_sitting(couple_.thea.Insist(line_, &ScreeningService::Stub::OpenSitting, sitting).sitting());
    screen.set_instrument(intake::v1::VIOLENCE_INSTRUMENT_HARK);
    for (int number = 1; number <= 4; ++number) {
      intake::v1::ScreenItem& item = *screen.add_items();
      item.set_number(number);
      item.set_value(1);
    }
    couple_.thea.Insist(line_, &ScreeningService::Stub::RecordViolenceScreen, screen);
  }

  const std::string id_ = NewId();
  std::vector<std::string> songs_;
  const storage::TestFolder folder_;
  ServerProcess server_{{"--data=" + folder_.path().string()}};
  const Line line_{server_.address()};
  Practice practice_{line_, folder_.path()};
  const Couple couple_ = practice_.AddCouple(line_);
};

TEST_F(Canary, IsNotSeenWhereDirectoryAndIntakeKeepIt) {
  auto unit = New<directory::v1::CreateTreatmentUnitRequest>();
  unit.set_practice(practice_.name());
  unit.set_display_name(Sing("unit"));
  couple_.thea.Insist(line_, &DirectoryService::Stub::CreateTreatmentUnit, unit);
  auto partner = New<directory::v1::AddPartnerRequest>();
  partner.set_treatment_unit(couple_.unit);
  partner.set_display_name(Sing("partner"));
  partner.set_login(Sing("login"));
  couple_.thea.Insist(line_, &DirectoryService::Stub::AddPartner, partner);

  auto answer = New<intake::v1::SaveIntakeAnswerRequest>();
  answer.set_treatment_unit(couple_.unit);
  answer.set_item("triggers");
  answer.set_answer(Sing("intake"));
  couple_.pat.Insist(line_, &IntakeService::Stub::SaveIntakeAnswer, answer);
  auto hold = New<intake::v1::PlaceHoldRequest>();
  hold.set_partner(couple_.pat_name);
  hold.set_reason(Sing("hold"));
  auto lift = New<intake::v1::LiftHoldRequest>();
  lift.set_hold(couple_.thea.Insist(line_, &ScreeningService::Stub::PlaceHold, hold).hold().name());
  lift.set_reason(Sing("lift"));
  couple_.thea.Insist(line_, &ScreeningService::Stub::LiftHold, lift);
  RecordPositiveScreen();
  auto plan = New<intake::v1::RecordSafetyPlanRequest>();
  plan.set_partner(couple_.pat_name);
  plan.set_reason(Sing("plan"));
  plan.set_consultant(Sing("consultant"));
  couple_.thea.Insist(line_, &ScreeningService::Stub::RecordSafetyPlan, plan);
  ExpectSilence();
}

TEST_F(Canary, IsNotSeenWhereHomeworkKeepsIt) {
  auto draft = New<homework::v1::DraftAgreementRequest>();
  draft.set_treatment_unit(couple_.unit);
  draft.add_participants(couple_.pat_name);
  draft.add_participants(couple_.dana_name);
  draft.add_activities("hand_holding");
  draft.set_pause_signal(Sing("signal"));
  draft.set_soft_no_phrase(Sing("soft no"));
  draft.set_tentative_acknowledgement(Sing("tentative"));
  auto offer = OfferOf(couple_, "sitting_close");
  *draft.mutable_review_at() = offer.terms().starts_at();
  draft.mutable_review_at()->set_seconds(draft.review_at().seconds() + 86400 * 30);
  couple_.thea.Insist(line_, &AgreementService::Stub::DraftAgreement, draft);

  offer.mutable_terms()->set_check_in_plan(Sing("check-in plan"));
  offer.mutable_terms()->set_exit_strategy(Sing("exit"));
  const std::string assignment =
      couple_.thea.Insist(line_, &HomeworkService::Stub::OfferAssignment, offer).assignment().name();
  auto note = CheckInTo(assignment, Sing("good"));
  note.mutable_check_in()->set_felt_hard(Sing("hard"));
  note.mutable_check_in()->set_to_adjust(Sing("adjust"));
  couple_.pat.Insist(line_, &HomeworkService::Stub::RecordCheckIn, note);
  ExpectSilence();
}

TEST_F(Canary, IsNotSeenWhereNotesKeepIt) {
  auto open = New<notes::v1::OpenSessionRequest>();
  open.set_treatment_unit(couple_.unit);
  open.set_kind(notes::v1::SESSION_KIND_JOINT);
  open.mutable_held_at()->set_seconds(1);
  auto draft = New<notes::v1::DraftNoteRequest>();
  draft.set_session(couple_.thea.Insist(line_, &NotesService::Stub::OpenSession, open).session().name());
  const auto drafted = couple_.thea.Insist(line_, &NotesService::Stub::DraftNote, draft);
  EXPECT_EQ(std::count(drafted.missing_facts().begin(), drafted.missing_facts().end(), notes::v1::FACT_SOURCE_HOMEWORK),
            0);
  auto edit = New<notes::v1::UpdateNoteRequest>();
  edit.set_note(drafted.note().name());
  edit.set_etag(drafted.note().etag());
  edit.mutable_update_mask()->add_paths("text");
  edit.set_text(Sing("note"));
  auto sign = New<notes::v1::SignNoteRequest>();
  sign.set_note(edit.note());
  sign.set_etag(couple_.thea.Insist(line_, &NotesService::Stub::UpdateNote, edit).note().etag());
  couple_.thea.Insist(line_, &NotesService::Stub::SignNote, sign);
  auto addendum = New<notes::v1::AddAddendumRequest>();
  addendum.set_note(edit.note());
  addendum.set_text(Sing("addendum"));
  addendum.set_reason(Sing("reason"));
  couple_.thea.Insist(line_, &NotesService::Stub::AddAddendum, addendum);
  auto write = New<notes::v1::WritePsychotherapyNoteRequest>();
  write.set_treatment_unit(couple_.unit);
  write.set_text(Sing("psychotherapy"));
  couple_.thea.Insist(line_, &PsychotherapyNoteService::Stub::WritePsychotherapyNote, write);
  ExpectSilence();
}

TEST_F(Canary, IsNotSeenWhereACallIsRefused) {
  const auto refused = [&](const grpc::Status& status) {
    EXPECT_FALSE(status.ok());
    EXPECT_THAT(status.error_message() + status.error_details(), testing::Not(testing::HasSubstr(id_)));
  };
  // In a name, in an id, in a text that is too long, in a token, for somebody else, and in a method that is not there.
  refused(couple_.pat.Call(line_, &HomeworkService::Stub::GetAssignment, Get(Sing("name"))).status);
  auto note = CheckInTo(couple_.unit + "/assignments/" + NewId(), Sing("missing"));
  refused(couple_.pat.Call(line_, &HomeworkService::Stub::RecordCheckIn, note).status);
  note.set_request_id(Sing("id"));
  refused(couple_.pat.Call(line_, &HomeworkService::Stub::RecordCheckIn, note).status);
  note = CheckInTo(couple_.unit + "/assignments/" + NewId(), Sing("long") + std::string(3000, 'x'));
  refused(couple_.pat.Call(line_, &HomeworkService::Stub::RecordCheckIn, note).status);
  refused(Person(Sing("token")).Call(line_, &HomeworkService::Stub::RecordCheckIn, note).status);
  auto answer = New<intake::v1::SaveIntakeAnswerRequest>();
  answer.set_treatment_unit(couple_.unit);
  answer.set_item(Sing("item"));
  answer.set_answer(Sing("answer"));
  refused(couple_.dana.Call(line_, &IntakeService::Stub::SaveIntakeAnswer, answer).status);
  refused(couple_.thea.Call(line_, &IntakeService::Stub::SaveIntakeAnswer, answer).status);
  ExpectSilence();
}

}  // namespace
}  // namespace adagio::test
