#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/platform/foundation/ids.h"

namespace adagio::keys {

// How a sealed value looks:  version (1 byte) ‖ key id (4, big-endian) ‖ nonce (24) ‖ ciphertext and tag of the padded
// plaintext. XChaCha20-Poly1305; nonces are random.

// Bytes in which no part can be taken for a piece of another: each is preceded by its length.
class Parts {
 public:
  Parts& Add(absl::string_view part);
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// What the plaintext and one byte that marks its end are padded to. Columns: 64, 256, 1024, 4096, then multiples of
// 4096 bytes. Tokens, which travel: multiples of 64.
enum class Padding { kColumn, kToken };

// `context` must be the same when the box is opened. `key` holds 32 bytes.
std::string SealBox(const unsigned char* key, uint32_t key_id, const Parts& context, absl::string_view plain,
                    Padding padding);

// Nothing when `box` is not one sealed with `key`, `key_id` and `context`.
std::optional<std::string> OpenBox(const unsigned char* key, uint32_t key_id, const Parts& context,
                                   absl::string_view box);

}  // namespace adagio::keys
