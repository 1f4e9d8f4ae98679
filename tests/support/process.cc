#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "services/platform/storage/child.h"

namespace adagio::test {
namespace {

[[noreturn]] void Become(char* const* arguments, int out, int err, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  setsid();
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  execv(arguments[0], arguments);
  _exit(127);
}

int Milliseconds(absl::Duration duration) {
  const absl::Duration left = std::max(duration, absl::ZeroDuration());
  return static_cast<int>(absl::ToInt64Milliseconds(absl::Ceil(left, absl::Milliseconds(1))));
}

}  // namespace

Process::Process(const std::vector<std::string>& command) {
  if (access(command[0].c_str(), X_OK) != 0) throw std::runtime_error("there is no program " + command[0]);
  const std::string err_file = (folder_.path() / "stderr").string();
  const int err = open(err_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int ends[2];
  if (err < 0 || pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("cannot keep what a process prints");
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ == 0) Become(arguments.data(), ends[1], err, parent);
  close(ends[1]);
  close(err);
  printed_ = ends[0];
  ending_ = pid_ < 0 ? -1 : storage::OpenEnding(pid_);
  if (ending_ < 0) throw std::runtime_error("cannot launch a process");
}

Process::~Process() {
  if (!ended_) {
    Signal(SIGKILL);
    Reap();
  }
  close(ending_);
  close(printed_);
}

void Process::Signal(int signal) const { storage::SignalBehind(ending_, signal); }

bool Process::Listen(absl::Duration patience) {
  pollfd waited[2] = {{printed_, POLLIN, 0}, {ending_, POLLIN, 0}};
  if (poll(waited, 2, Milliseconds(patience)) <= 0) return false;
  char bytes[4096];
  if ((waited[0].revents & POLLIN) != 0) {
    const ssize_t read_bytes = read(printed_, bytes, sizeof(bytes));
    if (read_bytes > 0) out_.append(bytes, static_cast<size_t>(read_bytes));
    return true;
  }
  if ((waited[1].revents & POLLIN) != 0) Reap();
  return true;
}

std::string Process::FirstLine(absl::Duration patience) {
  const absl::Duration until = Elapsed() + patience;
  while (out_.find('\n') == std::string::npos && !ended_) {
    if (!Listen(until - Elapsed())) break;
  }
  const size_t end = out_.find('\n');
  return end == std::string::npos ? std::string() : out_.substr(0, end);
}

bool Process::EndsWithin(absl::Duration patience) {
  const absl::Duration until = Elapsed() + patience;
  while (!ended_ && Listen(until - Elapsed())) {
  }
  return ended_;
}

void Process::Reap() {
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  ended_ = true;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Process::err() const { return TextOf(folder_.path() / "stderr"); }

std::string TextOf(const std::filesystem::path& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

bool Long() { return std::getenv("ADAGIO_LONG") != nullptr; }

absl::Duration Elapsed() { return absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch()); }

}  // namespace adagio::test
