#include "services/platform/storage/supervised_server.h"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/patience.h"
#include "services/platform/foundation/status.h"

namespace adagio::storage {
namespace {

constexpr absl::Duration kBetweenChecks = absl::Milliseconds(20);
// Recovery after a crash takes as long as its log is.
constexpr absl::Duration kLongestStart = absl::Minutes(10);
constexpr absl::Duration kLongestStop = absl::Minutes(1);
constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongestPause = absl::Seconds(5);

// Signals are for the threads of the program around us.
class AllSignalsBlocked {
 public:
  AllSignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~AllSignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

}  // namespace

SupervisedServer::SupervisedServer(Options options)
    : options_(std::move(options)), stop_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  CHECK(stop_ >= 0);
}

absl::StatusOr<std::unique_ptr<SupervisedServer>> SupervisedServer::Start(Options options) {
  std::unique_ptr<SupervisedServer> server(new SupervisedServer(std::move(options)));
  {
    const AllSignalsBlocked blocked;
    server->thread_ = std::thread(&SupervisedServer::Supervise, server.get());
  }
  absl::Status first;
  {
    MutexLock lock(server->mutex_);
    while (!server->decided_) server->changed_.Wait(server->mutex_);
    first = server->first_;
  }
  RETURN_IF_ERROR(first);
  return server;
}

SupervisedServer::~SupervisedServer() {
  CHECK(eventfd_write(stop_, 1) == 0);
  thread_.join();
  close(stop_);
}

pid_t SupervisedServer::pid() const {
  MutexLock lock(mutex_);
  return pid_;
}

void SupervisedServer::Supervise() {
  const absl::Status first = Raise();
  Announce(first);
  absl::Duration pause = kFirstPause;
  while (first.ok()) {
    // Where the last attempt failed there is no child whose end could be waited for.
    if (child_ != nullptr) {
      if (StoppedWithin(absl::InfiniteDuration())) break;
      Log(LogLevel::kWarning, "database.ended", {{"wait_status", int64_t{child_->Reap()}}});
    }
    const absl::Status raised = Raise();
    if (raised.ok()) {
      Log("database.restarted", {{"pid", int64_t{child_->pid()}}});
      pause = kFirstPause;
      continue;
    }
    Log(LogLevel::kError, "database.restart_failed");
    if (StoppedWithin(pause)) break;
    pause = std::min(pause * 2, kLongestPause);
  }
  if (child_ == nullptr) return;
  child_->Signal(SIGTERM);
  if (!child_->EndsWithin(kLongestStop)) Log(LogLevel::kWarning, "database.killed");
  child_.reset();
}

// Launches the server and returns when it answers.
absl::Status SupervisedServer::Raise() {
  SetPid(0);
  child_.reset();
  ASSIGN_OR_RETURN(child_, Child::Launch(options_.arguments, "/dev/null", options_.log));
  const Patience patience(kLongestStart);
  while (!Connection::Open(options_.check).ok()) {
    if (StoppedWithin(kBetweenChecks)) return absl::CancelledError("the database is stopped");
    const bool ended = child_->EndsWithin(absl::ZeroDuration());
    if (!ended && !patience.over()) continue;
    child_.reset();
    return absl::UnavailableError(absl::StrCat("the database does not start: see ", options_.log.string()));
  }
  SetPid(child_->pid());
  return absl::OkStatus();
}

void SupervisedServer::Announce(absl::Status first) {
  {
    MutexLock lock(mutex_);
    decided_ = true;
    first_ = std::move(first);
  }
  changed_.NotifyAll();
}

bool SupervisedServer::StoppedWithin(absl::Duration timeout) const {
  pollfd waited[2] = {{stop_, POLLIN, 0}, {child_ == nullptr ? -1 : child_->ending(), POLLIN, 0}};
  const int milliseconds =
      timeout == absl::InfiniteDuration() ? -1 : static_cast<int>(absl::ToInt64Milliseconds(timeout));
  while (poll(waited, 2, milliseconds) < 0 && errno == EINTR) {
  }
  return (waited[0].revents & POLLIN) != 0;
}

void SupervisedServer::SetPid(pid_t pid) {
  MutexLock lock(mutex_);
  pid_ = pid;
}

}  // namespace adagio::storage
