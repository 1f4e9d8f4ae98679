#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/platform/rpc/token.h"
#include "services/platform/rpc/web_token.h"

namespace adagio::rpc {

inline constexpr absl::string_view kEmbeddedIssuer = "adagio-embedded";
inline constexpr absl::string_view kAudience = "adagio";
inline constexpr absl::string_view kRoleClaim = "adagio_role";
inline constexpr absl::string_view kPracticeClaim = "adagio_practice";
inline constexpr absl::Duration kLeeway = absl::Seconds(60);

// The name of a role in a token; empty for kNobody.
absl::string_view ClaimOf(Role role);
// The subject is 1 to 120 characters of valid UTF-8 without control characters.
bool IsSubject(absl::string_view subject);

// What an issuer's claims are called and what they must say.
struct ClaimRules {
  std::string issuer{kEmbeddedIssuer};
  std::string audience{kAudience};
  std::string role{kRoleClaim};
  std::string practice{kPracticeClaim};
  std::string subject = "sub";
  // Whether nbf, which outside issuers often leave out, must be there.
  bool begins = true;
};

// Who the claims speak of, when every one of them is there and as it must be: one issuer, one audience, no list. A
// `cnf` that names no certificate makes a token that cannot be confirmed, and is none. Does not look at the time.
std::optional<Identity> IdentityOf(const JsonObject& claims, const ClaimRules& rules);

}  // namespace adagio::rpc
