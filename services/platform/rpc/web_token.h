#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/string_view.h"

namespace adagio::rpc {

// A JSON object without objects or lists in it, every key once. Values that are neither texts nor whole numbers are
// known by their key alone.
struct FlatObject {
  std::map<std::string, std::string, std::less<>> texts;
  std::map<std::string, int64_t, std::less<>> numbers;
  std::set<std::string, std::less<>> keys;
};

// A JSON Web Token (RFC 7519) in its compact form, taken apart and not yet believed.
struct WebToken {
  absl::string_view signed_part;  // of the text given
  FlatObject header;
  FlatObject claims;
  std::string signature;
};

inline constexpr size_t kLongestToken = 8192;

// Nothing where `json` is not exactly one flat object in valid UTF-8, or names a key twice.
std::optional<FlatObject> ParseFlatObject(absl::string_view json);
// Nothing where `text` is no token of three parts in strict base64url (no padding, no spare bits), or is too long.
std::optional<WebToken> ParseWebToken(absl::string_view text);
// The compact form of a part of a token.
std::string EncodePart(absl::string_view bytes);

}  // namespace adagio::rpc
