#pragma once

#include <array>
#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/keys/secret.h"

namespace adagio::audit {

// Checks signed notes (C2SP signed-note) with an Ed25519 public key. To be had from its text by anyone.
class NoteVerifier {
 public:
  // `text` as a verifier key is written: name+hash+key. INVALID_ARGUMENT otherwise.
  static absl::StatusOr<NoteVerifier> Parse(absl::string_view text);
  std::string ToString() const;
  // The text of `note`, with its last line end, when the note's one signature is by this key. DATA_LOSS otherwise.
  absl::StatusOr<std::string> Open(absl::string_view note) const;

 private:
  friend class CheckpointKey;
  NoteVerifier() = default;
  std::string name_;
  std::array<unsigned char, 32> key_{};
};

// Signs the checkpoints of an installation's audit trail. Safe from any thread.
class CheckpointKey {
 public:
  // Makes a new key file (0400): the file audit.key beside the root key. ALREADY_EXISTS where there is one.
  static absl::Status Create(const std::filesystem::path& file);
  // FAILED_PRECONDITION when the file is missing, of another length, or open to group or others.
  static absl::StatusOr<CheckpointKey> Open(const std::filesystem::path& file);

  // `text` ends with a line end and holds no empty line.
  std::string Sign(absl::string_view text) const;
  const NoteVerifier& verifier() const { return verifier_; }

 private:
  explicit CheckpointKey(keys::Secret seed);
  keys::Secret seed_;
  NoteVerifier verifier_;
};

}  // namespace adagio::audit
