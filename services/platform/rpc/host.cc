#include "services/platform/rpc/host.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/foundation/status.h"

namespace adagio::rpc {
namespace {

// Room for a token of 8 KiB beside what clients add themselves.
constexpr int kMetadataBytes = 16 * 1024;

bool IsHere(absl::string_view address) {
  for (const absl::string_view prefix : {"unix:", "127.0.0.1:", "localhost:", "[::1]:"}) {
    if (absl::StartsWith(address, prefix)) return true;
  }
  return false;
}

// Whether a living process listens on the Unix socket: gRPC would take its place without a word.
bool IsListening(absl::string_view path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return false;
  std::memcpy(address.sun_path, path.data(), path.size());
  const int socket_file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_file < 0) return false;
  const bool answered = connect(socket_file, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(socket_file);
  return answered;
}

absl::Status CannotServe(absl::string_view address, absl::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat("cannot serve at ", address, ": ", why));
}

void Configure(const Host::Options& options, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(options.receive_limit);
  // Two servers on one port would share its calls in silence.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.streams_per_connection);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytes);
  grpc::ResourceQuota quota;
  quota.Resize(options.memory);
  builder.SetResourceQuota(quota);
}

// gRPC asks a variable of the whole process whether a server it starts has health.
std::unique_ptr<grpc::Server> Build(grpc::ServerBuilder& builder, bool health) {
  static Mutex mutex;
  MutexLock lock(mutex);
  grpc::EnableDefaultHealthCheckService(health);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  grpc::EnableDefaultHealthCheckService(false);
  return server;
}

}  // namespace

absl::Status Host::Check(const Options& options) {
  if (options.credentials == nullptr && !options.behind_front && !IsHere(options.address)) {
    return CannotServe(options.address, "plaintext beyond this machine");
  }
  absl::string_view path = options.address;
  if (absl::ConsumePrefix(&path, "unix:") && IsListening(path)) return CannotServe(options.address, "in use");
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Host>> Host::Start(const Options& options, const std::vector<grpc::Service*>& services) {
  RETURN_IF_ERROR(Check(options));
  if (options.reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  Configure(options, builder);
  int port = 0;
  builder.AddListeningPort(
      options.address, options.credentials == nullptr ? grpc::InsecureServerCredentials() : options.credentials, &port);
  for (grpc::Service* service : services) builder.RegisterService(service);
  std::unique_ptr<grpc::Server> server = Build(builder, options.health);
  if (server == nullptr) return CannotServe(options.address, "in use, or not an address of this machine");
  if (options.health) {
    for (const std::string& name : options.healthy) server->GetHealthCheckService()->SetServingStatus(name, true);
  }
  std::string address = options.address;
  if (!absl::StartsWith(address, "unix:")) {
    address = absl::StrCat(absl::string_view(address).substr(0, address.rfind(':')), ":", port);
  }
  return std::unique_ptr<Host>(new Host(std::move(server), std::move(address)));
}

Host::~Host() { Stop(absl::ZeroDuration()); }

void Host::Retire() {
  if (grpc::HealthCheckServiceInterface* health = server_->GetHealthCheckService()) health->Shutdown();
}

void Host::Stop(absl::Duration grace) {
  server_->Shutdown(std::chrono::system_clock::now() + absl::ToChronoNanoseconds(std::min(grace, absl::Hours(24))));
  server_->Wait();
}

}  // namespace adagio::rpc
