#include "services/server/settings.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/status.h"
#include "services/server/config.h"

namespace adagio::server {
namespace {

absl::Status Wrong(absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(what, "; see adagiod --help"));
}

absl::Status TakeServices(absl::string_view names, Settings& settings) {
  const std::set<std::string> known = Settings().services;
  settings.services.clear();
  for (const absl::string_view name : absl::StrSplit(names, ',')) {
    if (!known.contains(std::string(name))) return Wrong("--services names a service that there is not");
    settings.services.emplace(name);
  }
  return absl::OkStatus();
}

absl::Status TakePeers(absl::string_view peers, Settings& settings) {
  for (const absl::string_view peer : absl::StrSplit(peers, ',')) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(peer, absl::MaxSplits('=', 1));
    if (!Settings().services.contains(parts.first)) return Wrong("--peers names a service that there is not");
    if (parts.second.empty()) return Wrong("--peers needs NAME=ADDR,...");
    settings.peers[parts.first] = parts.second;
  }
  return absl::OkStatus();
}

absl::Status Take(absl::string_view name, absl::string_view value, Settings& settings) {
  if (name == "--data" || name == "--join") {
    settings.data = std::filesystem::path(std::string(value));
    settings.join = name == "--join";
    return value.empty() ? Wrong(absl::StrCat(name, " needs a folder")) : absl::OkStatus();
  }
  if (name == "--listen") {
    settings.listen = std::string(value);
    return value.empty() ? Wrong("--listen needs an address") : absl::OkStatus();
  }
  if (name == "--config") return absl::OkStatus();  // read before
  if (name == "--metrics") {
    settings.metrics = std::string(value);
    return value.empty() ? Wrong("--metrics needs HOST:PORT") : absl::OkStatus();
  }
  if (name == "--peers") return TakePeers(value, settings);
  if (name == "--services") return TakeServices(value, settings);
  if (name == "--seed") {
    return absl::SimpleAtoi(value, &settings.seed) ? absl::OkStatus() : Wrong("--seed needs a number");
  }
  return Wrong(absl::StrCat("unknown option ", name));
}

absl::Status TakeConfig(const std::vector<std::string>& args, Settings& settings) {
  std::vector<absl::string_view> files;
  for (absl::string_view arg : args) {
    if (absl::ConsumePrefix(&arg, "--config=")) files.push_back(arg);
  }
  if (files.empty()) return absl::OkStatus();
  if (files.size() > 1 || files[0].empty()) return Wrong("--config needs one file");
  return ReadConfig(std::string(files[0]), settings);
}

}  // namespace

const char kHelp[] = R"(adagiod: the Adagio server.

  adagiod --data=DIR [--listen=ADDR] [--services=NAME,...]

  --data=DIR        the data folder: its own database, keys and witness files; made on first use
  --join=DIR        use the database and keys of an adagiod that runs on DIR, as one more server beside it
  --listen=ADDR     host and port, or unix:/path; default 127.0.0.1:0 (any free port)
  --config=FILE     a textproto with all of this and more: TLS, an issuer of your own; see services/server/README.md
  --services=NAMES  which services run in this process: directory,intake,homework,notes,progress,feed (all by default)
  --metrics=ADDR    shows metrics for Prometheus at http://ADDR/metrics, host:port of this machine; off by default
  --metrics-anywhere  lets --metrics be an address that other machines reach
  --peers=NAME=ADDR,...  where the services are that run in other processes, for those here that ask them
  --story-clock     for stories: the clock stands still until a story moves it; on a data folder of its own, and
                    for all who join it
  --seed=N          for stories: ids follow from N (default 1)

It prints "ready ADDR" on stdout when it answers ("ready ADDR metrics ADDR", where asked for), and stops cleanly on SIGTERM or Ctrl-C.

Examples:
  adagiod --data=/var/lib/adagio --listen=127.0.0.1:8443
  adagiod --data=/var/lib/adagio --listen=127.0.0.1:8443 --services=directory,intake
  adagiod --join=/var/lib/adagio --listen=127.0.0.1:8444 --services=homework
)";

absl::StatusOr<Settings> SettingsFrom(const std::vector<std::string>& args) {
  Settings settings;
  RETURN_IF_ERROR(TakeConfig(args, settings));
  bool seeded = false;
  for (const std::string& arg : args) {
    if (arg == "--help") {
      settings.help = true;
      return settings;
    }
    if (arg == "--metrics-anywhere") {
      settings.metrics_anywhere = true;
      continue;
    }
    if (arg == "--story-clock") {
      settings.story = true;
      continue;
    }
    const std::pair<std::string, std::string> parts = absl::StrSplit(arg, absl::MaxSplits('=', 1));
    if (!absl::StrContains(arg, '=')) return Wrong(absl::StrCat("unknown or incomplete option ", parts.first));
    const absl::Status taken = Take(parts.first, parts.second, settings);
    if (!taken.ok()) return taken;
    seeded = seeded || parts.first == "--seed";
  }
  if (settings.data.empty()) return Wrong("--data=DIR is needed");
  if (settings.story && settings.issuer.has_value()) {
    return Wrong("--story-clock does not go with an issuer outside: its tokens live in real time");
  }
  if (settings.tls.has_value() && !settings.peers.empty()) {
    return Wrong("--peers does not go with TLS: processes ask each other in plaintext, on one machine");
  }
  if (settings.metrics_anywhere && settings.metrics.empty()) return Wrong("--metrics-anywhere goes with --metrics");
  if (seeded && !settings.story) return Wrong("--seed goes with --story-clock");
  return settings;
}

}  // namespace adagio::server
