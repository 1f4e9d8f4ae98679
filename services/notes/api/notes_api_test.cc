#include "services/notes/api/notes_api.h"

#include <sodium.h>

#include <thread>

#include "gmock/gmock.h"
#include "services/notes/api/notes_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::notes {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const unsigned char* Bytes(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// As an outsider would, with nothing of ours.
bool Verifies(const v1::Signature& by) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), Bytes(by.signed_bytes()), by.signed_bytes().size());
  return hash == by.sha256() && crypto_sign_verify_detached(Bytes(by.signature()), Bytes(by.signed_bytes()),
                                                            by.signed_bytes().size(), Bytes(by.public_key())) == 0;
}

TEST_F(NotesTest, ANoteIsDraftedEditedSignedAndVerifiedByAnybody) {
  const auto edited = Edit(Drafted(), "They talked; Pat listened.");
  ASSERT_TRUE(edited.ok()) << edited.status();
  const auto signed_note = Sign(edited->note());
  ASSERT_TRUE(signed_note.ok()) << signed_note.status();
  const auto seen = Get(Supervisor(), edited->note().name());
  ASSERT_TRUE(seen.ok()) << seen.status();
  EXPECT_EQ(seen->note().SerializeAsString(), signed_note->note().SerializeAsString());
  const v1::Signature& by = seen->note().signature();
  EXPECT_EQ(by.signer(), rpc::ClinicianName(practice_, ClinicianId(therapist_)));
  EXPECT_THAT(by.signed_bytes(), HasSubstr("They talked; Pat listened."));
  EXPECT_TRUE(Verifies(by));
}

TEST_F(NotesTest, ADraftAwaitsItsTherapistUntilItIsSigned) {
  const absl::Time held = Now() - absl::Hours(30);
  const auto opened = Open(held);
  ASSERT_TRUE(opened.ok()) << opened.status();
  const auto drafted = Draft(opened->session().name());
  ASSERT_TRUE(drafted.ok()) << drafted.status();
  EXPECT_THAT(Due(), ElementsAre(held + kNoteDue));
  ASSERT_TRUE(Sign(drafted->note()).ok());
  EXPECT_THAT(Due(), IsEmpty());
}

TEST_F(NotesTest, WhatCouldNotBeAskedIsNamedAndNotLostWhenItWasToldBefore) {
  const std::string session = Opened();
  facts_.facts.homework->assignments.push_back({.activity = "hand_holding", .state = HomeworkState::kPaused});
  facts_.facts.progress.reset();
  const auto first = Draft(session);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(first->missing_facts(), ElementsAre(v1::FACT_SOURCE_PROGRESS));
  EXPECT_THAT(first->note().text(), HasSubstr("hand_holding: paused"));
  ASSERT_TRUE(Edit(first->note(), "my own words").ok());
  facts_.facts = {.progress = ProgressFacts{}};
  const auto again = Draft(session);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->note().name(), first->note().name());
  EXPECT_EQ(again->note().text(), "my own words");
  EXPECT_EQ(again->note().facts().assignments_size(), 1);
  EXPECT_THAT(again->missing_facts(), IsEmpty());
  EXPECT_THAT(again->note().facts().missing(), IsEmpty());
}

TEST_F(NotesTest, FactsAreAskedForSinceTheSessionBeforeAndForItsPartnerAlone) {
  const absl::Time before = Now() - absl::Hours(7 * 24);
  ASSERT_TRUE(Open(before).ok());
  ASSERT_TRUE(Open(Now() - absl::Hours(1), NameOf(d_)).ok());
  const auto alone = Open(Now(), NameOf(p_));
  ASSERT_TRUE(Draft(alone->session().name()).ok());
  EXPECT_EQ(facts_.asked.since, before) << "the one with the other partner alone is no part of this one's story";
  EXPECT_EQ(facts_.asked.only, p_);
}

