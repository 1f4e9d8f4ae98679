#include "tests/support/split_servers.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace adagio::test {

SplitServers::SplitServers(const std::vector<std::string>& services, const std::vector<std::string>& options)
    : services_(services) {
  std::vector<std::string> peers;
  for (const std::string& service : services) peers.push_back(absl::StrCat(service, "=", AddressOf(service)));
  const char* folder = "--data=";
  for (const std::string& service : services) {
    std::vector<std::string> all = {absl::StrCat(folder, data().string()), absl::StrCat("--services=", service),
                                    absl::StrCat("--listen=", AddressOf(service)),
                                    absl::StrCat("--peers=", absl::StrJoin(peers, ","))};
    all.insert(all.end(), options.begin(), options.end());
    servers_[service] = std::make_unique<ServerProcess>(all);
    folder = "--join=";
  }
}

SplitServers::~SplitServers() {
  for (auto service = services_.rbegin(); service != services_.rend(); ++service) servers_.erase(*service);
}

std::string SplitServers::AddressOf(const std::string& service) const {
  return absl::StrCat("unix:", (folder_.path() / service).string());
}

std::string SplitServers::addresses() const {
  return absl::StrJoin(services_, ",",
                       [this](std::string* out, const std::string& service) { *out += AddressOf(service); });
}

bool SplitServers::StopAll() {
  bool well = true;
  for (auto service = services_.rbegin(); service != services_.rend(); ++service) {
    well = servers_.at(*service)->Stop() == 0 && well;
  }
  return well;
}

}  // namespace adagio::test
