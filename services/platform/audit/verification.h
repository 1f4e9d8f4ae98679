#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "absl/status/statusor.h"
#include "services/platform/audit/checkpoint_key.h"
#include "services/platform/storage/connection.h"

namespace adagio::audit {

// What a verification that found no break has covered.
struct Verified {
  int64_t records = 0;
  int64_t checkpoints = 0;
  int64_t unprotected = 0;  // records after the last checkpoint of their stream: these alone could be cut off unnoticed
};

// "verified N records, M checkpoints, unprotected tail K"
std::string ToString(const Verified& verified);

// Reads every record and every witness file and compares. DATA_LOSS names the first break: a record that was changed,
// is missing, stands in another's place, claims a time before the checkpoint that precedes it, was cut off or rolled
// back with others, or a stream that forked or that no process of the witness made. `store` is of user adagio_audit.
// The server may run meanwhile; what it adds after the verification has begun is not looked at.
absl::StatusOr<Verified> Verify(storage::Statements& store, const std::filesystem::path& witness,
                                const NoteVerifier& verifier);

}  // namespace adagio::audit
