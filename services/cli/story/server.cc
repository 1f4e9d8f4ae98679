#include "services/cli/story/server.h"

#include <chrono>
#include <condition_variable>
#include <future>

#include "absl/strings/str_cat.h"
#include "adagio/server/v1/server.pb.h"
#include "google/rpc/status.pb.h"

namespace adagio::story {
namespace {

using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;

constexpr std::chrono::seconds kPatience(20);

grpc::ByteBuffer ToBuffer(const Message& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

std::string ToBytes(grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  if (!buffer.DumpToSingleSlice(&slice).ok()) return "";
  return std::string(reinterpret_cast<const char*>(slice.begin()), slice.size());
}

grpc::Status CallAndWait(grpc::GenericStub& stub, grpc::ClientContext& context, const MethodDescriptor& method,
                         const grpc::ByteBuffer& request, grpc::ByteBuffer& answer) {
  std::promise<grpc::Status> ended;
  const std::string path = absl::StrCat("/", method.service()->full_name(), "/", method.name());
  stub.UnaryCall(&context, path, grpc::StubOptions(), &request, &answer,
                 [&ended](grpc::Status status) { ended.set_value(std::move(status)); });
  return ended.get_future().get();
}

const MethodDescriptor& GetServerMethod() {
  const auto* file = server::v1::GetServerRequest::descriptor()->file();
  return *file->FindServiceByName("ServerService")->FindMethodByName("GetServer");
}

void ReadDetails(const std::string& bytes, Outcome& outcome) {
  google::rpc::Status details;
  if (!details.ParseFromString(bytes)) return;
  for (const google::protobuf::Any& detail : details.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad;
    if (detail.UnpackTo(&info)) outcome.reason = info.reason();
    if (!detail.UnpackTo(&bad)) continue;
    for (const auto& violation : bad.field_violations()) outcome.violates.push_back(violation.field());
  }
}

Outcome Refused(const grpc::Status& status) {
  Outcome outcome;
  outcome.code = static_cast<absl::StatusCode>(status.error_code());
  outcome.message = status.error_message();
  outcome.bytes = absl::StrCat(status.error_code(), "\n", status.error_message(), "\n", status.error_details());
  ReadDetails(status.error_details(), outcome);
  return outcome;
}

}  // namespace

std::string Outcome::Name() const {
  const std::string name = absl::StatusCodeToString(code);
  return reason.empty() ? name : absl::StrCat(name, "/", reason);
}

absl::StatusOr<std::unique_ptr<Server>> Server::At(const std::vector<std::string>& addresses) {
  std::unique_ptr<Server> server(new Server());
  for (const std::string& address : addresses) {
    const auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
    server->lines_.emplace_back(channel);
    if (addresses.size() == 1) break;
    const Outcome said = Server(channel).Call(GetServerMethod(), server::v1::GetServerRequest(), "");
    if (!said.ok()) return absl::UnavailableError(absl::StrCat("no server answers at ", address, ": ", said.message));
    for (const std::string& contract : static_cast<const server::v1::GetServerResponse&>(*said.answer).contracts()) {
      server->by_contract_.emplace(contract, &server->lines_.back());
    }
  }
  return server;
}

std::shared_ptr<grpc::Channel> Server::ChannelFor(const MethodDescriptor& method) {
  const Line* line = LineFor(method);
  return line == nullptr ? nullptr : line->channel;
}

Server::Line* Server::LineFor(const MethodDescriptor& method) {
  if (by_contract_.empty()) return &lines_.front();
  const auto found = by_contract_.find(method.file()->package());
  return found == by_contract_.end() ? nullptr : found->second;
}

Outcome Server::Call(const MethodDescriptor& method, const Message& request, const std::string& token) {
  Line* const line = LineFor(method);
  if (line == nullptr) {
    Outcome nobody;
    nobody.code = absl::StatusCode::kUnimplemented;
    nobody.message = absl::StrCat("none of the servers serves ", method.file()->package());
    return nobody;
  }
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  if (!token.empty()) context.AddMetadata("authorization", absl::StrCat("Bearer ", token));
  const grpc::ByteBuffer sent = ToBuffer(request);
  grpc::ByteBuffer received;
  const grpc::Status status = CallAndWait(line->stub, context, method, sent, received);
  if (!status.ok()) return Refused(status);

  Outcome outcome;
  outcome.bytes = ToBytes(received);
  outcome.answer_size = static_cast<int64_t>(outcome.bytes.size());
  const Message* prototype = MessageFactory::generated_factory()->GetPrototype(method.output_type());
  outcome.answer.reset(prototype->New());
  if (outcome.answer->ParseFromString(outcome.bytes)) return outcome;
  outcome.answer = nullptr;
  outcome.code = absl::StatusCode::kInternal;
  outcome.message = "the answer is not of the contract's type";
  return outcome;
}

}  // namespace adagio::story
