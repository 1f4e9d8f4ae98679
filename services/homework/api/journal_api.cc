#include "services/homework/api/journal_api.h"

#include <algorithm>
#include <tuple>

#include "services/homework/api/caller.h"
#include "services/homework/api/journal_wire.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/answer.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"
#include "services/platform/unit_of_work/holds.h"

namespace adagio::homework {
namespace {

bool IsWriter(const Scope& scope, const PrivateEntry& entry) {
  return scope.principal().role == Role::kPartner && scope.principal().partner() == entry.writer;
}

// Where an entry stands in its reader's list. When something private was written is its writer's, and of a victory the
// therapist's, to know.
Version PlaceFor(const Scope& scope, const PrivateEntry& entry) {
  const bool clinical = scope.principal().role != Role::kPartner && entry.kind == EntryKind::kVictory;
  if (IsWriter(scope, entry) || clinical) return entry.written;
  return scope.principal().role == Role::kPartner ? entry.SharedWith(scope.principal().partner()) : entry.shared;
}

// A page of `entries` as a `Response`; `add` puts one entry into it.
template <typename Response, typename Call, typename Add>
absl::StatusOr<Response> PageOf(const keys::Keyring& keys, const Call& call, const std::vector<PrivateEntry>& entries,
                                Add add) {
  const keys::Pages pages(keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), entries.size()));
  Response response;
  for (size_t i = page.first; i < page.end; ++i) add(response, entries[i]);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, entries.size()));
  return response;
}

}  // namespace

absl::StatusOr<PrivateEntry> JournalApi::Keep(Work& work, EntryKind kind, const std::string& text) const {
  const PartnerId writer = work.scope().principal().partner();
  ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), work.scope(), Focus::Open(work.now())));
  RETURN_IF_ERROR(CheckAcknowledged(loaded.facts, writer));
  PrivateEntry entry{.id = EntryId(work.NewUuid()),
                     .kind = kind,
                     .writer = writer,
                     .written = work.version(),
                     .written_at = work.now(),
                     .text = Sensitive<std::string>(text),
                     .readers = {}};
  RETURN_IF_ERROR(parts_.store.SaveEntry(work, entry));
  return entry;
}

absl::StatusOr<PrivateEntry> JournalApi::Find(Work& work, EntryKind kind, const EntryId& id) const {
  ASSIGN_OR_RETURN(std::vector<PrivateEntry> entries, parts_.store.LoadEntries(work.tx(), work.scope(), kind));
  for (PrivateEntry& entry : entries) {
    if (entry.id == id) return std::move(entry);
  }
  return Refuse(Reason::kResourceMissing, "no such entry");
}

absl::StatusOr<PrivateEntry> JournalApi::ShareWith(Work& work, EntryKind kind, const EntryId& id,
                                                   const std::vector<PartnerId>& readers) const {
  ASSIGN_OR_RETURN(PrivateEntry before, Find(work, kind, id));
  ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), work.scope(), Focus::Open(work.now())));
  ASSIGN_OR_RETURN(const PrivateEntry after,
                   Share(loaded.facts, std::move(before), work.scope().principal().partner(), readers, MomentOf(work)));
  RETURN_IF_ERROR(parts_.store.SaveEntry(work, after));
  return after;
}

absl::StatusOr<PrivateEntry> JournalApi::EndSharing(Work& work, EntryKind kind, const EntryId& id) const {
  ASSIGN_OR_RETURN(PrivateEntry before, Find(work, kind, id));
  ASSIGN_OR_RETURN(const PrivateEntry after, Unshare(std::move(before), work.scope().principal().partner()));
  RETURN_IF_ERROR(parts_.store.SaveEntry(work, after));
  return after;
}

absl::StatusOr<std::vector<PrivateEntry>> JournalApi::Readable(
    const Scope& scope, EntryKind kind, absl::FunctionRef<bool(const PrivateEntry&)> wanted) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(std::vector<PrivateEntry> entries, parts_.store.LoadEntries(*reads, scope, kind));
  ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(*reads, scope, Focus::All()));
  ASSIGN_OR_RETURN(const Apart apart, ReadApart(*reads, scope));
  std::erase_if(entries, [&](const PrivateEntry& entry) {
    return !wanted(entry) || !MayRead(loaded.facts, apart, entry, scope.principal());
  });
  std::sort(entries.begin(), entries.end(), [&](const PrivateEntry& a, const PrivateEntry& b) {
    return std::make_tuple(PlaceFor(scope, b), b.id) < std::make_tuple(PlaceFor(scope, a), a.id);
  });
  return entries;
}

absl::StatusOr<v1::WriteJournalEntryResponse> JournalApi::WriteJournalEntry(
    const rpc::Authorized<v1::WriteJournalEntryRequest>& call) {
  return Once<v1::WriteJournalEntryResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::WriteJournalEntryResponse> {
        ASSIGN_OR_RETURN(const PrivateEntry entry, Keep(work, EntryKind::kJournal, call.request().text()));
        v1::WriteJournalEntryResponse response;
        *response.mutable_journal_entry() = JournalToWire(call.scope(), entry);
        return response;
      });
}

