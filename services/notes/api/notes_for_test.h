#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "services/notes/api/notes_api.h"
#include "services/notes/api/wire.h"
#include "services/notes/schema/migrations.h"
#include "services/platform/rpc/authorized_for_test.h"
#include "services/platform/unit_of_work/ground_for_test.h"

namespace adagio::notes {

// Tells what a test wants told.
class ToldFacts final : public FactSource {
 public:
  absl::StatusOr<Facts> Gather(const rpc::OnBehalf&, const Scope&, const Wanted& wanted) override {
    asked = wanted;
    Facts told = facts;
    told.since = wanted.since;
    return told;
  }
  Facts facts;
  Wanted asked;
};

// Methods called as the door would let them be called: a unit with the partners p_ and d_, its therapist, its
// supervisor, and a unit elsewhere_.
class NotesTest : public testing::Test {
 protected:
  static Ground& TheGround() {
    static Ground ground({Migrations()});
    return ground;
  }
  void SetUp() override {
    facts_.facts.homework = HomeworkFacts{};
    facts_.facts.progress = ProgressFacts{};
  }

  Scope As(Role role, const Uuid& id, const UnitId& unit) const {
    return ScopeForTest::Make(practice_, unit, {role, id}, "Call");
  }
  Scope Therapist() const { return As(Role::kTherapist, therapist_, unit_); }
  Scope Supervisor() const { return As(Role::kSupervisor, supervisor_, unit_); }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(absl::StatusOr<Response> (NotesApi::*method)(const rpc::Authorized<Request>&),
                                const Scope& scope, const Request& request) {
    return CallAgain(method, scope, request, ground_.entropy.NewUuid());
  }
  // With a request id that may have come before.
  template <typename Request, typename Response>
  absl::StatusOr<Response> CallAgain(absl::StatusOr<Response> (NotesApi::*method)(const rpc::Authorized<Request>&),
                                     const Scope& scope, const Request& request, const Uuid& id) {
    return (api_.*method)(rpc::AuthorizedForTest<Request>::Make(request, scope, {id, request.SerializeAsString()}));
  }

  absl::StatusOr<v1::OpenSessionResponse> Open(absl::Time held_at, const std::string& partner = "") {
    v1::OpenSessionRequest request;
    *request.mutable_held_at() = ToWire(held_at);
    request.set_kind(partner.empty() ? v1::SESSION_KIND_JOINT : v1::SESSION_KIND_INDIVIDUAL);
    request.set_partner(partner);
    return Call(&NotesApi::OpenSession, Therapist(), request);
  }
  std::string Opened() {
    const auto opened = Open(Now());
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened->session().name();
  }
  absl::Status Lock(const std::string& session) {
    v1::LockSessionRequest request;
    request.set_session(session);
    return Call(&NotesApi::LockSession, Therapist(), request).status();
  }
  absl::StatusOr<v1::DraftNoteResponse> Draft(const std::string& session) {
    v1::DraftNoteRequest request;
    request.set_session(session);
    return Call(&NotesApi::DraftNote, Therapist(), request);
  }
  v1::Note Drafted() {
    const auto drafted = Draft(Opened());
    EXPECT_TRUE(drafted.ok()) << drafted.status();
    return drafted->note();
  }
  static v1::UpdateNoteRequest EditOf(const v1::Note& note, const std::string& text) {
    v1::UpdateNoteRequest request;
    request.set_note(note.name());
    request.set_etag(note.etag());
    request.mutable_update_mask()->add_paths("text");
    request.set_text(text);
    return request;
  }
  absl::StatusOr<v1::UpdateNoteResponse> Edit(const v1::Note& note, const std::string& text) {
    return Call(&NotesApi::UpdateNote, Therapist(), EditOf(note, text));
  }
  static v1::SignNoteRequest SignatureOf(const v1::Note& note) {
    v1::SignNoteRequest request;
    request.set_note(note.name());
    request.set_etag(note.etag());
    return request;
  }
  absl::StatusOr<v1::SignNoteResponse> Sign(const v1::Note& note) {
    return Call(&NotesApi::SignNote, Therapist(), SignatureOf(note));
  }
  v1::Note SignedNote() {
    const auto signed_note = Sign(Drafted());
    EXPECT_TRUE(signed_note.ok()) << signed_note.status();
    return signed_note->note();
  }
  static v1::AddAddendumRequest AddendumTo(const v1::Note& note) {
    v1::AddAddendumRequest request;
    request.set_note(note.name());
    request.set_text("Pat arrived late.");
    request.set_reason("left out");
    return request;
  }
  absl::StatusOr<v1::GetNoteResponse> Get(const Scope& scope, const std::string& note) {
    v1::GetNoteRequest request;
    request.set_note(note);
    return Call(&NotesApi::GetNote, scope, request);
  }

  absl::Time Now() const { return ground_.clock.Now(); }
  std::string NameOf(const PartnerId& partner) const { return rpc::PartnerName(practice_, unit_, partner); }
  // When the unit's unsigned notes that wait are due.
  std::vector<absl::Time> Due() {
    std::vector<absl::Time> due;
    for (const storage::Row& row : ground_.Rows("SELECT due_at FROM adagio_spine.worklist WHERE practice_id = ?"
                                                " AND unit_id = ? AND kind = 2 AND settled_at IS NULL",
                                                {practice_, unit_})) {
      due.push_back(row.AsTime(0));
    }
    return due;
  }

  Ground& ground_ = TheGround();
  const PracticeId practice_ = ground_.AddPractice();
  const UnitId unit_ = ground_.AddUnit(practice_);
  const UnitId elsewhere_ = ground_.AddUnit(practice_);
  const PartnerId p_ = ground_.AddPartner(practice_, unit_, 1);
  const PartnerId d_ = ground_.AddPartner(practice_, unit_, 2);
  const Uuid therapist_ = ground_.entropy.NewUuid();
  const Uuid supervisor_ = ground_.entropy.NewUuid();
  ToldFacts facts_;
  const NotesStore store_{*ground_.keys};
  storage::Pool pool_{{.endpoint = ground_.database.EndpointFor("adagio_notes"), .size = 4}};
  UnitOfWork units_{{pool_, ground_.clock, ground_.entropy, *ground_.keys, *ground_.trail}};
  NotesApi api_{{units_, pool_, store_, *ground_.keys, facts_}};
};

}  // namespace adagio::notes
