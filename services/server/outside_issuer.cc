#include "services/server/outside_issuer.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/rpc/http_get.h"

namespace adagio::server {
namespace {

absl::StatusOr<std::string> ReadFile(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  // One more than a key set may have, so that too long a one is told from a good one.
  std::string text(rpc::kLongestKeySet + 1, '\0');
  if (!in || std::filesystem::is_directory(file)) return absl::UnavailableError("cannot be read");
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(in.gcount()));
  return text;
}

rpc::IssuerKeys::Read ReaderOf(const IssuerSettings& settings) {
  if (!settings.keys_file.empty()) {
    return [file = settings.keys_file](const std::atomic<bool>&) { return ReadFile(file); };
  }
  return [url = settings.keys_url](const std::atomic<bool>& stopping) { return rpc::HttpGetJson(url, stopping); };
}

// Open says what is wrong with a file.
rpc::IssuerKeys::FirstRead FirstReadOf(const IssuerSettings& settings) {
  return settings.keys_file.empty() ? rpc::IssuerKeys::FirstRead::kLogged : rpc::IssuerKeys::FirstRead::kAwaited;
}

}  // namespace

absl::StatusOr<std::unique_ptr<OutsideIssuer>> OutsideIssuer::Open(const IssuerSettings& settings, const Clock& clock) {
  std::unique_ptr<OutsideIssuer> issuer(new OutsideIssuer(settings, clock));
  if (settings.keys_file.empty()) return issuer;
  const absl::Status read = issuer->keys_.AwaitRead();
  if (read.ok()) return issuer;
  return absl::FailedPreconditionError(
      absl::StrCat("the issuer's keys in ", settings.keys_file.string(), " cannot be used: ", read.message()));
}

OutsideIssuer::OutsideIssuer(const IssuerSettings& settings, const Clock& clock)
    : keys_(ReaderOf(settings), settings.algorithms, clock, FirstReadOf(settings)),
      verifier_(keys_, settings.rules, clock) {}

}  // namespace adagio::server
