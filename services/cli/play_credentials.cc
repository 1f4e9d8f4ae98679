#include "services/cli/play_credentials.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/web_token.h"

namespace adagio::cli {
namespace {

Role RoleOf(story::Actor::Role role) {
  switch (role) {
    case story::Actor::PARTNER:
      return Role::kPartner;
    case story::Actor::THERAPIST:
      return Role::kTherapist;
    case story::Actor::SUPERVISOR:
      return Role::kSupervisor;
    case story::Actor::PRACTICE_ADMIN:
      return Role::kPracticeAdmin;
    case story::Actor::OPERATOR:
      return Role::kOperator;
    case story::Actor::INTEGRATION:
      return Role::kIntegration;
    default:
      return Role::kNobody;
  }
}

// `token` with the signature of another key under the right key's name.
std::string Forged(const std::string& token) {
  const std::string signed_part = token.substr(0, token.rfind('.'));
  return absl::StrCat(signed_part, ".", rpc::EncodePart(rpc::Es256Key::Generate().Sign(signed_part)));
}

}  // namespace

absl::StatusOr<std::string> EmbeddedCredentials::Sign(const story::Actor& actor, absl::string_view practice,
                                                      story::Token flaw, absl::Time now) {
  if (flaw == story::GARBAGE) return "not.a.token";
  // A server may tell tokens' time by the story's clock or by the machine's: the token is good, or over, by both.
  const absl::Time earlier = std::min(now, absl::Now());
  const absl::Time later = std::max(now, absl::Now());
  rpc::EmbeddedIssuer::Grant grant{.role = RoleOf(actor.role()), .practice = {}, .subject = {}, .from = earlier};
  grant.subject = actor.subject().empty() ? actor.name() : actor.subject();
  grant.lifetime = later - earlier + absl::Minutes(10);
  if (flaw == story::EXPIRED) {
    grant.from = earlier - absl::Hours(2);
    grant.lifetime = absl::Hours(1);
  }
  if (!practice.empty()) {
    ASSIGN_OR_RETURN(const Uuid uuid, Uuid::Parse(practice));
    grant.practice = PracticeId(uuid);
  }
  ASSIGN_OR_RETURN(const std::string token, issuer_.Mint(grant));
  return flaw == story::OTHER_KEY ? Forged(token) : token;
}

}  // namespace adagio::cli
