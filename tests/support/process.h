#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/storage/test_database.h"

namespace adagio::test {

// A program in a process of its own. It is killed with this object, and when the thread that launched it ends, however
// it ends: a test that dies leaves nothing running. Used by one thread at a time, except for pid and Signal.
class Process {
 public:
  // Throws where there is no such program.
  explicit Process(const std::vector<std::string>& command);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  void Signal(int signal) const;
  // Reads what the process prints until it has printed a whole line, has ended, or `patience` is over. The first line,
  // without its end; empty in the latter cases.
  std::string FirstLine(absl::Duration patience);
  // Whether the process ends within `patience`.
  bool EndsWithin(absl::Duration patience);
  // Once it has ended: what it returned, or 128 plus the signal that killed it.
  int exit_code() const { return exit_code_; }
  // What it has printed so far, and what it has written to stderr so far.
  const std::string& out() const { return out_; }
  std::string err() const;

 private:
  // Waits for the next thing the process prints, or its end. False after `patience`.
  bool Listen(absl::Duration patience);
  void Reap();

  const storage::TestFolder folder_;
  pid_t pid_ = 0;
  int ending_ = -1;
  int printed_ = -1;
  std::string out_;
  bool ended_ = false;
  int exit_code_ = -1;
};

// The text of a file; empty where it cannot be read.
std::string TextOf(const std::filesystem::path& file);

// Whether the long budgets were asked for.
bool Long();

// A time that only goes forward, to measure with.
absl::Duration Elapsed();

}  // namespace adagio::test
