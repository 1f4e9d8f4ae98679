#include "services/platform/rpc/claims.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "services/platform/rpc/text.h"

namespace adagio::rpc {
namespace {

constexpr size_t kLongestSubject = 120;
constexpr size_t kDigestBytes = 32;
// The year 9999: times beyond it are no times.
constexpr int64_t kLastSecond = 253402300799;
constexpr std::array kRoles = {
    std::pair(Role::kPartner, absl::string_view("partner")),
    std::pair(Role::kTherapist, absl::string_view("therapist")),
    std::pair(Role::kSupervisor, absl::string_view("supervisor")),
    std::pair(Role::kPracticeAdmin, absl::string_view("practice_admin")),
    std::pair(Role::kOperator, absl::string_view("operator")),
    std::pair(Role::kIntegration, absl::string_view("integration")),
};

Role RoleOf(absl::string_view claim) {
  for (const auto& [role, name] : kRoles) {
    if (name == claim) return role;
  }
  return Role::kNobody;
}

absl::string_view Text(const JsonObject& claims, absl::string_view key) {
  const auto found = claims.texts.find(key);
  return found == claims.texts.end() ? absl::string_view() : absl::string_view(found->second);
}

std::optional<absl::Time> Moment(const JsonObject& claims, absl::string_view key) {
  const auto found = claims.numbers.find(key);
  if (found == claims.numbers.end() || found->second < 0 || found->second > kLastSecond) return std::nullopt;
  return absl::FromUnixSeconds(found->second);
}

// Whether the practice is there for everybody but the operator.
bool ReadPractice(const JsonObject& claims, absl::string_view key, Identity& identity) {
  if (identity.role == Role::kOperator) return !claims.keys.contains(key);
  const absl::StatusOr<Uuid> practice = Uuid::Parse(Text(claims, key));
  if (!practice.ok() || practice->is_nil()) return false;
  identity.practice = PracticeId(*practice);
  return true;
}

bool ReadTimes(const JsonObject& claims, bool begins, Identity& identity) {
  const std::optional<absl::Time> issued = Moment(claims, "iat");
  const std::optional<absl::Time> expires = Moment(claims, "exp");
  std::optional<absl::Time> not_before = Moment(claims, "nbf");
  if (!begins && !claims.keys.contains("nbf")) not_before = issued;
  if (!issued.has_value() || !not_before.has_value() || !expires.has_value()) return false;
  identity.begins = std::max(*issued, *not_before) - kLeeway;
  identity.ends = *expires + kLeeway;
  return true;
}

bool ReadCertificate(const JsonObject& claims, Identity& identity) {
  if (!claims.keys.contains("cnf")) return true;
  const std::optional<std::string> digest = DecodePart(claims.thumbprint);
  if (!digest.has_value() || digest->size() != kDigestBytes) return false;
  identity.certificate = *digest;
  return true;
}

}  // namespace

absl::string_view ClaimOf(Role role) {
  for (const auto& [known, name] : kRoles) {
    if (known == role) return name;
  }
  return "";
}

bool IsSubject(absl::string_view subject) {
  const std::optional<size_t> length = CountCodePoints(subject);
  if (!length.has_value() || *length == 0 || *length > kLongestSubject) return false;
  for (const char c : subject) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
  }
  return true;
}

std::optional<Identity> IdentityOf(const JsonObject& claims, const ClaimRules& rules) {
  if (Text(claims, "iss") != rules.issuer || Text(claims, "aud") != rules.audience) return std::nullopt;
  Identity identity;
  identity.role = RoleOf(Text(claims, rules.role));
  identity.subject = std::string(Text(claims, rules.subject));
  if (identity.role == Role::kNobody || !IsSubject(identity.subject)) return std::nullopt;
  if (!ReadPractice(claims, rules.practice, identity) || !ReadTimes(claims, rules.begins, identity))
    return std::nullopt;
  if (!ReadCertificate(claims, identity)) return std::nullopt;
  return identity;
}

}  // namespace adagio::rpc
