#pragma once

#include <array>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/rpc/es256.h"
#include "services/platform/rpc/token.h"

namespace adagio::rpc {

// Tokens of an installation that is its own issuer: ES256, iss "adagio-embedded", aud "adagio", the role in
// adagio_role, the practice in adagio_practice (absent for an operator), the login in sub.
class EmbeddedIssuer {
 public:
  // `key` comes from Es256Key::CreateFile or ReadFile.
  explicit EmbeddedIssuer(Es256Key key) : key_(std::move(key)) {}

  struct Grant {
    Role role = Role::kNobody;
    PracticeId practice;  // nil for an operator, and only then
    std::string subject;  // 1 to 120 characters
    absl::Time from;
    absl::Duration lifetime = absl::Hours(1);
    // The SHA-256 of the client certificate to which the token is bound; empty: to none.
    std::string certificate = {};
  };
  // INVALID_ARGUMENT where no verifier would accept the token.
  absl::StatusOr<std::string> Mint(const Grant& grant) const;

 private:
  Es256Key key_;
};

// Accepts the tokens of the embedded issuer and no others: this key, this algorithm, this issuer and audience, at this
// time with a leeway of 60 s. Remembers good tokens until they end, a bounded number of them. Safe from any thread.
class EmbeddedVerifier final : public TokenVerifier {
 public:
  EmbeddedVerifier(Es256Key key, const Clock& clock) : key_(std::move(key)), clock_(clock) {}

  absl::StatusOr<Identity> Verify(absl::string_view token) override;
  // How many good tokens are remembered; never more than kMostRemembered.
  size_t remembered();

  static constexpr size_t kMostRemembered = 4096;

 private:
  using Digest = std::array<unsigned char, 32>;

  void Remember(const Digest& digest, const Identity& identity);

  const Es256Key key_;
  const Clock& clock_;
  Mutex mutex_;
  absl::flat_hash_map<Digest, Identity> good_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio::rpc
