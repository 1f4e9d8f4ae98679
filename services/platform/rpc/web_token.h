#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/string_view.h"

namespace adagio::rpc {

// A JSON object, every key once at every depth. Values that are neither texts nor whole numbers are known by their key
// alone, but for the certificate's thumbprint in `cnf` (RFC 8705).
struct JsonObject {
  std::map<std::string, std::string, std::less<>> texts;
  std::map<std::string, int64_t, std::less<>> numbers;
  std::set<std::string, std::less<>> keys;
  // The keys that hold objects or lists.
  std::set<std::string, std::less<>> nested;
  // The text x5t#S256 of the object cnf; empty where there is none.
  std::string thumbprint;
};

// A JSON Web Token (RFC 7519) in its compact form, taken apart and not yet believed.
struct WebToken {
  absl::string_view signed_part;  // of the text given
  JsonObject header;
  JsonObject claims;
  std::string signature;
};

inline constexpr size_t kLongestToken = 8192;

// Nothing where `json` is not exactly one object in valid UTF-8, names a key twice, or is more than eight deep.
std::optional<JsonObject> ParseObject(absl::string_view json);
// Nothing where `text` is no token of three parts in strict base64url (no padding, no spare bits), is too long, or has
// an object or list in its header.
std::optional<WebToken> ParseWebToken(absl::string_view text);
// The bytes of strict base64url.
std::optional<std::string> DecodePart(absl::string_view text);
// The compact form of a part of a token.
std::string EncodePart(absl::string_view bytes);

}  // namespace adagio::rpc
