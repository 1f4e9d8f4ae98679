#include "tests/bench/servers.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::bench {
namespace {

constexpr std::chrono::seconds kLongestStart(60);
constexpr absl::Duration kLongestStop = absl::Seconds(30);
constexpr absl::string_view kReady = "ready ";

// The address in the line that says so; empty while there is none.
std::string ReadyAddress(const std::filesystem::path& log) {
  std::ifstream file(log);
  for (std::string line; std::getline(file, line);) {
    // A line without its end is still being written.
    if (absl::string_view(line).substr(0, kReady.size()) == kReady && !file.eof()) return line.substr(kReady.size());
  }
  return "";
}

}  // namespace

absl::StatusOr<std::unique_ptr<ServerProcess>> ServerProcess::Start(const std::vector<std::string>& arguments,
                                                                    const std::filesystem::path& log) {
  std::filesystem::remove(log);
  ASSIGN_OR_RETURN(std::unique_ptr<storage::Child> child, storage::Child::Launch(arguments, "/dev/null", log));
  std::unique_ptr<ServerProcess> server(new ServerProcess(std::move(child)));
  const auto end = std::chrono::steady_clock::now() + kLongestStart;
  while (std::chrono::steady_clock::now() < end) {
    server->address_ = ReadyAddress(log);
    if (!server->address_.empty()) return server;
    if (server->child_->EndsWithin(absl::Milliseconds(2))) break;
  }
  std::ostringstream said;
  said << std::ifstream(log).rdbuf();
  return absl::UnavailableError(absl::StrCat(arguments.front(), " does not serve: ", said.str()));
}

ServerProcess::~ServerProcess() {
  child_->Signal(SIGTERM);
  if (!child_->EndsWithin(kLongestStop)) child_->Signal(SIGKILL);
  child_->Reap();
}

double CpuSecondsOf(pid_t pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/stat"));
  std::string line;
  if (!std::getline(file, line)) return 0;
  // The second field is a name that may hold anything; the 12th and 13th behind it are what we look for.
  const std::vector<std::string> fields = absl::StrSplit(line.substr(line.rfind(')') + 2), ' ');
  const double ticks = std::stod(fields.at(11)) + std::stod(fields.at(12));
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "adagio-bench-XXXXXX").string();
  CHECK(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace adagio::bench
