#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::rpc {

// An ECDSA key on P-256 with SHA-256 (ES256 of RFC 7518), computed by OpenSSL. Immutable; safe from any thread.
class Es256Key {
 public:
  static Es256Key Generate();
  // Makes a new key in a new file that only its owner can read. ALREADY_EXISTS where there is a file.
  static absl::StatusOr<Es256Key> CreateFile(const std::string& path);
  // Reads a private key. FAILED_PRECONDITION where others than the owner can read the file, or where it holds no P-256
  // key.
  static absl::StatusOr<Es256Key> ReadFile(const std::string& path);

  // Names the key: the first 128 bits of the SHA-256 of its public half, in hexadecimal.
  const std::string& id() const { return id_; }
  std::string PublicPem() const;
  // The 64 bytes r ‖ s.
  std::string Sign(absl::string_view text) const;
  bool Verifies(absl::string_view text, absl::string_view signature) const;

 private:
  explicit Es256Key(EVP_PKEY* key);
  static absl::StatusOr<Es256Key> FromPem(absl::string_view pem);
  std::string PrivatePem() const;

  std::shared_ptr<EVP_PKEY> key_;
  std::string id_;
};

}  // namespace adagio::rpc
