#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/cli/story/outcome.h"

namespace adagio::story {

// The server a story is played against, reached through its public contracts alone; or several that are one together,
// each with some of the services. Safe to call from any thread.
class Server {
 public:
  explicit Server(const std::shared_ptr<grpc::Channel>& channel) { lines_.emplace_back(channel); }
  // Asks each of several which contracts it serves, and from then on sends a call to the first that serves its method.
  // UNAVAILABLE that names the address where none answers.
  static absl::StatusOr<std::unique_ptr<Server>> At(const std::vector<std::string>& addresses);

  // Calls `method`; `token` goes along as a bearer token unless it is empty. Waits 20 s at most. UNIMPLEMENTED where
  // none of several serves it.
  Outcome Call(const google::protobuf::MethodDescriptor& method, const google::protobuf::Message& request,
               const std::string& token);

  // The way to who serves `method`, for calls that Call cannot make; null where none of several does.
  std::shared_ptr<grpc::Channel> ChannelFor(const google::protobuf::MethodDescriptor& method);

 private:
  struct Line {
    explicit Line(const std::shared_ptr<grpc::Channel>& to) : channel(to), stub(to) {}
    std::shared_ptr<grpc::Channel> channel;
    grpc::GenericStub stub;
  };

  Server() = default;
  Line* LineFor(const google::protobuf::MethodDescriptor& method);

  std::deque<Line> lines_;
  std::map<std::string, Line*> by_contract_;  // empty where there is one
};

}  // namespace adagio::story
