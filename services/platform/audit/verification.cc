#include "services/platform/audit/verification.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/audit/canonical.h"
#include "services/platform/audit/sightings.h"
#include "services/platform/audit/streams.h"
#include "services/platform/audit/witness.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

// How long before it is committed a record may have got its time: the longest call with its retries, and a clock that
// is set right.
constexpr absl::Duration kSlack = absl::Minutes(5);
constexpr int64_t kRecordsARead = 1000;

using Lengths = std::map<StreamId, int64_t>;  // the last seq of each stream

// Follows one stream from its first record to its last.
class StreamCheck {
 public:
  StreamCheck(const StreamId& stream, std::vector<Sighting> seen, absl::Time last_checkpoint)
      : stream_(stream), seen_(std::move(seen)), last_checkpoint_(last_checkpoint) {}

  absl::Status Take(const StoredEntry& stored) {
    const Entry& entry = stored.entry;
    if (entry.seq == at_.seq) return Broken(entry.seq, "is there twice: the stream forked");
    if (entry.seq != at_.seq + 1) return Broken(at_.seq + 1, "is missing");
    const Hash leaf = LeafOf(entry);
    const Head head = {entry.seq, HeadAfter(at_.hash, leaf)};
    if (stored.leaf != View(leaf)) return Broken(entry.seq, "was changed");
    if (stored.head != View(head.hash)) return Broken(entry.seq, "does not follow the record before it");
    at_ = head;
    if (absl::FromUnixMicros(entry.at_micros) < NotBefore() - kSlack) {
      return Broken(entry.seq, "claims a time before the checkpoint that precedes it");
    }
    return PassSightings();
  }

  // To be called after the last record.
  absl::Status End() const {
    if (next_ == seen_.size()) return absl::OkStatus();
    return Broken(at_.seq + 1, absl::StrCat("is missing, cut off or rolled back: ", NameOf(seen_[next_])));
  }

  int64_t unprotected() const { return at_.seq - protected_; }

 private:
  // The record at `at_` was made after this time.
  absl::Time NotBefore() const {
    for (size_t i = next_; i < seen_.size(); ++i) {
      if (OwnerPart(seen_[i].process) == OwnerOf(stream_)) return seen_[i].not_before;
    }
    return last_checkpoint_;
  }

  absl::Status PassSightings() {
    for (; next_ < seen_.size() && seen_[next_].head.seq == at_.seq; ++next_) {
      if (seen_[next_].head.hash != at_.hash) {
        return Broken(at_.seq,
                      absl::StrCat("is not the one that was signed, or the stream forked: ", NameOf(seen_[next_])));
      }
      protected_ = at_.seq;
    }
    return absl::OkStatus();
  }

  static std::string NameOf(const Sighting& sighting) {
    return absl::StrCat("checkpoint ", sighting.number, " of process ", sighting.process.ToString(), " has record ",
                        sighting.head.seq);
  }

  absl::Status Broken(int64_t seq, absl::string_view how) const {
    return absl::DataLossError(absl::StrCat("record ", seq, " of stream ", stream_.ToString(), " ", how));
  }

  const StreamId stream_;
  const std::vector<Sighting> seen_;
  const absl::Time last_checkpoint_;
  Head at_;
  size_t next_ = 0;  // of seen_
  int64_t protected_ = 0;
};

absl::Status Follow(storage::Statements& store, const StreamId& stream, int64_t last, StreamCheck& check) {
  const std::string sql = absl::StrCat("SELECT ", Columns(),
                                       " FROM adagio_audit.record WHERE stream_id = ? AND seq BETWEEN ? AND ? "
                                       "ORDER BY seq, practice_id");
  for (int64_t first = 1; first <= last; first += kRecordsARead) {
    ASSIGN_OR_RETURN(const storage::Rows rows,
                     store.Query(sql, {stream, first, std::min(last, first + kRecordsARead - 1)}));
    for (const storage::Row& row : rows) RETURN_IF_ERROR(check.Take(EntryFrom(row)));
  }
  return check.End();
}

absl::StatusOr<Lengths> StreamsIn(storage::Statements& store) {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   store.Query("SELECT stream_id, MAX(seq) FROM adagio_audit.record GROUP BY stream_id", {}));
  Lengths streams;
  for (const storage::Row& row : rows) streams.emplace(row.AsUuid(0), row.Int(1));
  return streams;
}

// OK when every stream was opened by a process with a witness file. One that started after the folder was read has it
// now.
absl::Status CheckOwners(const Lengths& streams, const std::filesystem::path& witness, const Sightings& sightings) {
  std::set<std::string> owners;
  for (const auto& [owner, at] : sightings.last_checkpoint) owners.insert(owner);
  ASSIGN_OR_RETURN(const std::vector<Uuid> processes, WitnessesIn(witness));
  for (const Uuid& process : processes) owners.insert(std::string(OwnerPart(process)));
  for (const auto& [stream, last] : streams) {
    if (owners.count(std::string(OwnerOf(stream))) > 0) continue;
    return absl::DataLossError(absl::StrCat("stream ", stream.ToString(), " is of no process that the witness knows"));
  }
  return absl::OkStatus();
}

absl::Time LastCheckpointOf(const StreamId& stream, const Sightings& sightings) {
  const auto found = sightings.last_checkpoint.find(std::string(OwnerOf(stream)));
  return found == sightings.last_checkpoint.end() ? absl::InfinitePast() : found->second;
}

}  // namespace

std::string ToString(const Verified& verified) {
  return absl::StrCat("verified ", verified.records, " records, ", verified.checkpoints,
                      " checkpoints, unprotected tail ", verified.unprotected);
}

absl::StatusOr<Verified> Verify(storage::Statements& store, const std::filesystem::path& witness,
                                const NoteVerifier& verifier) {
  // In this order: what a checkpoint has seen must be there afterwards.
  ASSIGN_OR_RETURN(const Sightings sightings, ReadSightings(witness, verifier));
  ASSIGN_OR_RETURN(Lengths streams, StreamsIn(store));
  RETURN_IF_ERROR(CheckOwners(streams, witness, sightings));
  for (const auto& [stream, seen] : sightings.of_stream) streams.emplace(stream, 0);

  Verified verified;
  verified.checkpoints = sightings.checkpoints;
  for (const auto& [stream, last] : streams) {
    const auto seen = sightings.of_stream.find(stream);
    StreamCheck check(stream, seen == sightings.of_stream.end() ? std::vector<Sighting>() : seen->second,
                      LastCheckpointOf(stream, sightings));
    RETURN_IF_ERROR(Follow(store, stream, last, check));
    verified.records += last;
    verified.unprotected += check.unprotected();
  }
  return verified;
}

}  // namespace adagio::audit
