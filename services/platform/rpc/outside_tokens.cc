#include "services/platform/rpc/outside_tokens.h"

#include <optional>

#include "services/platform/foundation/status.h"
#include "services/platform/rpc/web_token.h"

namespace adagio::rpc {
namespace {

absl::Status NotGood() { return Refuse(Reason::kTokenInvalid, "no token that can be accepted"); }

std::string Text(const JsonObject& object, absl::string_view key) {
  const auto found = object.texts.find(key);
  return found == object.texts.end() ? "" : found->second;
}

// Only alg, kid and, where it is given, typ: no header may bring or name a key of its own, or change what is signed.
bool IsPlain(const JsonObject& header) {
  const std::string type = Text(header, "typ");
  const bool typed = type == "JWT" || type == "at+jwt";
  return header.texts.contains("alg") && header.texts.contains("kid") && header.keys.size() == (typed ? 3 : 2);
}

}  // namespace

absl::StatusOr<Identity> OutsideVerifier::Verify(absl::string_view token) {
  const std::optional<WebToken> parsed = ParseWebToken(token);
  if (!parsed.has_value() || !IsPlain(parsed->header)) return NotGood();
  const absl::StatusOr<Algorithm> algorithm = AlgorithmOf(Text(parsed->header, "alg"));
  if (!algorithm.ok()) return NotGood();
  // Before any key is looked for: what is not even said to be for us makes nobody ask the issuer.
  const std::optional<Identity> identity = IdentityOf(parsed->claims, rules_);
  const absl::Time now = clock_.Now();
  if (!identity.has_value() || now < identity->begins || identity->ends < now) return NotGood();
  ASSIGN_OR_RETURN(const VerificationKey key, keys_.Find(Text(parsed->header, "kid"), *algorithm));
  if (!key.Verifies(parsed->signed_part, parsed->signature)) return NotGood();
  return *identity;
}

}  // namespace adagio::rpc
