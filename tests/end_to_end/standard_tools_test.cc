#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <future>

#include "tests/support/person.h"
#include "tests/support/server_process.h"

// What tools that know nothing of Adagio ask of any gRPC server: its health and its contracts.

namespace adagio::test {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using testing::Contains;
using testing::Not;

// The public contract of grpc.health.v1, as far as it is asked here.
constexpr char kHealth[] = R"(
  name: "health.proto" package: "test.health" syntax: "proto3"
  message_type { name: "Request" field { name: "service" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL } }
  message_type { name: "Response" field { name: "status" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL } }
)";
constexpr int kServing = 1;

class Health {
 public:
  explicit Health(const Line& line) : stub_(line.channel()) {
    google::protobuf::FileDescriptorProto file;
    google::protobuf::TextFormat::ParseFromString(kHealth, &file);
    pool_.BuildFile(file);
  }

  // What the server says of `service`, or the code it refuses with, negative.
  int Of(const std::string& service) {
    const std::unique_ptr<Message> request = New("test.health.Request");
    request->GetReflection()->SetString(request.get(), request->GetDescriptor()->FindFieldByName("service"), service);
    const std::unique_ptr<Message> response = New("test.health.Response");
    grpc::ClientContext context;
    const grpc::Slice sent(request->SerializeAsString());
    const grpc::ByteBuffer asked(&sent, 1);
    grpc::ByteBuffer answered;
    std::promise<grpc::Status> ended;
    stub_.UnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::StubOptions(), &asked, &answered,
                    [&](grpc::Status status) { ended.set_value(std::move(status)); });
    const grpc::Status status = ended.get_future().get();
    if (!status.ok()) return -status.error_code();
    grpc::Slice bytes;
    EXPECT_TRUE(answered.DumpToSingleSlice(&bytes).ok());
    EXPECT_TRUE(response->ParseFromArray(bytes.begin(), static_cast<int>(bytes.size())));
    return response->GetReflection()->GetInt32(*response, response->GetDescriptor()->FindFieldByName("status"));
  }

 private:
  std::unique_ptr<Message> New(const std::string& name) {
    return std::unique_ptr<Message>(factory_.GetPrototype(pool_.FindMessageTypeByName(name))->New());
  }

  grpc::GenericStub stub_;
  DescriptorPool pool_;
  google::protobuf::DynamicMessageFactory factory_{&pool_};
};

// The names that grpc.reflection.v1alpha lists. Its contract is in this program, as it is in every server.
std::vector<std::string> Reflected(const Line& line) {
  const auto* pool = DescriptorPool::generated_pool();
  const auto* method = pool->FindMethodByName("grpc.reflection.v1alpha.ServerReflection.ServerReflectionInfo");
  if (method == nullptr) return {};
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  const std::unique_ptr<Message> request(factory->GetPrototype(method->input_type())->New());
  google::protobuf::TextFormat::ParseFromString("list_services: \"*\"", request.get());

  grpc::GenericStub stub(line.channel());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  void* tag = nullptr;
  bool went = false;
  const auto next = [&] { return queue.Next(&tag, &went) && went; };
  const auto stream =
      stub.PrepareCall(&context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  const grpc::Slice sent(request->SerializeAsString());
  grpc::ByteBuffer answered;
  stream->StartCall(nullptr);
  if (!next()) return {};
  stream->Write(grpc::ByteBuffer(&sent, 1), nullptr);
  if (!next()) return {};
  stream->Read(&answered, nullptr);
  if (!next()) return {};
  stream->WritesDone(nullptr);
  next();
  grpc::Status status;
  stream->Finish(&status, nullptr);
  next();

  const std::unique_ptr<Message> response(factory->GetPrototype(method->output_type())->New());
  grpc::Slice bytes;
  if (!answered.DumpToSingleSlice(&bytes).ok()) return {};
  response->ParseFromArray(bytes.begin(), static_cast<int>(bytes.size()));
  const auto* list = response->GetDescriptor()->FindFieldByName("list_services_response");
  const Message& services = response->GetReflection()->GetMessage(*response, list);
  const auto* service = services.GetDescriptor()->FindFieldByName("service");
  std::vector<std::string> names;
  for (int i = 0; i < services.GetReflection()->FieldSize(services, service); ++i) {
    const Message& one = services.GetReflection()->GetRepeatedMessage(services, service, i);
    names.push_back(one.GetReflection()->GetString(one, one.GetDescriptor()->FindFieldByName("name")));
  }
  return names;
}

TEST(TheStandardTools, FindEveryServiceListedAndHealthy) {
  const storage::TestFolder folder;
  const ServerProcess server({"--data=" + folder.path().string(), "--story-clock"});
  const Line line(server.address());
  Health health(line);
  EXPECT_EQ(health.Of(""), kServing);
  const std::vector<std::string> listed = Reflected(line);
  int ours = 0;
  for (const std::string& name : listed) {
    if (name.rfind("adagio.", 0) != 0) continue;
    ++ours;
    EXPECT_EQ(health.Of(name), kServing) << name;
    EXPECT_NE(DescriptorPool::generated_pool()->FindServiceByName(name), nullptr) << name;
  }
  EXPECT_GE(ours, 8);
  EXPECT_THAT(listed, Contains("adagio.homework.v1.HomeworkService"));
}

TEST(TheStandardTools, FindNoServiceThatAnotherProcessHas) {
  const storage::TestFolder folder;
  const ServerProcess server({"--data=" + folder.path().string(), "--services=directory"});
  const Line line(server.address());
  Health health(line);
  EXPECT_EQ(health.Of("adagio.directory.v1.DirectoryService"), kServing);
  EXPECT_EQ(health.Of("adagio.homework.v1.HomeworkService"), -grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(health.Of("adagio.server.v1.StoryService"), -grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(Reflected(line), Not(Contains("adagio.homework.v1.HomeworkService")));
}

}  // namespace
}  // namespace adagio::test
