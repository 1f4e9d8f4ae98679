#include "services/platform/storage/child.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/patience.h"

namespace adagio::storage {
namespace {

// Everything the new process needs, made before the fork: afterwards nothing may allocate.
struct Plan {
  std::vector<char*> arguments;
  int input;
  int log;
  int failure;  // the write end of a pipe that closes when the program starts
  pid_t parent;
};

// Runs in the new process.
[[noreturn]] void Become(const Plan& plan) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent may have ended before that line.
  if (getppid() != plan.parent) _exit(1);
  // Not of the terminal's group: a Ctrl-C there is for the parent, which stops the child in order.
  setsid();
  for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  dup2(plan.input, STDIN_FILENO);
  dup2(plan.log, STDOUT_FILENO);
  dup2(plan.log, STDERR_FILENO);
  close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
  execv(plan.arguments[0], plan.arguments.data());
  const int error = errno;
  [[maybe_unused]] const ssize_t told = write(plan.failure, &error, sizeof(error));
  _exit(127);
}

// An open file or pipe end that is closed with its scope.
struct Opened {
  explicit Opened(int file) : file(file) {}
  ~Opened() {
    if (file >= 0) close(file);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  int file;
};

}  // namespace

// glibc 2.36 declares the wrappers of these two calls for C only.
int OpenEnding(pid_t pid) { return static_cast<int>(syscall(SYS_pidfd_open, pid, 0)); }

void SignalBehind(int ending, int signal) { syscall(SYS_pidfd_send_signal, ending, signal, nullptr, 0); }

bool EndedWithin(int ending, absl::Duration timeout) {
  const Patience patience(timeout);
  while (true) {
    pollfd waited{ending, POLLIN, 0};
    const absl::Duration left = absl::Ceil(patience.left(), absl::Milliseconds(1));
    const int ready = poll(&waited, 1, static_cast<int>(absl::ToInt64Milliseconds(left)));
    if (ready > 0) return true;
    if (ready == 0) return false;
    if (errno != EINTR) return false;
  }
}

absl::StatusOr<std::unique_ptr<Child>> Child::Launch(const std::vector<std::string>& arguments,
                                                     const std::filesystem::path& input,
                                                     const std::filesystem::path& log) {
  const Opened in(open(input.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", input.string()));
  const Opened out(open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  if (out.file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", log.string()));
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return absl::ErrnoToStatus(errno, "cannot make a pipe");
  const Opened failure(ends[0]);
  Opened told(ends[1]);

  Plan plan{{}, in.file, out.file, told.file, getpid()};
  for (const std::string& argument : arguments) plan.arguments.push_back(const_cast<char*>(argument.c_str()));
  plan.arguments.push_back(nullptr);
  const pid_t pid = fork();
  if (pid < 0) return absl::ErrnoToStatus(errno, "cannot fork");
  if (pid == 0) Become(plan);

  std::unique_ptr<Child> child(new Child(pid, OpenEnding(pid)));
  if (child->ending_ < 0) return absl::ErrnoToStatus(errno, "cannot watch a process");
  close(told.file);
  told.file = -1;
  int error = 0;
  if (read(failure.file, &error, sizeof(error)) == sizeof(error)) {
    return absl::ErrnoToStatus(error, absl::StrCat("cannot run ", arguments[0]));
  }
  return child;
}

Child::~Child() {
  if (!reaped_) {
    Signal(SIGKILL);
    Reap();
  }
  if (ending_ >= 0) close(ending_);
}

void Child::Signal(int signal) const {
  if (!reaped_) kill(pid_, signal);
}

bool Child::EndsWithin(absl::Duration timeout) const { return EndedWithin(ending_, timeout); }

int Child::Reap() {
  while (!reaped_ && waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
  }
  reaped_ = true;
  return status_;
}

}  // namespace adagio::storage
