#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/in_flight.h"
#include "services/platform/rpc/lane.h"
#include "services/platform/rpc/ports.h"
#include "services/platform/rpc/rules.h"
#include "services/platform/rpc/token.h"

namespace adagio::rpc {

// The one door. Every generated method's body is one line:
//
//   return door_.Serve<v1::GetThingRequest, v1::GetThingResponse>(
//       context, request, response, "adagio.x.v1.XService/GetThing", [this](const auto& call) { return GetThing(call);
//       });
//
// A call passes these steps or is refused at the first it fails: known rule · who · fields · deadline · admission ·
// access · handler · audit · answer. A refusal, and an answer to a read, leaves after its audit record is durable. The
// handler runs on a worker thread and may block; nothing else does. Safe from any thread.
class Door {
 public:
  struct Ports {
    const RuleBook& rules;
    TokenVerifier& tokens;
    Accounts& accounts;
    AccessLog& log;
    const Clock& clock;
    Entropy& entropy;
  };
  struct Options {
    size_t read_threads = 8;
    size_t write_threads = 16;
    // Most waiting reads that a worker takes together: who calls is asked once for all of them.
    size_t reads_together = 64;
    size_t read_queue = 512;
    size_t write_queue = 512;
    // Most calls whose answers gRPC still holds: altogether, and of one principal.
    size_t calls = 2048;
    size_t unread_of_principal = 256;
    // Most calls without an answer: of one principal, in one practice, and refused ones that await their record.
    size_t calls_of_principal = 64;
    size_t calls_in_practice = 512;
    size_t refusals = 128;
  };
  template <typename Request, typename Response>
  using Handler = std::function<absl::StatusOr<Response>(const Authorized<Request>&)>;

  Door(Ports ports, const Options& options);
  explicit Door(Ports ports) : Door(ports, Options{}) {}
  // No call may be under way any more: stop the door, then the host, and then let go of both.
  ~Door();

  // Sees the call through. `method` is the full name with one slash; a request or response type that is not the
  // method's is answered as our fault.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Serve(grpc::CallbackServerContext* context, const Request* request, Response* response,
                                  absl::string_view method, Handler<Request, Response> handler) {
    auto* call = new CallOf<Request, Response>(*this, *context, *request, *response, method, std::move(handler));
    Enter(*call, Request::descriptor(), Response::descriptor());
    return call;
  }

  // Refuses new calls with SHUTTING_DOWN, works off those that wait for at most `grace`, then refuses the rest too.
  // Returns when no handler runs any more. The answers may still await their audit record.
  void Stop(absl::Duration grace);

 private:
  template <typename Request, typename Response>
  class CallOf;

  void Enter(Call& call, const google::protobuf::Descriptor* request, const google::protobuf::Descriptor* response);
  absl::Status Check(Call& call, const google::protobuf::Descriptor* request,
                     const google::protobuf::Descriptor* response);
  absl::Status Recognise(Call& call);
  absl::Status Admit(Call& call);
  void Ask(absl::Span<Call* const> calls);
  void Work(Call& call);
  absl::Status Relate(Call& call);
  absl::Status Run(Call& call);
  void TurnAway(Call& call, absl::Status why);
  void RecordThenFinish(Call& call, absl::Status result);
  void Finish(Call& call, const absl::Status& result);
  absl::Status Incident(const Call& call, const absl::Status& cause);

  const Ports ports_;
  const Options options_;
  InFlight in_flight_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> hurrying_ = false;
  Lane<Call*> reads_;
  Lane<Call*> writes_;
};

// A call with its types: the only maker of Authorized.
template <typename Request, typename Response>
class Door::CallOf final : public Call {
 public:
  CallOf(Door& door, grpc::CallbackServerContext& context, const Request& request, Response& response,
         absl::string_view method, Handler<Request, Response> handler)
      : Call(context, request, method, door.in_flight_),
        request_(request),
        response_(response),
        handler_(std::move(handler)) {}

  absl::Status Handle(Scope scope, RequestKey key) override {
    // Reads may not ask others: they would wait for the lane they hold (peers.h).
    const OnBehalf on_behalf = rule->changes() ? OnBehalf(token.Read(Reveal::kToPassOn), deadline) : OnBehalf();
    absl::StatusOr<Response> answer =
        handler_(Authorized<Request>(request_, std::move(scope), std::move(key), on_behalf));
    if (!answer.ok()) return std::move(answer).status();
    answer_ = *std::move(answer);
    return absl::OkStatus();
  }
  void GiveAnswer() override { response_ = std::move(answer_); }

 private:
  const Request& request_;
  Response& response_;
  const Handler<Request, Response> handler_;
  Response answer_;
};

}  // namespace adagio::rpc
