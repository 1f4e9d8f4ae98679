#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "adagio/homework/v1/journal.pb.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::homework {

// What each method of JournalService does. The contract says what each promises. Safe from any thread.
class JournalApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const HomeworkStore& store;
    const keys::Keyring& keys;  // for page tokens
  };

  explicit JournalApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::WriteJournalEntryResponse> WriteJournalEntry(
      const rpc::Authorized<v1::WriteJournalEntryRequest>& call);
  absl::StatusOr<v1::ListOwnJournalEntriesResponse> ListOwnJournalEntries(
      const rpc::Authorized<v1::ListOwnJournalEntriesRequest>& call);
  absl::StatusOr<v1::ShareJournalEntryResponse> ShareJournalEntry(
      const rpc::Authorized<v1::ShareJournalEntryRequest>& call);
  absl::StatusOr<v1::UnshareJournalEntryResponse> UnshareJournalEntry(
      const rpc::Authorized<v1::UnshareJournalEntryRequest>& call);
  absl::StatusOr<v1::ListSharedJournalEntriesResponse> ListSharedJournalEntries(
      const rpc::Authorized<v1::ListSharedJournalEntriesRequest>& call);
  absl::StatusOr<v1::NoteVictoryResponse> NoteVictory(const rpc::Authorized<v1::NoteVictoryRequest>& call);
  absl::StatusOr<v1::ShareVictoryResponse> ShareVictory(const rpc::Authorized<v1::ShareVictoryRequest>& call);
  absl::StatusOr<v1::UnshareVictoryResponse> UnshareVictory(const rpc::Authorized<v1::UnshareVictoryRequest>& call);
  absl::StatusOr<v1::ListVictoriesResponse> ListVictories(const rpc::Authorized<v1::ListVictoriesRequest>& call);

 private:
  // Keeps a new entry of the caller's.
  absl::StatusOr<PrivateEntry> Keep(Work& work, EntryKind kind, const std::string& text) const;
  // Shares or unshares an entry of the caller's.
  absl::StatusOr<PrivateEntry> ShareWith(Work& work, EntryKind kind, const EntryId& id,
                                         const std::vector<PartnerId>& readers) const;
  absl::StatusOr<PrivateEntry> EndSharing(Work& work, EntryKind kind, const EntryId& id) const;
  absl::StatusOr<PrivateEntry> Find(Work& work, EntryKind kind, const EntryId& id) const;
  // Those of `kind` that `wanted` lets through, of those the caller may read, newest for the caller first.
  absl::StatusOr<std::vector<PrivateEntry>> Readable(const Scope& scope, EntryKind kind,
                                                     absl::FunctionRef<bool(const PrivateEntry&)> wanted) const;

  const Parts parts_;
};

}  // namespace adagio::homework
