#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/foundation/scope.h"

namespace adagio::rpc {

// Who a token says its bearer is. Whether that practice has such an account is for the directory to say.
struct Identity {
  Role role = Role::kNobody;
  PracticeId practice;  // nil for an operator
  std::string subject;  // 1 to 120 characters
  // The SHA-256 of the only client certificate under which the token is good (RFC 8705); empty where any, or none, is.
  std::string certificate;
  // The token is good from `begins` to `ends`, both inclusive, leeway included.
  absl::Time begins;
  absl::Time ends;
};

// Tells good bearer tokens from all others.
class TokenVerifier {
 public:
  virtual ~TokenVerifier() = default;
  // UNAUTHENTICATED/TOKEN_INVALID for every token that is not good now, whatever the cause. UNAVAILABLE/
  // ISSUER_UNAVAILABLE where the issuer's keys are not known. Never waits. Safe from any thread.
  virtual absl::StatusOr<Identity> Verify(absl::string_view token) = 0;
};

}  // namespace adagio::rpc
