#include <utility>

#include "services/notes/api/notes_api.h"
#include "services/notes/api/wire.h"
#include "services/notes/domain/canonical.h"
#include "services/platform/unit_of_work/worklist.h"

namespace adagio::notes {
namespace {

Where WhereOf(const Scope& scope) { return {scope.practice(), scope.unit()}; }

}  // namespace

absl::StatusOr<Signed> NotesApi::SignedBy(const Work& work, std::string bytes) const {
  const Moment moment = MomentOf(work);
  ASSIGN_OR_RETURN(keys::Signature signature, parts_.keys.Sign(work.scope().practice(), bytes));
  return Signed{.signer = moment.by,
                .at = moment.now,
                .bytes = Sensitive<std::string>(std::move(bytes)),
                .signature = std::move(signature.bytes),
                .public_key = std::move(signature.public_key)};
}

absl::StatusOr<v1::SignNoteResponse> NotesApi::SignNote(const rpc::Authorized<v1::SignNoteRequest>& call) {
  const Scope& scope = call.scope();
  ASSIGN_OR_RETURN(const auto id, IdIn<NoteId>(call.request().note(), kNoteShape));
  return Once<v1::SignNoteResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::SignNoteResponse> {
    ASSIGN_OR_RETURN(Note note, parts_.store.LoadNote(work.tx(), scope, id));
    RETURN_IF_ERROR(CheckSign(note, RevisionFrom(call.request().etag()).value_or(-1)));
    ASSIGN_OR_RETURN(const Session session, parts_.store.LoadSession(work.tx(), scope, note.session));
    const Moment moment = MomentOf(work);
    ASSIGN_OR_RETURN(note.signature, SignedBy(work, BytesOf(WhereOf(scope), session, note, moment.by, moment.now)));
    RETURN_IF_ERROR(parts_.store.SaveSignature(work, note));
    RETURN_IF_ERROR(Settle(work, Matter::kUnsignedNote, id.uuid()));
    v1::SignNoteResponse response;
    ASSIGN_OR_RETURN(*response.mutable_note(), ToWire(scope, note));
    return response;
  });
}

absl::StatusOr<v1::AddAddendumResponse> NotesApi::AddAddendum(const rpc::Authorized<v1::AddAddendumRequest>& call) {
  const Scope& scope = call.scope();
  const v1::AddAddendumRequest& request = call.request();
  ASSIGN_OR_RETURN(const auto id, IdIn<NoteId>(request.note(), kNoteShape));
  std::optional<absl::Time> event_at;
  if (request.has_event_at()) event_at = FromWire(request.event_at());
  return Once<v1::AddAddendumResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::AddAddendumResponse> {
    ASSIGN_OR_RETURN(Note note, parts_.store.LoadNote(work.tx(), scope, id));
    ASSIGN_OR_RETURN(Addendum addendum,
                     Add(note, work.NewUuid(), request.text(), request.reason(), event_at, MomentOf(work)));
    ASSIGN_OR_RETURN(addendum.by, SignedBy(work, BytesOf(WhereOf(scope), note, addendum)));
    RETURN_IF_ERROR(parts_.store.SaveAddendum(work, id, addendum));
    note.addenda.push_back(std::move(addendum));
    v1::AddAddendumResponse response;
    ASSIGN_OR_RETURN(*response.mutable_note(), ToWire(scope, note));
    return response;
  });
}

absl::StatusOr<v1::CommentOnNoteResponse> NotesApi::CommentOnNote(
    const rpc::Authorized<v1::CommentOnNoteRequest>& call) {
  const Scope& scope = call.scope();
  ASSIGN_OR_RETURN(const auto id, IdIn<NoteId>(call.request().note(), kNoteShape));
  return Once<v1::CommentOnNoteResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::CommentOnNoteResponse> {
        ASSIGN_OR_RETURN(Note note, parts_.store.LoadNote(work.tx(), scope, id));
        ASSIGN_OR_RETURN(const Comment comment, Say(work.NewUuid(), call.request().text(), MomentOf(work)));
        RETURN_IF_ERROR(parts_.store.SaveComment(work, id, comment));
        note.comments.push_back(comment);
        v1::CommentOnNoteResponse response;
        ASSIGN_OR_RETURN(*response.mutable_note(), ToWire(scope, note));
        return response;
      });
}

absl::StatusOr<v1::CoSignNoteResponse> NotesApi::CoSignNote(const rpc::Authorized<v1::CoSignNoteRequest>& call) {
  const Scope& scope = call.scope();
  ASSIGN_OR_RETURN(const auto id, IdIn<NoteId>(call.request().note(), kNoteShape));
  return Once<v1::CoSignNoteResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::CoSignNoteResponse> {
    ASSIGN_OR_RETURN(Note note, parts_.store.LoadNote(work.tx(), scope, id));
    RETURN_IF_ERROR(CheckSigned(note));
    const Moment moment = MomentOf(work);
    if (!HasCoSigned(note, moment.by)) {
      ASSIGN_OR_RETURN(const Signed by, SignedBy(work, BytesOf(WhereOf(scope), note, moment.by, moment.now)));
      RETURN_IF_ERROR(parts_.store.SaveCoSignature(work, id, by));
      note.co_signatures.push_back(by);
    }
    v1::CoSignNoteResponse response;
    ASSIGN_OR_RETURN(*response.mutable_note(), ToWire(scope, note));
    return response;
  });
}

}  // namespace adagio::notes
