#pragma once

#include <optional>

#include "absl/strings/string_view.h"
#include "services/platform/rpc/token.h"
#include "services/platform/rpc/web_token.h"

namespace adagio::rpc {

inline constexpr absl::string_view kEmbeddedIssuer = "adagio-embedded";
inline constexpr absl::string_view kAudience = "adagio";
inline constexpr absl::Duration kLeeway = absl::Seconds(60);

// The name of a role in a token; empty for kNobody.
absl::string_view ClaimOf(Role role);
// The subject is 1 to 120 characters of valid UTF-8 without control characters.
bool IsSubject(absl::string_view subject);
// Who the claims speak of, when every one of them is there and as it must be. Does not look at the time.
std::optional<Identity> IdentityOf(const FlatObject& claims);

}  // namespace adagio::rpc
