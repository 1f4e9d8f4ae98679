#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/rpc/claims.h"
#include "services/platform/rpc/verification_key.h"

namespace adagio::server {

// How the listener speaks TLS.
struct TlsSettings {
  std::filesystem::path certificate;
  std::filesystem::path key;
  // Who signs clients' certificates; empty: none is asked for.
  std::filesystem::path client_ca;
  bool require_client_certificate = false;
};

// Whose tokens are accepted in place of the embedded issuer's. Of file and address one is there.
struct IssuerSettings {
  rpc::ClaimRules rules;
  std::filesystem::path keys_file;
  std::string keys_url;
  std::set<rpc::Algorithm> algorithms = {rpc::Algorithm::kEs256, rpc::Algorithm::kRs256};
};

// How adagiod was asked to run.
struct Settings {
  std::filesystem::path data;
  // The data folder's database is run by another adagiod; this one only uses it.
  bool join = false;
  std::string listen = "127.0.0.1:0";
  std::set<std::string> services = {"directory", "intake", "homework", "notes", "progress", "feed"};
  // Where services of other processes are, by name.
  std::map<std::string, std::string> peers;
  // The domain's clock stands still until a story moves it, and ids follow from the seed.
  bool story = false;
  uint64_t seed = 1;
  std::optional<TlsSettings> tls;
  std::optional<IssuerSettings> issuer;
  // Where the metrics are shown; nowhere where empty.
  std::string metrics;
  bool metrics_anywhere = false;
  bool help = false;
};

extern const char kHelp[];

// What the file of --config says, overridden by the other options. INVALID_ARGUMENT that names the option which is
// unknown, incomplete or contradicts another.
absl::StatusOr<Settings> SettingsFrom(const std::vector<std::string>& args);

}  // namespace adagio::server
