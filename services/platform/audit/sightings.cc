#include "services/platform/audit/sightings.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/audit/merkle.h"
#include "services/platform/audit/witness.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

// Follows the notes of one process's file.
class Follower {
 public:
  Follower(const Uuid& process, const NoteVerifier& verifier, Sightings& sightings)
      : process_(process), verifier_(verifier), sightings_(sightings) {}

  absl::Status Take(const std::string& note) {
    absl::StatusOr<std::string> text = verifier_.Open(note);
    if (!text.ok()) return Broken("is not signed by this installation's key");
    absl::StatusOr<Checkpoint> checkpoint = CheckpointFrom(*text);
    if (!checkpoint.ok()) return Broken("is no checkpoint");
    if (checkpoint->process != process_) return Broken("is of another process");
    if (checkpoint->number != next_ || checkpoint->previous != previous_)
      return Broken("does not follow the one before");
    RETURN_IF_ERROR(List(*checkpoint));
    previous_ = HashOfNote(note);
    last_at_ = checkpoint->at;
    sightings_.last_checkpoint[std::string(OwnerPart(process_))] = last_at_;
    ++next_;
    ++sightings_.checkpoints;
    return absl::OkStatus();
  }

 private:
  absl::Status List(const Checkpoint& checkpoint) {
    for (const auto& [stream, head] : checkpoint.moved) {
      const bool own = OwnerOf(stream) == OwnerPart(process_);
      if (own == (next_ == 0)) return Broken("lists a stream that is not its own");
      if (head.seq <= heads_[stream].seq) return Broken("takes a stream back");
      heads_[stream] = head;
      sightings_.of_stream[stream].push_back({head, process_, next_, own ? last_at_ : absl::InfinitePast()});
    }
    if (MerkleRoot(heads_) != checkpoint.root) return Broken("has a root that is not of its streams");
    return absl::OkStatus();
  }

  absl::Status Broken(absl::string_view how) const {
    return absl::DataLossError(absl::StrCat("checkpoint ", next_, " of process ", process_.ToString(), " ", how));
  }

  const Uuid process_;
  const NoteVerifier& verifier_;
  Sightings& sightings_;
  Heads heads_;
  Hash previous_{};
  absl::Time last_at_ = absl::InfinitePast();
  int64_t next_ = 0;
};

}  // namespace

absl::StatusOr<Sightings> ReadSightings(const std::filesystem::path& folder, const NoteVerifier& verifier) {
  Sightings sightings;
  ASSIGN_OR_RETURN(const std::vector<Uuid> processes, WitnessesIn(folder));
  for (const Uuid& process : processes) {
    ASSIGN_OR_RETURN(const std::vector<std::string> notes, NotesOf(folder, process));
    Follower follower(process, verifier, sightings);
    for (const std::string& note : notes) RETURN_IF_ERROR(follower.Take(note));
  }
  for (auto& [stream, seen] : sightings.of_stream) {
    std::stable_sort(seen.begin(), seen.end(),
                     [](const Sighting& a, const Sighting& b) { return a.head.seq < b.head.seq; });
  }
  return sightings;
}

}  // namespace adagio::audit
