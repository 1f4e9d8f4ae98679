#include <grpc/support/log.h>

#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/synchronization/mutex.h"
#include "services/platform/foundation/log.h"
#include "services/server/server.h"

namespace {

// gRPC's own messages may name peers and repeat what they sent: a log gets the place in gRPC's sources alone.
void LogOfGrpc(gpr_log_func_args* args) {
  if (args->severity != GPR_LOG_SEVERITY_ERROR) return;
  const absl::string_view file = args->file;
  adagio::Log(adagio::LogLevel::kWarning, "grpc.error",
              {{"file", file.substr(file.rfind('/') + 1)}, {"line", int64_t{args->line}}});
}

}  // namespace

// adagiod: starts what the command line asks for, says where, and waits for SIGTERM or SIGINT.
int main(int argc, char** argv) {
  const absl::StatusOr<adagio::server::Settings> settings =
      adagio::server::SettingsFrom(std::vector<std::string>(argv + 1, argv + argc));
  if (!settings.ok()) {
    std::cerr << "adagiod: " << settings.status().message() << '\n';
    return 2;
  }
  if (settings->help) {
    std::cout << adagio::server::kHelp;
    return 0;
  }
  // Debian's Abseil looks for deadlocks at every lock that gRPC takes, in release too.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  // Blocked before any thread starts, so that only this one hears of them.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  gpr_set_log_function(LogOfGrpc);
  adagio::NameLogs(absl::StrJoin(settings->services, ","));

  absl::StatusOr<std::unique_ptr<adagio::server::Server>> server = adagio::server::Server::Start(*settings);
  if (!server.ok()) {
    std::cerr << "adagiod: " << server.status().message() << '\n';
    return 1;
  }
  const std::string metrics = (*server)->metrics_address();
  std::cout << "ready " << (*server)->address() << (metrics.empty() ? "" : " metrics " + metrics) << std::endl;
  int signal = 0;
  sigwait(&ends, &signal);
  adagio::Log("stopping");
  server->reset();
  return 0;
}
