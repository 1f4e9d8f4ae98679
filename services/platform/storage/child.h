#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace adagio::storage {

// A process launched by this one, in a session of its own. It is killed when the *thread* that launched it ends,
// however it ends, and when this object is destroyed.
class Child {
 public:
  // `arguments` begin with the program's path; it reads the file `input` and appends what it prints to the file `log`.
  // NOT_FOUND when there is no such program.
  static absl::StatusOr<std::unique_ptr<Child>> Launch(const std::vector<std::string>& arguments,
                                                       const std::filesystem::path& input,
                                                       const std::filesystem::path& log);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  // Becomes readable when the process ends.
  int ending() const { return ending_; }
  void Signal(int signal) const;
  // Waits up to `timeout` and tells whether the process has ended.
  bool EndsWithin(absl::Duration timeout) const;
  // Waits for the end and returns the status as waitpid gives it.
  int Reap();

 private:
  Child(pid_t pid, int ending) : pid_(pid), ending_(ending) {}
  const pid_t pid_;
  const int ending_;
  bool reaped_ = false;
  int status_ = 0;
};

// A file that stands for process `pid`, ours or not, and becomes readable when it ends; negative, with errno, when
// there is none. The caller closes it.
int OpenEnding(pid_t pid);
// Waits up to `timeout` for the process behind `ending` and tells whether it has ended.
bool EndedWithin(int ending, absl::Duration timeout);
// Sends `signal` to the process behind `ending`, and to no later one that was given its number.
void SignalBehind(int ending, int signal);

}  // namespace adagio::storage
