#include "services/platform/rpc/handler_probe.h"

#include <grpcpp/generic/generic_stub.h>

#include "absl/strings/str_cat.h"

namespace adagio::rpc {
namespace {

grpc::Status CallEmpty(grpc::GenericStub& stub, const std::string& method) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
  grpc::CompletionQueue queue;
  grpc::Slice nothing;
  grpc::ByteBuffer empty(&nothing, 1);
  const auto call = stub.PrepareUnaryCall(&context, method, empty, &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  return status;
}

bool IsServed(const MethodRule& rule, const grpc::Status& status) {
  if (!rule.open_to_anyone()) return status.error_code() == grpc::StatusCode::UNAUTHENTICATED;
  return status.ok() || status.error_code() == grpc::StatusCode::INVALID_ARGUMENT;
}

}  // namespace

std::vector<std::string> MethodsWithoutHandler(const RuleBook& rules, const std::shared_ptr<grpc::Channel>& channel) {
  grpc::GenericStub stub(channel);
  std::vector<std::string> missing;
  for (const absl::string_view method : rules.methods()) {
    const grpc::Status status = CallEmpty(stub, absl::StrCat("/", method));
    if (!IsServed(*rules.Find(method), status)) missing.emplace_back(method);
  }
  return missing;
}

}  // namespace adagio::rpc
