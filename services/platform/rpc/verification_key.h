#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::rpc {

// The two ways of signing that are understood at all (RFC 7518).
enum class Algorithm { kEs256, kRs256 };

// Nothing but "ES256" and "RS256".
absl::StatusOr<Algorithm> AlgorithmOf(absl::string_view name);

// The public half of an issuer's key: P-256 for ES256, RSA of 2048 to 8192 bits for RS256. It can only verify, only in
// its own way, and no key of another kind can be made. Immutable; safe from any thread.
class VerificationKey {
 public:
  // `x` and `y` are 32 bytes each and lie on the curve; INVALID_ARGUMENT otherwise.
  static absl::StatusOr<VerificationKey> Ec(absl::string_view x, absl::string_view y);
  // Modulus and exponent, big-endian. INVALID_ARGUMENT where they make no key of that strength.
  static absl::StatusOr<VerificationKey> Rsa(absl::string_view n, absl::string_view e);

  Algorithm algorithm() const { return algorithm_; }
  bool Verifies(absl::string_view text, absl::string_view signature) const;

 private:
  VerificationKey(Algorithm algorithm, EVP_PKEY* key) : algorithm_(algorithm), key_(key, EVP_PKEY_free) {}

  Algorithm algorithm_;
  std::shared_ptr<EVP_PKEY> key_;
};

}  // namespace adagio::rpc
