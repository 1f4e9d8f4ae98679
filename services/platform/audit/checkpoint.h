#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/audit/canonical.h"
#include "services/platform/audit/streams.h"

namespace adagio::audit {

// What one process swears to at one moment: every record up to these heads. As text, a line each:
//
//   adagio audit checkpoint v1
//   process <id>
//   number <from 0>
//   at <UTC, microseconds>
//   previous <base64 of SHA-256 of the whole previous note; of zeros for number 0>
//   root <base64 of MerkleRoot of all heads this process has listed, this checkpoint's included>
//   <stream> <seq> <base64 of head>         for each stream that moved, in the order of ids
//
// Number 0 lists the streams it found in the database, which are of earlier processes and of those beside it.
struct Checkpoint {
  Uuid process;
  int64_t number = 0;
  absl::Time at;
  Hash previous{};
  Hash root{};
  Heads moved;
};

std::string TextOf(const Checkpoint& checkpoint);
// DATA_LOSS for anything but what TextOf writes.
absl::StatusOr<Checkpoint> CheckpointFrom(absl::string_view text);

// What the next checkpoint calls `previous`: SHA-256 of the signed note.
Hash HashOfNote(absl::string_view note);

}  // namespace adagio::audit
