#include "services/platform/rpc/embedded_tokens.h"

#include <openssl/evp.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/claims.h"
#include "services/platform/rpc/web_token.h"

namespace adagio::rpc {
namespace {

absl::Status NotGood() { return Refuse(Reason::kTokenInvalid, "no token that can be accepted"); }

bool IsGood(const Identity& identity, absl::Time now) { return identity.begins <= now && now <= identity.ends; }

// Only alg, kid and, where it is given, typ: no header may bring or name a key of its own.
bool IsOurHeader(const JsonObject& header, const std::string& key_id) {
  const auto is = [&](absl::string_view key, absl::string_view value) {
    const auto found = header.texts.find(key);
    return found != header.texts.end() && found->second == value;
  };
  const bool typed = is("typ", "JWT");
  return is("alg", "ES256") && is("kid", key_id) && header.keys.size() == (typed ? 3 : 2);
}

}  // namespace

absl::StatusOr<std::string> EmbeddedIssuer::Mint(const Grant& grant) const {
  const bool in_practice = !grant.practice.uuid().is_nil();
  if (grant.role == Role::kNobody || in_practice == (grant.role == Role::kOperator)) {
    return absl::InvalidArgumentError("a role other than operator, and only such a role, names its practice");
  }
  if (!IsSubject(grant.subject)) return absl::InvalidArgumentError("the subject must have 1 to 120 characters");
  const int64_t from = absl::ToUnixSeconds(grant.from);
  const nlohmann::json header = {{"alg", "ES256"}, {"kid", key_.id()}, {"typ", "JWT"}};
  nlohmann::json claims = {
      {"iss", std::string(kEmbeddedIssuer)},
      {"aud", std::string(kAudience)},
      {"sub", grant.subject},
      {std::string(kRoleClaim), std::string(ClaimOf(grant.role))},
      {"iat", from},
      {"nbf", from},
      {"exp", absl::ToUnixSeconds(grant.from + grant.lifetime)},
  };
  if (in_practice) claims[std::string(kPracticeClaim)] = grant.practice.ToString();
  if (!grant.certificate.empty()) claims["cnf"] = {{"x5t#S256", EncodePart(grant.certificate)}};
  const std::string text = absl::StrCat(EncodePart(header.dump()), ".", EncodePart(claims.dump()));
  return absl::StrCat(text, ".", EncodePart(key_.Sign(text)));
}

absl::StatusOr<Identity> EmbeddedVerifier::Verify(absl::string_view token) {
  if (token.empty() || token.size() > kLongestToken) return NotGood();
  const absl::Time now = clock_.Now();
  Digest digest;
  CHECK(EVP_Digest(token.data(), token.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1);
  {
    MutexLock lock(mutex_);
    const auto found = good_.find(digest);
    if (found != good_.end()) {
      if (!IsGood(found->second, now)) return NotGood();
      return found->second;
    }
  }
  const std::optional<WebToken> parsed = ParseWebToken(token);
  if (!parsed.has_value() || !IsOurHeader(parsed->header, key_.id())) return NotGood();
  if (!key_.Verifies(parsed->signed_part, parsed->signature)) return NotGood();
  if (parsed->claims.nested.size() > parsed->claims.nested.count("cnf")) return NotGood();
  const std::optional<Identity> identity = IdentityOf(parsed->claims, ClaimRules());
  if (!identity.has_value() || !IsGood(*identity, now)) return NotGood();
  Remember(digest, *identity);
  return *identity;
}

size_t EmbeddedVerifier::remembered() {
  MutexLock lock(mutex_);
  return good_.size();
}

void EmbeddedVerifier::Remember(const Digest& digest, const Identity& identity) {
  const absl::Time now = clock_.Now();
  MutexLock lock(mutex_);
  if (good_.size() >= kMostRemembered) {
    absl::erase_if(good_, [&](const auto& entry) { return entry.second.ends < now; });
  }
  // Still full of good ones: any of them can be verified again.
  if (good_.size() >= kMostRemembered) good_.erase(good_.begin());
  good_.emplace(digest, identity);
}

}  // namespace adagio::rpc
