#include "gmock/gmock.h"
#include "services/notes/api/notes_api.h"
#include "services/notes/api/notes_for_test.h"
#include "services/platform/foundation/status.h"

// What is refused or out of reach, whoever asks.
namespace adagio::notes {
namespace {

TEST_F(NotesTest, NothingOfOneUnitIsReachedFromAnother) {
  const v1::Note note = SignedNote();
  const Scope there = As(Role::kTherapist, therapist_, elsewhere_);
  const auto id = rpc::ResourceName::Parse(note.name(), kNoteShape)->id();
  const std::string swapped = rpc::NameInUnit(practice_, elsewhere_, "notes", id);
  const std::string nothing = rpc::NameInUnit(practice_, elsewhere_, "notes", ground_.entropy.NewUuid());
  EXPECT_EQ(ReasonOf(Get(there, swapped).status()), Reason::kResourceMissing);
  EXPECT_EQ(Get(there, swapped).status(), Get(there, nothing).status());
  v1::Note elsewhere = note;
  elsewhere.set_name(swapped);
  EXPECT_EQ(ReasonOf(Call(&NotesApi::SignNote, there, SignatureOf(elsewhere)).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Call(&NotesApi::AddAddendum, there, AddendumTo(elsewhere)).status()), Reason::kResourceMissing);
  v1::DraftNoteRequest draft;
  draft.set_session(note.session());
  EXPECT_EQ(ReasonOf(Call(&NotesApi::DraftNote, there, draft).status()), Reason::kResourceMissing);
  EXPECT_EQ(Call(&NotesApi::ListNotes, there, v1::ListNotesRequest())->notes_size(), 0);
  const Scope foreign = ScopeForTest::Make(ground_.AddPractice(), unit_, {Role::kTherapist, therapist_}, "Call");
  EXPECT_EQ(ReasonOf(Get(foreign, note.name()).status()), Reason::kResourceMissing);
}

TEST_F(NotesTest, ASessionOfTheFutureOrWithNobodyOfTheUnitIsRefused) {
  EXPECT_EQ(FieldOf(Open(Now() + absl::Seconds(1)).status()), "held_at");
  EXPECT_EQ(FieldOf(Open(Now(), NameOf(PartnerId(ground_.entropy.NewUuid()))).status()), "partner");
  EXPECT_EQ(FieldOf(Open(Now(), rpc::PartnerName(practice_, elsewhere_, p_)).status()), "partner");
  v1::OpenSessionRequest joint;
  *joint.mutable_held_at() = ToWire(Now());
  joint.set_kind(v1::SESSION_KIND_JOINT);
  joint.set_partner(NameOf(p_));
  EXPECT_EQ(FieldOf(Call(&NotesApi::OpenSession, Therapist(), joint).status()), "partner");
}

TEST_F(NotesTest, APartnerWhoLeftHadTheSessionsOfTheirTime) {
  ground_.AsRoot("UPDATE adagio_spine.relation SET ended_at = ? WHERE practice_id = ? AND principal_id = ?",
                 {Now() - absl::Hours(24), practice_, p_});
  EXPECT_TRUE(Open(Now() - absl::Hours(25), NameOf(p_)).ok());
  EXPECT_EQ(FieldOf(Open(Now(), NameOf(p_)).status()), "partner");
}

TEST_F(NotesTest, AMaskNamesTheTextAndNothingElse) {
  const v1::Note note = Drafted();
  for (const std::vector<std::string>& paths :
       {std::vector<std::string>{}, {"facts"}, {"text", "text"}, {"text", "facts"}, {"*"}, {"Text"}}) {
    v1::UpdateNoteRequest request = EditOf(note, "x");
    request.mutable_update_mask()->mutable_paths()->Assign(paths.begin(), paths.end());
    EXPECT_EQ(FieldOf(Call(&NotesApi::UpdateNote, Therapist(), request).status()), "update_mask");
  }
  EXPECT_EQ(FieldOf(Edit(note, "\n ").status()), "text");
}

TEST_F(NotesTest, PagesListEachNoteOnceTheLatestSessionFirst) {
  for (int i = 3; i > 0; --i) {
    ASSERT_TRUE(Draft(Open(Now() - absl::Hours(i))->session().name()).ok());
  }
  v1::ListNotesRequest list;
  list.set_page_size(2);
  const auto first = Call(&NotesApi::ListNotes, Therapist(), list);
  ASSERT_EQ(first->notes_size(), 2);
  EXPECT_EQ(FromWire(first->notes(0).held_at()), Now() - absl::Hours(1));
  list.set_page_token(first->next_page_token());
  EXPECT_EQ(ReasonOf(Call(&NotesApi::ListNotes, Supervisor(), list).status()), Reason::kFieldInvalid);
  const auto second = Call(&NotesApi::ListNotes, Therapist(), list);
  ASSERT_EQ(second->notes_size(), 1);
  EXPECT_TRUE(second->next_page_token().empty());
}

TEST_F(NotesTest, NoRowHoldsAWordOfANote) {
  const auto edited = Edit(Drafted(), "the canary sang");
  ASSERT_TRUE(Sign(edited->note()).ok());
  v1::AddAddendumRequest addendum = AddendumTo(edited->note());
  addendum.set_text("the canary flew");
  ASSERT_TRUE(Call(&NotesApi::AddAddendum, Therapist(), addendum).ok());
  for (const char* statement : {"SELECT content FROM adagio_notes.note WHERE practice_id = ?",
                                "SELECT content FROM adagio_notes.entry WHERE practice_id = ?",
                                "SELECT answer FROM adagio_spine.request WHERE practice_id = ?"}) {
    const storage::Rows rows = ground_.Rows(statement, {practice_});
    ASSERT_FALSE(rows.empty()) << statement;
    for (const storage::Row& row : rows) EXPECT_EQ(row.Text(0).find("canary"), std::string::npos) << statement;
  }
}

TEST_F(NotesTest, TheServicesOwnUserCannotChangeWhatWasSigned) {
  SignedNote();
  const auto connection = ground_.database.Connect("adagio_notes");
  EXPECT_FALSE(
      connection->Execute("UPDATE adagio_notes.entry SET content = '' WHERE practice_id = ?", {practice_}).ok());
  EXPECT_FALSE(connection->Execute("DELETE FROM adagio_notes.entry WHERE practice_id = ?", {practice_}).ok());
  EXPECT_FALSE(
      connection->Execute("UPDATE adagio_notes.note SET author_id = '' WHERE practice_id = ?", {practice_}).ok());
}

TEST_F(NotesTest, ASignatureThatDoesNotVerifyIsNotShown) {
  const v1::Note note = SignedNote();
  ground_.AsRoot("UPDATE adagio_notes.entry SET public_key = REPEAT('x', 32) WHERE practice_id = ?", {practice_});
  EXPECT_EQ(ReasonOf(Get(Therapist(), note.name()).status()), Reason::kBug);
}

}  // namespace
}  // namespace adagio::notes
