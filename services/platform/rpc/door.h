#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/exchange.h"
#include "services/platform/rpc/in_flight.h"
#include "services/platform/rpc/lane.h"
#include "services/platform/rpc/meter.h"
#include "services/platform/rpc/ports.h"
#include "services/platform/rpc/rules.h"
#include "services/platform/rpc/stream_call.h"
#include "services/platform/rpc/streams.h"
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
    absl::Duration reads_patience = absl::Microseconds(500);  // for those to become more
    size_t read_queue = 512;
    size_t write_queue = 512;
    // Most calls whose answers gRPC still holds: altogether, and of one principal. gRPC says on threads of its own that
    // it is rid of an answer, and may say so tens of milliseconds late where the machine is busy: there is room for as
    // many as a client with all its places in use may be answered meanwhile, so that only one that does not read fills
    // it.
    size_t calls = 4096;
    size_t unread_of_principal = 1024;
    // Most calls without an answer: of one principal, in one practice, and refused ones that await their record.
    size_t calls_of_principal = 64;
    size_t calls_in_practice = 512;
    size_t refusals = 128;
    // Most open streams: altogether, of one principal, in one practice.
    size_t streams = 1024;
    size_t streams_of_principal = 64;
    size_t streams_in_practice = 256;
    // How often tokens of open streams are looked at, and how often whether their callers still stand.
    absl::Duration look_at_streams = absl::Seconds(1);
    absl::Duration recheck_streams = absl::Minutes(1);
    // How long the record of a re-check covers what is sent after it.
    absl::Duration record_covers = absl::Seconds(10);
    // A reader who leaves a message unread for so long is told to come again, and cut off after thrice as long.
    absl::Duration slow_reader = absl::Seconds(10);
    // Most open exchanges: altogether, and of one principal; most bytes of one message; how long the next may take.
    size_t exchanges = 256;
    size_t exchanges_of_principal = 4;
    size_t message_of_exchange = 64 * 1024;
    absl::Duration idle_exchange = absl::Seconds(30);
    // An integration's token must be bound to the client certificate of its connection. Off for development alone.
    bool bound_integrations = false;
  };
  template <typename Request, typename Response>
  using Handler = std::function<absl::StatusOr<Response>(const Authorized<Request>&)>;

  Door(Ports ports, const Options& options);
  explicit Door(Ports ports) : Door(ports, Options{}) {}
  // No call may be under way any more: stop the door, then the host, and then let go of both.
  ~Door();

  // For what the server does by itself, with no caller, such as passing on what nobody looked after: the record of
  // access names nobody. What is read in it is shown to nobody. `purpose` as an access rule says it.
  static Scope OfTheServer(const PracticeId& practice, const UnitId& unit, std::string method, std::string purpose);

  // Sees the call through. `method` is the full name with one slash; a request or response type that is not the
  // method's is answered as our fault.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Serve(grpc::CallbackServerContext* context, const Request* request, Response* response,
                                  absl::string_view method, Handler<Request, Response> handler) {
    auto* call = new CallOf<Request, Response>(*this, *context, *request, *response, method, std::move(handler));
    Enter(*call, Request::descriptor(), Response::descriptor());
    return call;
  }

  // Sees the opening of a stream through, by the same steps. `open` is what a handler is to a call; it keeps the stream
  // if there is ever to be anything on it.
  template <typename Request>
  using Opening = std::function<absl::Status(const Authorized<Request>&, std::shared_ptr<Stream>)>;
  template <typename Request, typename Response>
  grpc::ServerWriteReactor<Response>* ServeStream(grpc::CallbackServerContext* context, const Request* request,
                                                  absl::string_view method, Opening<Request> open) {
    auto* reactor = new ReactorOf<Response>();
    auto stream = std::make_shared<StreamOf<Request, Response>>(*this, *context, *request, method, std::move(open));
    StreamOf<Request, Response>& call = *stream;
    call.Bind(reactor);
    reactor->stream = std::move(stream);
    Enter(call, Request::descriptor(), Response::descriptor());
    return reactor;
  }

  // Sees a client's messages through one after the other, each as a call of its own and in the same place as the first
  // (exchange.h). In exchange_of.h.
  template <typename Request, typename Response>
  grpc::ServerBidiReactor<Request, Response>* ServeExchange(grpc::CallbackServerContext* context,
                                                            absl::string_view method,
                                                            Handler<Request, Response> handler);

  // The same call in one of the practice's units, of a call that names none. Whether its caller is related to that unit
  // has not been checked: who asks does so, inside the transaction that relies on it.
  static Scope Narrow(const Scope& scope, const UnitId& unit) {
    return Scope(scope.practice(), unit, scope.principal(), scope.method(), scope.purpose(), 0);
  }

  // Sends each parcel after its stream's caller was looked at again, all of them at once: token, account, relation.
  // Whoever no longer stands gets a refusal in its place, and the stream is over. May block; not for gRPC's threads.
  void Deliver(std::vector<Parcel> parcels);

  // Ends every stream and exchange, refuses new calls with SHUTTING_DOWN, works off those that wait for at most
  // `grace`, then refuses the rest too. Returns when no handler runs any more. The answers may still await their audit
  // record.
  void Stop(absl::Duration grace);

  const Meter& meter() const { return meter_; }
  const Lane<Call*>& reads() const { return reads_; }
  const Lane<Call*>& writes() const { return writes_; }
  // Calls whose answers gRPC still holds.
  size_t calls_in_flight() const;

 private:
  template <typename Request, typename Response>
  class CallOf;
  template <typename Response>
  class ReactorOf;
  template <typename Request, typename Response>
  class StreamOf;
  template <typename Request, typename Response>
  class TurnOf;
  template <typename Request, typename Response>
  class ExchangeReactor;
  template <typename Request, typename Response>
  class ExchangeOf;

  void Enter(Call& call, const google::protobuf::Descriptor* request, const google::protobuf::Descriptor* response);
  absl::Status Check(Call& call, const google::protobuf::Descriptor* request,
                     const google::protobuf::Descriptor* response);
  absl::Status Recognise(Call& call);
  absl::Status Admit(Call& call);
  void Ask(absl::Span<Call* const> calls);
  void Work(Call& call);
  absl::Status Relate(Call& call);
  AccessRecord RecordOf(const Call& call, const absl::Status& result) const;
  absl::Status Run(Call& call);
  void TurnAway(Call& call, absl::Status why);
  void RecordThenFinish(Call& call, absl::Status result);
  void Finish(Call& call, const absl::Status& result);
  absl::Status Incident(const Call& call, const absl::Status& cause);

  // Streams (door_streams.cc).
  absl::Status MakeRoom(StreamCall& stream);
  void LookAt(const Streams::All& streams);
  absl::Status VerifyAgain(const StreamCall& stream);
  // How each caller stands now.
  std::vector<absl::Status> Recheck(const Streams::All& streams);
  void RecordAgain(const std::shared_ptr<StreamCall>& stream);
  void Expel(const std::shared_ptr<StreamCall>& stream, const absl::Status& why);
  void EndStreams();

  // Exchanges (door_exchanges.cc).
  void Open(std::shared_ptr<Exchange> exchange, const grpc::CallbackServerContext& context);
  void LookAtExchanges();
  void EndExchanges();

  const Ports ports_;
  const Options options_;
  InFlight in_flight_;
  Meter meter_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> hurrying_ = false;
  Lane<Call*> reads_;
  Lane<Call*> writes_;
  Exchanges exchanges_;
  std::chrono::steady_clock::time_point rechecked_ = std::chrono::steady_clock::now();  // of the thread of streams_
  Streams streams_;
};

