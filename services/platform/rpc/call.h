#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/request_key.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/foundation/sensitive.h"
#include "services/platform/foundation/standing.h"
#include "services/platform/rpc/in_flight.h"
#include "services/platform/rpc/rules.h"
#include "services/platform/rpc/token.h"

namespace adagio::rpc {

// One call on its way through the door: what gRPC gave, what the steps have found out, and how it leaves. Whoever holds
// it has it leave, once; it is gone when gRPC is done with it.
class Call {
 public:
  Call(grpc::CallbackServerContext& context, const google::protobuf::Message& request, absl::string_view method,
       InFlight& in_flight)
      : context(context), request(request), method(method), stay(in_flight), work(in_flight) {}

  // Runs the handler and keeps its answer. What the handler throws comes through.
  virtual absl::Status Handle(Scope scope, RequestKey key) = 0;
  // Puts the kept answer where gRPC takes it from.
  virtual void GiveAnswer() = 0;

  // The end of its way: with OK the answer is given, or the stream opens; otherwise it is refused.
  virtual void Leave(const grpc::Status& status) = 0;
  // Whether its answer is a stream.
  virtual bool streams() const { return false; }
  // Whether it is one message of an exchange.
  virtual bool exchanges() const { return false; }

  grpc::CallbackServerContext& context;
  const google::protobuf::Message& request;
  const std::string method;
  const std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  // Held until gRPC is rid of the answer: a client that never reads takes no more memory than its places.
  InFlight::Ticket stay;
  // Held until the answer is given.
  InFlight::Ticket work;
  // The client has gone away; nobody waits for an answer.
  std::atomic<bool> cancelled = false;

  const MethodRule* rule = nullptr;
  // As the client sent it; gRPC keeps it as long as the call.
  Sensitive<absl::string_view> token;
  std::optional<Identity> identity;
  // Where the named resource lies; nil where none was named or the name could not be read.
  PracticeId practice;
  UnitId unit;
  // The request names other things, and one of them lies elsewhere.
  bool reaches_elsewhere = false;
  // What the directory said of the caller, where it was asked.
  absl::StatusOr<Standing> standing = Standing();
  Principal principal;
  std::chrono::steady_clock::time_point deadline;
  bool admitted = false;

 protected:
  ~Call() = default;
};

}  // namespace adagio::rpc