absl::StatusOr<v1::ListOwnJournalEntriesResponse> JournalApi::ListOwnJournalEntries(
    const rpc::Authorized<v1::ListOwnJournalEntriesRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<PrivateEntry> own, Readable(call.scope(), EntryKind::kJournal, [&](const auto& e) {
                     return IsWriter(call.scope(), e);
                   }));
  return PageOf<v1::ListOwnJournalEntriesResponse>(parts_.keys, call, own, [&](auto& response, const auto& entry) {
    *response.add_journal_entries() = JournalToWire(call.scope(), entry);
  });
}

absl::StatusOr<v1::ShareJournalEntryResponse> JournalApi::ShareJournalEntry(
    const rpc::Authorized<v1::ShareJournalEntryRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<EntryId>(call.request().journal_entry(), kJournalEntryShape));
  ASSIGN_OR_RETURN(const std::vector<PartnerId> readers,
                   PartnersFrom(call.scope(), call.request().partners(), "partners"));
  return Once<v1::ShareJournalEntryResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ShareJournalEntryResponse> {
        ASSIGN_OR_RETURN(const PrivateEntry entry, ShareWith(work, EntryKind::kJournal, id, readers));
        v1::ShareJournalEntryResponse response;
        *response.mutable_journal_entry() = JournalToWire(call.scope(), entry);
        return response;
      });
}

absl::StatusOr<v1::UnshareJournalEntryResponse> JournalApi::UnshareJournalEntry(
    const rpc::Authorized<v1::UnshareJournalEntryRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<EntryId>(call.request().journal_entry(), kJournalEntryShape));
  return Once<v1::UnshareJournalEntryResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::UnshareJournalEntryResponse> {
        ASSIGN_OR_RETURN(const PrivateEntry entry, EndSharing(work, EntryKind::kJournal, id));
        v1::UnshareJournalEntryResponse response;
        *response.mutable_journal_entry() = JournalToWire(call.scope(), entry);
        return response;
      });
}

absl::StatusOr<v1::ListSharedJournalEntriesResponse> JournalApi::ListSharedJournalEntries(
    const rpc::Authorized<v1::ListSharedJournalEntriesRequest>& call) {
  ASSIGN_OR_RETURN(
      const std::vector<PrivateEntry> shared,
      Readable(call.scope(), EntryKind::kJournal, [&](const auto& entry) { return !IsWriter(call.scope(), entry); }));
  return PageOf<v1::ListSharedJournalEntriesResponse>(
      parts_.keys, call, shared,
      [&](auto& response, const auto& entry) { *response.add_journal_entries() = JournalToWire(call.scope(), entry); });
}

absl::StatusOr<v1::NoteVictoryResponse> JournalApi::NoteVictory(const rpc::Authorized<v1::NoteVictoryRequest>& call) {
  return Once<v1::NoteVictoryResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::NoteVictoryResponse> {
    ASSIGN_OR_RETURN(const PrivateEntry entry, Keep(work, EntryKind::kVictory, call.request().text()));
    v1::NoteVictoryResponse response;
    *response.mutable_victory() = VictoryToWire(call.scope(), entry);
    return response;
  });
}

absl::StatusOr<v1::ShareVictoryResponse> JournalApi::ShareVictory(
    const rpc::Authorized<v1::ShareVictoryRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<EntryId>(call.request().victory(), kVictoryShape));
  ASSIGN_OR_RETURN(const std::vector<PartnerId> readers,
                   PartnersFrom(call.scope(), call.request().partners(), "partners"));
  return Once<v1::ShareVictoryResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ShareVictoryResponse> {
        ASSIGN_OR_RETURN(const PrivateEntry entry, ShareWith(work, EntryKind::kVictory, id, readers));
        v1::ShareVictoryResponse response;
        *response.mutable_victory() = VictoryToWire(call.scope(), entry);
        return response;
      });
}

absl::StatusOr<v1::UnshareVictoryResponse> JournalApi::UnshareVictory(
    const rpc::Authorized<v1::UnshareVictoryRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<EntryId>(call.request().victory(), kVictoryShape));
  return Once<v1::UnshareVictoryResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::UnshareVictoryResponse> {
        ASSIGN_OR_RETURN(const PrivateEntry entry, EndSharing(work, EntryKind::kVictory, id));
        v1::UnshareVictoryResponse response;
        *response.mutable_victory() = VictoryToWire(call.scope(), entry);
        return response;
      });
}

absl::StatusOr<v1::ListVictoriesResponse> JournalApi::ListVictories(
    const rpc::Authorized<v1::ListVictoriesRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<PrivateEntry> known,
                   Readable(call.scope(), EntryKind::kVictory, [](const auto&) { return true; }));
  return PageOf<v1::ListVictoriesResponse>(parts_.keys, call, known, [&](auto& response, const auto& entry) {
    *response.add_victories() = VictoryToWire(call.scope(), entry);
  });
}

}  // namespace adagio::homework
