#pragma once

#include <memory>
#include <utility>

#include "services/platform/rpc/door.h"

namespace adagio::rpc {

// One message of an exchange, with its types.
template <typename Request, typename Response>
class Door::TurnOf final : public Turn {
 public:
  TurnOf(Exchange& exchange, grpc::CallbackServerContext& context, const Request& request, Response& response,
         absl::string_view method, InFlight& in_flight, const Handler<Request, Response>& handler)
      : Turn(exchange, context, request, method, in_flight),
        request_(request),
        response_(response),
        handler_(handler) {}

  absl::Status Handle(Scope scope, RequestKey key) override {
    RETURN_IF_ERROR(exchange_.StayAt(scope));
    const OnBehalf on_behalf(token.Read(Reveal::kToPassOn), deadline);
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
  const Handler<Request, Response>& handler_;
  Response answer_;
};

// What gRPC tells of an exchange.
template <typename Request, typename Response>
class Door::ExchangeReactor final : public grpc::ServerBidiReactor<Request, Response> {
 public:
  explicit ExchangeReactor(Door& door) : door_(door) {}
  void OnReadDone(bool any) override { exchange->Arrived(any); }
  void OnWriteDone(bool ok) override { exchange->Written(ok); }
  void OnCancel() override { exchange->Cancelled(); }
  void OnDone() override {
    door_.exchanges_.Remove(exchange.get());
    delete this;
  }
  std::shared_ptr<Exchange> exchange;

 private:
  Door& door_;
};

// An exchange with its types.
template <typename Request, typename Response>
class Door::ExchangeOf final : public Exchange {
 public:
  ExchangeOf(Door& door, grpc::CallbackServerContext& context, absl::string_view method,
             Handler<Request, Response> handler, ExchangeReactor<Request, Response>& reactor)
      : Exchange(context, door.in_flight_),
        door_(door),
        context_(context),
        method_(method),
        handler_(std::move(handler)),
        reactor_(reactor) {}

 protected:
  std::unique_ptr<Turn> NextTurn() override {
    return std::make_unique<TurnOf<Request, Response>>(*this, context_, request_, response_, method_, door_.in_flight_,
                                                       handler_);
  }
  void Enter(Turn& turn) override { door_.Enter(turn, Request::descriptor(), Response::descriptor()); }
  void StartRead() override { reactor_.StartRead(&request_); }
  void StartWrite() override { reactor_.StartWrite(&response_); }
  void Finish(const grpc::Status& status) override { reactor_.Finish(status); }

 private:
  Door& door_;
  grpc::CallbackServerContext& context_;
  const std::string method_;
  const Handler<Request, Response> handler_;
  ExchangeReactor<Request, Response>& reactor_;
  Request request_;
  Response response_;
};

template <typename Request, typename Response>
grpc::ServerBidiReactor<Request, Response>* Door::ServeExchange(grpc::CallbackServerContext* context,
                                                                absl::string_view method,
                                                                Handler<Request, Response> handler) {
  auto* reactor = new ExchangeReactor<Request, Response>(*this);
  reactor->exchange =
      std::make_shared<ExchangeOf<Request, Response>>(*this, *context, method, std::move(handler), *reactor);
  Open(reactor->exchange, *context);
  return reactor;
}

}  // namespace adagio::rpc