TEST_F(NotesTest, OfTwoWhoSawTheSameDraftOneEditIsLost) {
  const v1::Note note = Drafted();
  ASSERT_TRUE(Edit(note, "first").ok());
  EXPECT_EQ(ReasonOf(Edit(note, "second").status()), Reason::kEtagMismatch);
  EXPECT_EQ(ReasonOf(Sign(note).status()), Reason::kEtagMismatch);
  EXPECT_EQ(Get(Therapist(), note.name())->note().text(), "first");
}

TEST_F(NotesTest, AnEtagThatNeverWasOneMatchesNothing) {
  v1::Note note = Drafted();
  const std::string etag = note.etag();
  for (const std::string& wrong : {std::string("x"), "+" + etag, "0" + etag, etag + " ", std::string("-1")}) {
    note.set_etag(wrong);
    EXPECT_EQ(ReasonOf(Edit(note, "text").status()), Reason::kEtagMismatch) << wrong;
    EXPECT_EQ(ReasonOf(Sign(note).status()), Reason::kEtagMismatch) << wrong;
  }
}

TEST_F(NotesTest, OfTwoSignaturesAtOnceOneSigns) {
  const v1::Note note = Drafted();
  absl::StatusOr<v1::SignNoteResponse> first = absl::UnknownError("");
  absl::StatusOr<v1::SignNoteResponse> second = absl::UnknownError("");
  std::thread other([&] { second = Sign(note); });
  first = Sign(note);
  other.join();
  ASSERT_NE(first.ok(), second.ok());
  EXPECT_EQ(ReasonOf(first.ok() ? second.status() : first.status()), Reason::kNoteSigned);
  const v1::Signature& by = (first.ok() ? first : second)->note().signature();
  EXPECT_EQ(Get(Therapist(), note.name())->note().signature().SerializeAsString(), by.SerializeAsString());
}

