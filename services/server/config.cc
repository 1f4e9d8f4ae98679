#include "services/server/config.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/http_get.h"
#include "services/server/config.pb.h"

namespace adagio::server {
namespace {

constexpr std::streamsize kLongestFile = 64 * 1024;

// Keeps the first thing that is wrong.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int, const std::string& message) override {
    if (text_.empty()) text_ = absl::StrCat(line + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

absl::Status Wrong(absl::string_view what) { return absl::InvalidArgumentError(what); }

absl::Status TakeServices(const Config& config, Settings& settings) {
  const std::set<std::string> known = Settings().services;
  if (!config.services().empty()) settings.services.clear();
  for (const std::string& name : config.services()) {
    if (!known.contains(name)) return Wrong("services names a service that there is not");
    settings.services.insert(name);
  }
  return absl::OkStatus();
}

absl::Status TakeTls(const Config::Tls& tls, const std::filesystem::path& folder, Settings& settings) {
  if (tls.certificate().empty()) return Wrong("tls needs a certificate");
  if (tls.key().empty()) return Wrong("tls needs a key");
  if (tls.require_client_certificate() && tls.client_ca().empty()) {
    return Wrong("tls requires client certificates and names no client_ca");
  }
  settings.tls.emplace();
  settings.tls->certificate = folder / tls.certificate();
  settings.tls->key = folder / tls.key();
  if (!tls.client_ca().empty()) settings.tls->client_ca = folder / tls.client_ca();
  settings.tls->require_client_certificate = tls.require_client_certificate();
  return absl::OkStatus();
}

absl::Status TakeIssuer(const Config::Issuer& from, const std::filesystem::path& folder, Settings& settings) {
  if (from.issuer().empty()) return Wrong("issuer needs an issuer");
  if (from.audience().empty()) return Wrong("issuer needs an audience");
  if (from.jwks_file().empty() && from.jwks_url().empty()) return Wrong("issuer needs jwks_file or jwks_url");
  IssuerSettings& to = settings.issuer.emplace();
  to.rules.issuer = from.issuer();
  to.rules.audience = from.audience();
  to.rules.begins = false;
  if (!from.claims().practice().empty()) to.rules.practice = from.claims().practice();
  if (!from.claims().role().empty()) to.rules.role = from.claims().role();
  if (!from.claims().subject().empty()) to.rules.subject = from.claims().subject();
  if (!from.jwks_file().empty()) to.keys_file = folder / from.jwks_file();
  to.keys_url = from.jwks_url();
  if (!to.keys_url.empty()) {
    const absl::Status url = rpc::CheckUrl(to.keys_url);
    if (!url.ok()) return Wrong(absl::StrCat("jwks_url ", url.message()));
  }
  if (!from.algorithms().empty()) to.algorithms.clear();
  for (const std::string& name : from.algorithms()) {
    const absl::StatusOr<rpc::Algorithm> algorithm = rpc::AlgorithmOf(name);
    if (!algorithm.ok()) return Wrong("algorithms names another than ES256 and RS256");
    to.algorithms.insert(*algorithm);
  }
  return absl::OkStatus();
}

absl::Status Take(const Config& config, const std::filesystem::path& folder, Settings& settings) {
  if (!config.listen().empty()) settings.listen = config.listen();
  RETURN_IF_ERROR(TakeServices(config, settings));
  if (config.has_tls()) RETURN_IF_ERROR(TakeTls(config.tls(), folder, settings));
  if (config.has_issuer()) RETURN_IF_ERROR(TakeIssuer(config.issuer(), folder, settings));
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadConfig(const std::filesystem::path& file, Settings& settings) {
  const std::string name = file.string();
  std::ifstream in(file);
  std::string text(kLongestFile + 1, '\0');
  if (!in || std::filesystem::is_directory(file)) return Wrong(absl::StrCat("cannot read ", name));
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.gcount() > kLongestFile) return Wrong(absl::StrCat(name, " is longer than 64 KiB"));
  text.resize(static_cast<size_t>(in.gcount()));
  Config config;
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (!parser.ParseFromString(text, &config)) return Wrong(absl::StrCat(name, ":", error.text()));
  const absl::Status taken = Take(config, std::filesystem::absolute(file).parent_path(), settings);
  return taken.ok() ? taken : Wrong(absl::StrCat(name, ": ", taken.message()));
}

}  // namespace adagio::server
