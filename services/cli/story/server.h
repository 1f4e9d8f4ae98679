#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "services/cli/story/outcome.h"

namespace adagio::story {

// The server a story is played against, reached through its public contracts alone. Safe to call from any thread.
class Server {
 public:
  explicit Server(std::shared_ptr<grpc::Channel> channel) : stub_(std::move(channel)) {}

  // Calls `method`; `token` goes along as a bearer token unless it is empty. Waits 20 s at most.
  Outcome Call(const google::protobuf::MethodDescriptor& method, const google::protobuf::Message& request,
               const std::string& token);

 private:
  grpc::GenericStub stub_;
};

}  // namespace adagio::story