TEST_F(NotesTest, ARetriedSignatureHearsItsOwnAnswer) {
  const v1::SignNoteRequest request = SignatureOf(Drafted());
  const Uuid id = ground_.entropy.NewUuid();
  const auto first = CallAgain(&NotesApi::SignNote, Therapist(), request, id);
  ground_.clock.Advance(absl::Hours(1));
  const auto again = CallAgain(&NotesApi::SignNote, Therapist(), request, id);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(NotesTest, ASignedNoteTakesNoEditAndNoNewDraft) {
  const v1::Note note = SignedNote();
  EXPECT_EQ(ReasonOf(Edit(note, "other").status()), Reason::kNoteSigned);
  EXPECT_EQ(ReasonOf(Draft(note.session()).status()), Reason::kNoteSigned);
  EXPECT_EQ(ReasonOf(Sign(note).status()), Reason::kNoteSigned);
}

TEST_F(NotesTest, AnAddendumStandsBesideBytesThatNeverChange) {
  const v1::Note note = SignedNote();
  ground_.clock.Advance(absl::Hours(48));
  v1::AddAddendumRequest request = AddendumTo(note);
  *request.mutable_event_at() = ToWire(Now() - absl::Hours(49));
  ASSERT_TRUE(Call(&NotesApi::AddAddendum, Therapist(), request).ok());
  const v1::Note after = Get(Therapist(), note.name())->note();
  EXPECT_EQ(after.signature().SerializeAsString(), note.signature().SerializeAsString());
  EXPECT_EQ(after.text(), note.text());
  ASSERT_EQ(after.addenda_size(), 1);
  const v1::Addendum& addendum = after.addenda(0);
  EXPECT_EQ(FromWire(addendum.entered_at()), Now());
  EXPECT_EQ(FromWire(addendum.event_at()), Now() - absl::Hours(49));
  EXPECT_EQ(addendum.reason(), "left out");
  EXPECT_EQ(addendum.author(), note.signature().signer());
  EXPECT_TRUE(Verifies(addendum.signature()));
  EXPECT_THAT(addendum.signature().signed_bytes(), HasSubstr("Pat arrived late."));
}

TEST_F(NotesTest, NothingIsAddedBeforeTheSignature) {
  const v1::Note note = Drafted();
  EXPECT_EQ(ReasonOf(Call(&NotesApi::AddAddendum, Therapist(), AddendumTo(note)).status()), Reason::kNoteUnsigned);
  v1::CoSignNoteRequest co_sign;
  co_sign.set_note(note.name());
  EXPECT_EQ(ReasonOf(Call(&NotesApi::CoSignNote, Supervisor(), co_sign).status()), Reason::kNoteUnsigned);
}

TEST_F(NotesTest, AnAddendumOfTheFutureOrOfNothingIsRefused) {
  const v1::Note note = SignedNote();
  v1::AddAddendumRequest request = AddendumTo(note);
  *request.mutable_event_at() = ToWire(Now() + absl::Seconds(1));
  EXPECT_EQ(FieldOf(Call(&NotesApi::AddAddendum, Therapist(), request).status()), "event_at");
  request = AddendumTo(note);
  request.set_text(" \n\t");
  EXPECT_EQ(FieldOf(Call(&NotesApi::AddAddendum, Therapist(), request).status()), "text");
  request = AddendumTo(note);
  request.set_reason(" ");
  EXPECT_EQ(FieldOf(Call(&NotesApi::AddAddendum, Therapist(), request).status()), "reason");
}

TEST_F(NotesTest, ALockedSessionAdmitsNothingNew) {
  const std::string empty = Opened();
  ASSERT_TRUE(Lock(empty).ok());
  EXPECT_EQ(ReasonOf(Draft(empty).status()), Reason::kSessionLocked);
  const v1::Note note = Drafted();
  ASSERT_TRUE(Lock(note.session()).ok());
  EXPECT_EQ(ReasonOf(Edit(note, "late").status()), Reason::kSessionLocked);
  EXPECT_EQ(ReasonOf(Draft(note.session()).status()), Reason::kSessionLocked);
  EXPECT_EQ(Get(Therapist(), note.name())->note().state(), v1::NOTE_STATE_DRAFT) << "locking signs nothing";
  ASSERT_TRUE(Sign(note).ok()) << "what is there can be signed";
  EXPECT_TRUE(Call(&NotesApi::AddAddendum, Therapist(), AddendumTo(note)).ok());
}

TEST_F(NotesTest, SigningLocksNoSessionAndASecondLockChangesNothing) {
  const v1::Note note = SignedNote();
  const auto sessions = Call(&NotesApi::ListSessions, Therapist(), v1::ListSessionsRequest());
  EXPECT_FALSE(sessions->sessions(0).has_locked_at());
  ASSERT_TRUE(Lock(note.session()).ok());
  const absl::Time locked = Now();
  ground_.clock.Advance(absl::Hours(1));
  ASSERT_TRUE(Lock(note.session()).ok());
  const auto after = Call(&NotesApi::ListSessions, Therapist(), v1::ListSessionsRequest());
  EXPECT_EQ(FromWire(after->sessions(0).locked_at()), locked);
}

TEST_F(NotesTest, ASupervisorCommentsAndCoSignsOnce) {
  const v1::Note note = SignedNote();
  v1::CommentOnNoteRequest comment;
  comment.set_note(note.name());
  comment.set_text("And what did Dana say?");
  ASSERT_TRUE(Call(&NotesApi::CommentOnNote, Supervisor(), comment).ok());
  v1::CoSignNoteRequest co_sign;
  co_sign.set_note(note.name());
  ASSERT_TRUE(Call(&NotesApi::CoSignNote, Supervisor(), co_sign).ok());
  ASSERT_TRUE(Call(&NotesApi::CoSignNote, Supervisor(), co_sign).ok());
  const v1::Note after = Get(Therapist(), note.name())->note();
  ASSERT_EQ(after.comments_size(), 1);
  EXPECT_EQ(after.comments(0).text(), "And what did Dana say?");
  ASSERT_EQ(after.co_signatures_size(), 1);
  EXPECT_EQ(after.co_signatures(0).signer(), rpc::ClinicianName(practice_, ClinicianId(supervisor_)));
  EXPECT_TRUE(Verifies(after.co_signatures(0)));
  EXPECT_EQ(after.signature().SerializeAsString(), note.signature().SerializeAsString());
}

}  // namespace
}  // namespace adagio::notes
