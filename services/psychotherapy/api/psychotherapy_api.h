#pragma once

#include "absl/status/statusor.h"
#include "adagio/notes/v1/psychotherapy.pb.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/psychotherapy/store/psychotherapy_store.h"

namespace adagio::psychotherapy {

namespace v1 = adagio::notes::v1;

// What each method of PsychotherapyNoteService does. The contract says what each promises. Safe from any thread.
class PsychotherapyApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const PsychotherapyStore& store;
    const keys::Keyring& keys;  // for page tokens
  };

  explicit PsychotherapyApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::WritePsychotherapyNoteResponse> WritePsychotherapyNote(
      const rpc::Authorized<v1::WritePsychotherapyNoteRequest>& call);
  absl::StatusOr<v1::GetPsychotherapyNoteResponse> GetPsychotherapyNote(
      const rpc::Authorized<v1::GetPsychotherapyNoteRequest>& call);
  absl::StatusOr<v1::ListPsychotherapyNotesResponse> ListPsychotherapyNotes(
      const rpc::Authorized<v1::ListPsychotherapyNotesRequest>& call);

 private:
  const Parts parts_;
};

}  // namespace adagio::psychotherapy