// A call with its types: the only maker of Authorized.
template <typename Request, typename Response>
class Door::CallOf final : public Call, public grpc::ServerUnaryReactor {
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
  void Leave(const grpc::Status& status) override { grpc::ServerUnaryReactor::Finish(status); }
  void OnCancel() override { cancelled = true; }
  void OnDone() override { delete this; }

 private:
  const Request& request_;
  Response& response_;
  const Handler<Request, Response> handler_;
  Response answer_;
};

// What gRPC tells of a stream.
template <typename Response>
class Door::ReactorOf final : public grpc::ServerWriteReactor<Response> {
 public:
  void OnWriteDone(bool) override { stream->Written(); }
  void OnCancel() override { stream->Cancelled(); }
  void OnDone() override {
    stream->Gone();
    delete this;
  }
  std::shared_ptr<StreamCall> stream;
};

// A stream with its types.
template <typename Request, typename Response>
class Door::StreamOf final : public StreamCall {
 public:
  StreamOf(Door& door, grpc::CallbackServerContext& context, const Request& request, absl::string_view method,
           Opening<Request> open)
      : StreamCall(context, request, method, door.in_flight_), door_(door), request_(request), open_(std::move(open)) {}

  void Bind(ReactorOf<Response>* reactor) { reactor_ = reactor; }
  absl::Status Handle(Scope scope, RequestKey key) override {
    Place(scope);
    RETURN_IF_ERROR(door_.MakeRoom(*this));
    door_.streams_.Add(reactor_->stream);
    return open_(Authorized<Request>(request_, std::move(scope), std::move(key), OnBehalf()), reactor_->stream);
  }
  void Gone() override {
    StreamCall::Gone();
    door_.streams_.Remove(this);
  }

 protected:
  void StartWrite(const google::protobuf::Message& message) override {
    reactor_->StartWrite(static_cast<const Response*>(&message));
  }
  void Finish(const grpc::Status& status) override { reactor_->Finish(status); }

 private:
  Door& door_;
  const Request& request_;
  const Opening<Request> open_;
  ReactorOf<Response>* reactor_ = nullptr;
};

}  // namespace adagio::rpc
