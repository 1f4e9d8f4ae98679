#include "services/cli/token.h"

#include <iostream>
#include <utility>

#include "services/cli/data_folder.h"
#include "services/cli/file.h"
#include "services/cli/options.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/claims.h"
#include "services/platform/rpc/embedded_tokens.h"
#include "services/platform/rpc/es256.h"
#include "services/platform/rpc/peer_certificate.h"

namespace adagio::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(Usage: adagio token --data=DIR --role=R --subject=NAME [--practice=UUID] [--ttl=1h] [--certificate=FILE]

Writes a bearer token for an embedded server to stdout, signed with the key in the server's data folder. Whoever can read
that key can be anyone: guard the folder. The token opens what the practice's directory lets that login do, and nothing
for a login the directory does not know.

  --data=DIR        the server's data folder
  --role=R          partner, therapist, supervisor, practice_admin, integration or operator
  --subject=NAME    the login, as the directory knows it
  --practice=UUID   the practice; for an operator there is none
  --ttl=1h          how long the token is good: 30m, 8h (default: 1h)
  --certificate=F   good under this client certificate (PEM) alone; an integration needs it where the server speaks TLS

Pass it with every call, as the header `authorization: Bearer TOKEN`.

Example:
  adagio token --data=/var/lib/adagio --role=therapist --subject=mira \
      --practice=3f0c8a52-6a0e-4a51-9a0c-0a4b6d1c2e3f --ttl=8h
)";

constexpr Role kRoles[] = {Role::kPartner,       Role::kTherapist,   Role::kSupervisor,
                           Role::kPracticeAdmin, Role::kIntegration, Role::kOperator};

absl::StatusOr<Role> RoleIn(const Options& options) {
  ASSIGN_OR_RETURN(const std::string name, options.Require("role"));
  for (const Role role : kRoles) {
    if (rpc::ClaimOf(role) == name) return role;
  }
  return absl::InvalidArgumentError(
      "--role must be partner, therapist, supervisor, practice_admin, integration or operator");
}

absl::StatusOr<PracticeId> PracticeIn(const Options& options, Role role) {
  if (role == Role::kOperator) {
    if (!options.Has("practice")) return PracticeId();
    return absl::InvalidArgumentError("--practice does not go with --role=operator");
  }
  ASSIGN_OR_RETURN(const std::string text, options.Require("practice"));
  const absl::StatusOr<Uuid> uuid = Uuid::Parse(text);
  if (!uuid.ok()) return absl::InvalidArgumentError("--practice must be a UUID in lower case");
  return PracticeId(*uuid);
}

absl::StatusOr<absl::Duration> LifetimeIn(const Options& options) {
  absl::Duration lifetime = absl::Hours(1);
  const std::optional<std::string> text = options.Find("ttl");
  const bool readable = !text.has_value() || absl::ParseDuration(*text, &lifetime);
  if (readable && lifetime >= absl::Seconds(1) && lifetime < absl::InfiniteDuration()) return lifetime;
  return absl::InvalidArgumentError("--ttl must be a duration of a second or more, such as 30m or 8h");
}

absl::StatusOr<std::string> CertificateIn(const Options& options) {
  const std::optional<std::string> file = options.Find("certificate");
  if (!file.has_value()) return std::string();
  ASSIGN_OR_RETURN(const std::string pem, ReadFile(*file));
  std::string thumbprint = rpc::ThumbprintOfPem(pem);
  if (thumbprint.empty()) return absl::InvalidArgumentError("--certificate must name a file with a certificate in PEM");
  return thumbprint;
}

int Run(const Args& args) { return Finish(kToken.name, MintToken(args, SystemClock().Now(), std::cout)); }

}  // namespace

constinit const Command kToken = {"token", "a bearer token for an embedded server", kHelp, Run};

absl::Status MintToken(const Args& args, absl::Time now, std::ostream& out) {
  ASSIGN_OR_RETURN(const Options options,
                   Options::Parse(args, {{"data", "role", "subject", "practice", "ttl", "certificate"}, {}}));
  RETURN_IF_ERROR(options.ExpectNoWords());
  rpc::EmbeddedIssuer::Grant grant;
  ASSIGN_OR_RETURN(grant.role, RoleIn(options));
  ASSIGN_OR_RETURN(grant.subject, options.Require("subject"));
  ASSIGN_OR_RETURN(grant.practice, PracticeIn(options, grant.role));
  ASSIGN_OR_RETURN(grant.lifetime, LifetimeIn(options));
  grant.from = now;
  ASSIGN_OR_RETURN(grant.certificate, CertificateIn(options));
  ASSIGN_OR_RETURN(const DataFolder folder, DataFolderIn(options));
  ASSIGN_OR_RETURN(rpc::Es256Key key, rpc::Es256Key::ReadFile(folder.issuer_key.string()));
  ASSIGN_OR_RETURN(const std::string token, rpc::EmbeddedIssuer(std::move(key)).Mint(grant));
  out << token << "\n" << std::flush;
  return out ? absl::OkStatus() : absl::UnavailableError("cannot write to stdout");
}

}  // namespace adagio::cli
