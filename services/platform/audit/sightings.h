#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/audit/checkpoint.h"
#include "services/platform/audit/checkpoint_key.h"
#include "services/platform/audit/streams.h"

namespace adagio::audit {

// One stream's head in one checkpoint.
struct Sighting {
  Head head;
  Uuid process;  // whose checkpoint
  int64_t number = 0;
  // Records after the sighting before, up to this one, are not older: the process's checkpoint before this one. For a
  // process that found the stream of another: nothing is known.
  absl::Time not_before = absl::InfinitePast();
};

// Everything the witness folder says, once its own chains and signatures hold.
struct Sightings {
  std::map<StreamId, std::vector<Sighting>> of_stream;  // in the order of seq
  std::map<std::string, absl::Time> last_checkpoint;    // by OwnerPart of the process
  int64_t checkpoints = 0;
};

// DATA_LOSS names the first note that is not signed, not a checkpoint, not next in its file, or against itself.
absl::StatusOr<Sightings> ReadSightings(const std::filesystem::path& folder, const NoteVerifier& verifier);

}  // namespace adagio::audit
