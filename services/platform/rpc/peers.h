#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/host.h"
#include "services/platform/rpc/on_behalf.h"

namespace adagio::rpc {

// How a service asks another what its own caller may know: through the other's public methods, under the caller's token
// and within the caller's deadline. A contract that this process serves is asked inside the process, any other at the
// address given for it. Asking waits.
//
// No cycle of waiting: a call that changes something runs on the door's write lane and asks for reads only, which run
// on the read lane; a call that reads may not ask. So the write lane may wait for the read lane, in this process or in
// another, and nothing waits for the write lane. What must ask without changing anything does not run on a lane (a
// stream has its own thread).
//
// Made before the services that use it; the host, which starts after them, is told to it last. Safe from any thread.
class Peers {
 public:
  struct Options {
    // By package of the contract, for example "adagio.homework.v1".
    std::map<std::string, std::string> elsewhere;
    // For all of them. Plaintext where null.
    std::shared_ptr<grpc::ChannelCredentials> credentials;
  };

  explicit Peers(Options options);
  Peers() : Peers(Options()) {}

  // From now on the contracts of `packages` are asked at `host`, which stays until LetGo.
  void AskHere(Host& host, const std::vector<std::string>& packages);
  // Asks nothing inside this process any more. To be called when no handler runs, before the host goes.
  void LetGo();

  // What `method` of another service answers to `request`. Its code, without its text, where it refuses; see
  // OutOfReach. `method` is, for example, &homework::v1::HomeworkService::Stub::GetUnitHomework; it changes nothing.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Ask(const OnBehalf& caller,
                               grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                               const Request& request) const {
    grpc::ClientContext context;
    absl::StatusOr<std::shared_ptr<grpc::Channel>> channel = Prepare(caller, *Request::descriptor(), context);
    if (!channel.ok()) return channel.status();
    Stub stub(*channel);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return Refused(status);
    return response;
  }

  // Whether an error of Ask says that the other service could not answer, and not that the caller may not know.
  static bool OutOfReach(const absl::Status& status);

 private:
  absl::StatusOr<std::shared_ptr<grpc::Channel>> Prepare(const OnBehalf& caller,
                                                         const google::protobuf::Descriptor& request,
                                                         grpc::ClientContext& context) const;
  static absl::Status Refused(const grpc::Status& status);

  std::map<std::string, std::shared_ptr<grpc::Channel>> elsewhere_;
  mutable Mutex mutex_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> here_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio::rpc
