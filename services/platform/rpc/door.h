#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/rpc/ports.h"

namespace adagio::rpc {

// DRAFT of the one door; see the design notes. Every generated method's body is one line:
//
//   return door_.Serve<v1::GetThingRequest, v1::GetThingResponse>(context, request, response,
//   "adagio.x.v1.XService/GetThing",
//       [this](const auto& call) { return GetThing(call); });
class Door {
 public:
  template <typename Request, typename Response>
  using Handler = std::function<absl::StatusOr<Response>(const Authorized<Request>&)>;

  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Serve(grpc::CallbackServerContext* context, const Request* request, Response* response,
                                  absl::string_view method, Handler<Request, Response> handler);
};

}  // namespace adagio::rpc
