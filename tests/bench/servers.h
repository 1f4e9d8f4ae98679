#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/storage/child.h"

namespace adagio::bench {

// A server process that says "ready ADDR" once it answers. Stopped with the object, at the latest with this process.
class ServerProcess {
 public:
  // To be called from the main thread: the server lives no longer than the thread that started it.
  static absl::StatusOr<std::unique_ptr<ServerProcess>> Start(const std::vector<std::string>& arguments,
                                                              const std::filesystem::path& log);
  ~ServerProcess();

  const std::string& address() const { return address_; }
  pid_t pid() const { return child_->pid(); }

 private:
  explicit ServerProcess(std::unique_ptr<storage::Child> child) : child_(std::move(child)) {}

  std::unique_ptr<storage::Child> child_;
  std::string address_;
};

// Processor time a process has used so far, in seconds; 0 where there is none.
double CpuSecondsOf(pid_t pid);

// A new folder under the system's folder for such, removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace adagio::bench
