#pragma once

// Declares one unary method of a generated CallbackService as what it always is: straight through the door to the
// method of the same name of `api_`. The class has members `door_` and `api_`, and v1 is its contract's namespace.
#define ADAGIO_SERVED(Service, Method)                                                                            \
  grpc::ServerUnaryReactor* Method(grpc::CallbackServerContext* context, const v1::Method##Request* request,      \
                                   v1::Method##Response* response) override {                                     \
    return door_.Serve<v1::Method##Request, v1::Method##Response>(                                                \
        context, request, response, Service "/" #Method, [this](const auto& call) { return api_.Method(call); }); \
  }

// The same of a method that answers with a stream; the member of `api_` takes the stream too.
#define ADAGIO_STREAMED(Service, Method)                                                                \
  grpc::ServerWriteReactor<v1::Method##Response>* Method(grpc::CallbackServerContext* context,          \
                                                         const v1::Method##Request* request) override { \
    return door_.ServeStream<v1::Method##Request, v1::Method##Response>(                                \
        context, request, Service "/" #Method,                                                          \
        [this](const auto& call, auto stream) { return api_.Method(call, std::move(stream)); });        \
  }

// The same of a method whose client sends messages, each of which `api_` answers (exchange_of.h).
#define ADAGIO_EXCHANGED(Service, Method)                                                                          \
  grpc::ServerBidiReactor<v1::Method##Request, v1::Method##Response>* Method(grpc::CallbackServerContext* context) \
      override {                                                                                                   \
    return door_.ServeExchange<v1::Method##Request, v1::Method##Response>(                                         \
        context, Service "/" #Method, [this](const auto& call) { return api_.Method(call); });                     \
  }
