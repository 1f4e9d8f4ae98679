#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/pool.h"

namespace adagio::keys {

// What is sealed under the same key. What opens one compartment opens no other.
enum class Compartment {
  kRecord,         // everything that no other names
  kPsychotherapy,  // psychotherapy notes
};

// The one place a sealed value belongs to. A sealed value moved to any other place does not open.
struct Place {
  PracticeId practice;
  UnitId unit;              // nil for a value of no unit
  Uuid subject;             // the partner it is private to; nil for a joint value
  absl::string_view table;  // "schema.table"
  absl::string_view column;
  std::string row;  // the rest of the row's key: raw bytes
  Compartment compartment = Compartment::kRecord;
};

// What a practice's signature is made of: enough to verify it with nothing of ours.
struct Signature {
  std::string bytes;       // 64, Ed25519 (RFC 8032)
  std::string public_key;  // 32
};

// Whether `signature` is one over exactly `bytes`, by the key it names. That the key is the practice's is for who asks
// to know.
bool Verify(absl::string_view bytes, const Signature& signature);

// Seals and opens columns with XChaCha20-Poly1305 under a key of the practice, itself wrapped by the root key of a
// file. Plaintext is padded to buckets (64, 256, 1024, 4096, then multiples of 4096 bytes), so that length tells
// little. Safe from any thread.
class Keyring {
 public:
  struct Options {
    std::filesystem::path root_key_file;  // 32 bytes; 0400 or 0600, owned by this user
    storage::Endpoint endpoint;           // of user adagio_keyring: holds the wrapped practice keys
  };

  // Makes a new root key file (0400). ALREADY_EXISTS where there is one.
  static absl::Status CreateRootKey(const std::filesystem::path& file);
  // FAILED_PRECONDITION when the file is missing, of another length, or readable by group or others.
  static absl::StatusOr<std::unique_ptr<Keyring>> Open(Options options);
  virtual ~Keyring() = default;

  // Makes and stores the practice's key, in `tx`'s own right (its own connection and commit). Harmless when it is
  // there.
  virtual absl::Status CreatePracticeKey(const PracticeId& practice) = 0;
  virtual absl::StatusOr<std::string> Seal(const Place& place, absl::string_view plain) const = 0;
  // INTERNAL/BUG when it was not sealed for `place` under the practice's key.
  virtual absl::StatusOr<std::string> Unseal(const Place& place, absl::string_view sealed) const = 0;
  // HMAC-SHA256 of `bytes` under a key of the practice that serves nothing else. 32 bytes.
  virtual absl::StatusOr<std::string> Mac(const PracticeId& practice, absl::string_view bytes) const = 0;
  // Signs `bytes` with a key of the practice that serves nothing else; the same key until keys are rotated.
  virtual absl::StatusOr<Signature> Sign(const PracticeId& practice, absl::string_view bytes) const = 0;
  // Opaque, authenticated text for page tokens; `bound_to` names the list and its reader and must match to open it.
  // INVALID_ARGUMENT/FIELD_INVALID from OpenToken for anything but a token sealed for `bound_to`.
  virtual absl::StatusOr<std::string> SealToken(const PracticeId& practice, absl::string_view bound_to,
                                                absl::string_view content) const = 0;
  virtual absl::StatusOr<std::string> OpenToken(const PracticeId& practice, absl::string_view bound_to,
                                                absl::string_view token) const = 0;
};

}  // namespace adagio::keys
