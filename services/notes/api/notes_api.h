#pragma once

#include "absl/status/statusor.h"
#include "adagio/notes/v1/notes.pb.h"
#include "services/notes/api/fact_source.h"
#include "services/notes/store/notes_store.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::notes {

// What each method of NotesService does. The contract says what each promises. Safe from any thread.
class NotesApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const NotesStore& store;
    const keys::Keyring& keys;  // for signatures and page tokens
    FactSource& facts;
  };

  explicit NotesApi(Parts parts) : parts_(parts) {}

  // Sessions (session_methods.cc).
  absl::StatusOr<v1::OpenSessionResponse> OpenSession(const rpc::Authorized<v1::OpenSessionRequest>& call);
  absl::StatusOr<v1::LockSessionResponse> LockSession(const rpc::Authorized<v1::LockSessionRequest>& call);
  absl::StatusOr<v1::ListSessionsResponse> ListSessions(const rpc::Authorized<v1::ListSessionsRequest>& call);

  // Before the signature (draft_methods.cc).
  absl::StatusOr<v1::DraftNoteResponse> DraftNote(const rpc::Authorized<v1::DraftNoteRequest>& call);
  absl::StatusOr<v1::UpdateNoteResponse> UpdateNote(const rpc::Authorized<v1::UpdateNoteRequest>& call);

  // The signature and what comes after it (sign_methods.cc).
  absl::StatusOr<v1::SignNoteResponse> SignNote(const rpc::Authorized<v1::SignNoteRequest>& call);
  absl::StatusOr<v1::AddAddendumResponse> AddAddendum(const rpc::Authorized<v1::AddAddendumRequest>& call);
  absl::StatusOr<v1::CommentOnNoteResponse> CommentOnNote(const rpc::Authorized<v1::CommentOnNoteRequest>& call);
  absl::StatusOr<v1::CoSignNoteResponse> CoSignNote(const rpc::Authorized<v1::CoSignNoteRequest>& call);

  // Reading (read_methods.cc).
  absl::StatusOr<v1::GetNoteResponse> GetNote(const rpc::Authorized<v1::GetNoteRequest>& call);
  absl::StatusOr<v1::ListNotesResponse> ListNotes(const rpc::Authorized<v1::ListNotesRequest>& call);

 private:
  // Asks others; holds nothing while it waits for them.
  absl::StatusOr<Facts> FactsFor(const rpc::OnBehalf& caller, const Scope& scope, const SessionId& session) const;
  // `bytes` signed by the caller of `work`, now.
  absl::StatusOr<Signed> SignedBy(const Work& work, std::string bytes) const;

  const Parts parts_;
};

inline Moment MomentOf(const Work& work) {
  return {work.version(), work.now(), ClinicianId(work.scope().principal().id)};
}

}  // namespace adagio::notes
