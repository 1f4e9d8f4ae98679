#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/server_process.h"

namespace adagio::test {

// An installation whose services run in a process each, over one store. Each listens at a Unix socket that stays its
// own, so that the others find it again after a restart.
class SplitServers {
 public:
  // Starts them in the order of `services`; the first runs the database. `options` are for all.
  SplitServers(const std::vector<std::string>& services, const std::vector<std::string>& options);
  // Those that joined end before the one they joined.
  ~SplitServers();

  std::filesystem::path data() const { return folder_.path() / "data"; }
  std::string AddressOf(const std::string& service) const;
  // Those of all, with commas.
  std::string addresses() const;
  ServerProcess& at(const std::string& service) { return *servers_.at(service); }
  // Whether all returned 0.
  bool StopAll();

 private:
  const storage::TestFolder folder_;
  const std::vector<std::string> services_;
  std::map<std::string, std::unique_ptr<ServerProcess>> servers_;
};

}  // namespace adagio::test
