#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace adagio::rpc {

// A gRPC server at one address. To end: Door::Stop, Host::Stop, then destroy both.
class Host {
 public:
  struct Options {
    // "127.0.0.1:0" for any free port, "unix:/path/to/socket", or another host and port.
    std::string address = "127.0.0.1:0";
    // Plaintext where null; accepted on this machine only, unless a front that ends TLS is said to stand before it.
    std::shared_ptr<grpc::ServerCredentials> credentials;
    bool behind_front = false;
    // grpc.health.v1 for the whole server (""), and for each service that `healthy` names.
    bool health = true;
    std::vector<std::string> healthy;
    // The contracts for tools to read. Once on in a process, on for every host started later.
    bool reflection = false;
    int receive_limit = 256 * 1024;
    int streams_per_connection = 128;
    size_t memory = size_t{512} << 20;
  };

  // FAILED_PRECONDITION that names the address where nothing may be served at it, as far as that is known before
  // anything is bound: plaintext beyond this machine, or a Unix socket in use.
  static absl::Status Check(const Options& options);
  // Serves `services`, which outlive the host. FAILED_PRECONDITION that names the address when it cannot be had: in
  // use, not of this machine, or plaintext beyond it.
  static absl::StatusOr<std::unique_ptr<Host>> Start(const Options& options,
                                                     const std::vector<grpc::Service*>& services);
  ~Host();

  // Where clients connect: the given address with the port that was bound.
  const std::string& address() const { return address_; }
  // A channel that reaches this host without leaving the process. Calls on it pass the door as any other.
  std::shared_ptr<grpc::Channel> InProcessChannel() { return server_->InProcessChannel(grpc::ChannelArguments()); }
  // From now on health says NOT_SERVING: whoever chooses among servers goes elsewhere. Calls are taken as before.
  void Retire();
  // Takes no new calls, lets those under way end within `grace`, then cancels them. Returns when all have ended.
  void Stop(absl::Duration grace);

 private:
  Host(std::unique_ptr<grpc::Server> server, std::string address)
      : server_(std::move(server)), address_(std::move(address)) {}

  const std::unique_ptr<grpc::Server> server_;
  const std::string address_;
};

}  // namespace adagio::rpc
