#include "tests/support/server_process.h"

#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "services/platform/storage/child.h"

namespace adagio::test {
namespace {

constexpr absl::Duration kLongestStart = absl::Minutes(2);
constexpr absl::Duration kLongestStop = absl::Minutes(1);

}  // namespace

ServerProcess::ServerProcess(std::vector<std::string> options) : options_(std::move(options)) { Start(); }

ServerProcess::~ServerProcess() {
  // Stopped rather than killed, so that its database ends in order too; Process kills what does not.
  if (process_ == nullptr) return;
  process_->Signal(SIGCONT);
  process_->Signal(SIGTERM);
  process_->EndsWithin(kLongestStop);
}

void ServerProcess::Start() {
  std::vector<std::string> command = {ServerBinary(), "--listen=127.0.0.1:0"};
  command.insert(command.end(), options_.begin(), options_.end());
  process_ = std::make_unique<Process>(command);
  const std::string line = process_->FirstLine(kLongestStart);
  absl::string_view address = line;
  if (!absl::ConsumePrefix(&address, "ready ")) throw std::runtime_error("adagiod is not ready: " + process_->err());
  MutexLock lock(mutex_);
  const std::pair<std::string, std::string> both = absl::StrSplit(address, absl::MaxSplits(" metrics ", 1));
  address_ = both.first;
  metrics_address_ = both.second;
}

void ServerProcess::Kill() {
  const pid_t database = database_pid();
  const int ending = database == 0 ? -1 : storage::OpenEnding(database);
  process_->Signal(SIGKILL);
  process_->EndsWithin(kLongestStop);
  if (ending < 0) return;
  storage::EndedWithin(ending, kLongestStop);
  close(ending);
}

int ServerProcess::Stop() {
  process_->Signal(SIGTERM);
  if (!process_->EndsWithin(kLongestStop)) throw std::runtime_error("adagiod does not stop: " + process_->err());
  return process_->exit_code();
}

std::string ServerProcess::address() const {
  MutexLock lock(mutex_);
  return address_;
}

std::string ServerProcess::metrics_address() const {
  MutexLock lock(mutex_);
  return metrics_address_;
}

pid_t ServerProcess::database_pid() const {
  const std::vector<pid_t> databases = ChildrenOf(pid(), "mariadbd");
  return databases.empty() ? 0 : databases.front();
}

std::string ServerBinary() { return ADAGIO_BINARIES "/adagiod"; }
std::string ClientBinary() { return ADAGIO_BINARIES "/adagio"; }

std::vector<pid_t> ChildrenOf(pid_t pid, const std::string& program) {
  std::vector<pid_t> children;
  std::error_code gone;
  for (const auto& thread : std::filesystem::directory_iterator(absl::StrCat("/proc/", pid, "/task"), gone)) {
    std::ifstream list(thread.path() / "children");
    for (pid_t child = 0; list >> child;) {
      if (TextOf(absl::StrCat("/proc/", child, "/comm")) == program + "\n") children.push_back(child);
    }
  }
  return children;
}

}  // namespace adagio::test
