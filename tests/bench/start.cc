#include <signal.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "absl/strings/str_cat.h"
#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/child.h"
#include "services/platform/storage/credentials.h"
#include "services/platform/storage/server_program.h"
#include "tests/bench/measures.h"
#include "tests/bench/raw.h"

namespace adagio::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

double MillisecondsSince(SteadyClock::time_point begin) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - begin).count();
}

absl::StatusOr<double> StartAdagiod(const Bed& bed, const std::filesystem::path& folder) {
  const auto begin = SteadyClock::now();
  ASSIGN_OR_RETURN(const auto server, ServerProcess::Start({bed.programs + "/adagiod",
                                                            absl::StrCat("--data=", (folder / "data").string())},
                                                           folder / "adagiod.log"));
  const auto channel = grpc::CreateChannel(server->address(), grpc::InsecureChannelCredentials());
  grpc::ClientContext context;
  server::v1::GetServerResponse response;
  const grpc::Status status = server::v1::ServerService::Stub(channel).GetServer(&context, {}, &response);
  if (!status.ok()) return absl::UnavailableError(absl::StrCat("no first answer: ", status.error_message()));
  return MillisecondsSince(begin);
}

// Sets an empty folder up and starts mariadbd on it with adagiod's settings, and waits for one answer.
absl::StatusOr<double> StartMariadbd(const std::filesystem::path& folder) {
  const storage::Layout layout(folder);
  std::filesystem::create_directories(layout.scratch);
  std::filesystem::create_directories(layout.empty);
  ASSIGN_OR_RETURN(const std::string program, storage::FindServerProgram());
  const auto begin = SteadyClock::now();
  RETURN_IF_ERROR(storage::EnsureDataFolder(program, layout));
  RETURN_IF_ERROR(storage::WriteAccounts(layout, {{"root", "bench"}}));
  ASSIGN_OR_RETURN(const auto server,
                   storage::Child::Launch(storage::ServingArguments(program, layout, {}), "/dev/null", layout.log));
  absl::StatusOr<double> took = absl::DeadlineExceededError("mariadbd does not answer");
  while (MillisecondsSince(begin) < 60000) {
    const auto connection = RawConnection::Open({layout.socket.string(), "root", "bench"});
    if (connection.ok() && (*connection)->Ask("SELECT 1").ok()) {
      took = MillisecondsSince(begin);
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  server->Signal(SIGTERM);
  if (!server->EndsWithin(absl::Seconds(30))) server->Signal(SIGKILL);
  server->Reap();
  return took;
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

absl::StatusOr<Figures> MeasureStart(const Bed& bed, int rounds) {
  std::vector<double> ours;
  std::vector<double> theirs;
  for (int round = 0; round < rounds; ++round) {
    const TemporaryFolder own;
    ASSIGN_OR_RETURN(ours.emplace_back(), StartAdagiod(bed, own.path()));
    const TemporaryFolder bare;
    ASSIGN_OR_RETURN(theirs.emplace_back(), StartMariadbd(bare.path()));
  }
  return Figures{
      {.name = "start", .value = Median(ours), .limit = Median(theirs), .unit = "ms", .concurrency = 1, .n = rounds}};
}

}  // namespace adagio::bench
