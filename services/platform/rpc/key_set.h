#pragma once

#include <map>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/rpc/verification_key.h"

namespace adagio::rpc {

inline constexpr size_t kLongestKeySet = 256 * 1024;

// The keys of an issuer that can be used here, by their kid.
using KeySet = std::map<std::string, VerificationKey, std::less<>>;

// Reads a JWK Set (RFC 7517). A key is passed over where it is of another kind, too weak, not for verifying, without a
// kid, holds a private half, or is of an algorithm that is not `allowed`. INVALID_ARGUMENT, with a text of ours alone,
// where `json` is no JWK Set, says a thing twice, has two usable keys of one kid, or no usable key at all.
absl::StatusOr<KeySet> ParseKeySet(absl::string_view json, const std::set<Algorithm>& allowed);

}  // namespace adagio::rpc
