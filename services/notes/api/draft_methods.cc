#include <algorithm>

#include "services/notes/api/notes_api.h"
#include "services/notes/api/wire.h"
#include "services/platform/unit_of_work/worklist.h"

namespace adagio::notes {

absl::StatusOr<Facts> NotesApi::FactsFor(const rpc::OnBehalf& caller, const Scope& scope, const SessionId& id) const {
  std::vector<Session> sessions;
  {
    ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
    ASSIGN_OR_RETURN(sessions, parts_.store.LoadSessions(*reads, scope));
  }
  const auto session =
      std::find_if(sessions.begin(), sessions.end(), [&](const Session& known) { return known.id == id; });
  if (session == sessions.end()) return Refuse(Reason::kResourceMissing, "no such session");
  return parts_.facts.Gather(caller, scope, WantedFor(*session, sessions));
}

absl::StatusOr<v1::DraftNoteResponse> NotesApi::DraftNote(const rpc::Authorized<v1::DraftNoteRequest>& call) {
  const Scope& scope = call.scope();
  ASSIGN_OR_RETURN(const auto id, IdIn<SessionId>(call.request().session(), kSessionShape));
  ASSIGN_OR_RETURN(const Facts facts, FactsFor(call.on_behalf(), scope, id));
  return Once<v1::DraftNoteResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::DraftNoteResponse> {
    ASSIGN_OR_RETURN(const Session session, parts_.store.LoadSession(work.tx(), scope, id));
    ASSIGN_OR_RETURN(const std::optional<Note> known, parts_.store.LoadNoteOf(work.tx(), scope, id));
    ASSIGN_OR_RETURN(const Note note, Draft(session, known, NoteId(work.NewUuid()), facts, MomentOf(work)));
    RETURN_IF_ERROR(parts_.store.SaveDraft(work, note));
    RETURN_IF_ERROR(AwaitClinician(work, Matter::kUnsignedNote, note.id.uuid(), session.held_at + kNoteDue));
    v1::DraftNoteResponse response;
    ASSIGN_OR_RETURN(*response.mutable_note(), ToWire(scope, note));
    for (const v1::FactSource source : MissingIn(note.facts)) response.add_missing_facts(source);
    return response;
  });
}

absl::StatusOr<v1::UpdateNoteResponse> NotesApi::UpdateNote(const rpc::Authorized<v1::UpdateNoteRequest>& call) {
  const Scope& scope = call.scope();
  const v1::UpdateNoteRequest& request = call.request();
  ASSIGN_OR_RETURN(const auto id, IdIn<NoteId>(request.note(), kNoteShape));
  if (request.update_mask().paths_size() != 1 || request.update_mask().paths(0) != "text") {
    return RefuseField("update_mask", "text");
  }
  return Once<v1::UpdateNoteResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::UpdateNoteResponse> {
    ASSIGN_OR_RETURN(const Note known, parts_.store.LoadNote(work.tx(), scope, id));
    ASSIGN_OR_RETURN(const Session session, parts_.store.LoadSession(work.tx(), scope, known.session));
    // Before the etag is read: a signed note and a locked session take no edit, whatever was seen of them.
    const absl::StatusOr<int64_t> seen = RevisionFrom(request.etag());
    ASSIGN_OR_RETURN(const Note note, Edit(session, known, seen.value_or(-1), request.text(), MomentOf(work)));
    RETURN_IF_ERROR(parts_.store.SaveDraft(work, note));
    v1::UpdateNoteResponse response;
    ASSIGN_OR_RETURN(*response.mutable_note(), ToWire(scope, note));
    return response;
  });
}

}  // namespace adagio::notes
