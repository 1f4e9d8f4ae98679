#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/rpc/claims.h"
#include "services/platform/rpc/issuer_keys.h"
#include "services/platform/rpc/token.h"

namespace adagio::rpc {

// Accepts the tokens of one outside issuer and no others: ES256 or RS256 as `keys` allows, a header of alg, kid and typ
// alone, the issuer's own key of that kid and algorithm, the claims as `rules` says, at this time with a leeway of 60
// s. Safe from any thread.
class OutsideVerifier final : public TokenVerifier {
 public:
  OutsideVerifier(IssuerKeys& keys, ClaimRules rules, const Clock& clock)
      : keys_(keys), rules_(std::move(rules)), clock_(clock) {}

  absl::StatusOr<Identity> Verify(absl::string_view token) override;

 private:
  IssuerKeys& keys_;
  const ClaimRules rules_;
  const Clock& clock_;
};

}  // namespace adagio::rpc
