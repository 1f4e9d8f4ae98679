#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/foundation/mutex.h"
#include "tests/support/process.h"

namespace adagio::test {

// An adagiod of its own, on a loopback port that the system chooses. Stopped with this object.
class ServerProcess {
 public:
  // Returns when it is ready. `options` stand after --listen; throws with its last words when it does not get ready.
  explicit ServerProcess(std::vector<std::string> options);
  ~ServerProcess();

  // The same options again, after Kill or Stop. The address changes.
  void Start();
  // SIGKILL; returns when it and the database it supervised have ended.
  void Kill();
  // SIGTERM; returns what it returned. Throws when it does not end within a minute.
  int Stop();

  // Where it answers; of the last start. Safe from any thread.
  std::string address() const;
  // Where it shows metrics; empty where --metrics was not among the options.
  std::string metrics_address() const;
  pid_t pid() const { return process_->pid(); }
  // The mariadbd that it supervises at the moment; 0 where there is none.
  pid_t database_pid() const;
  // What it has written to stderr since its last start.
  std::string err() const { return process_->err(); }

 private:
  const std::vector<std::string> options_;
  std::unique_ptr<Process> process_;
  mutable Mutex mutex_;
  std::string address_ ABSL_GUARDED_BY(mutex_);
  std::string metrics_address_ ABSL_GUARDED_BY(mutex_);
};

// The path of adagiod, and of the client.
std::string ServerBinary();
std::string ClientBinary();

// The processes that `pid` launched and that still run, by the name of their program.
std::vector<pid_t> ChildrenOf(pid_t pid, const std::string& program);

}  // namespace adagio::test
