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

// The public contracts of grpc.health.v1 and grpc.reflection.v1alpha, as far as they are asked here: numbers and types,
// under names of our own.
constexpr char kContracts[] = R"(
  name: "standard.proto" package: "test" syntax: "proto3"
  message_type { name: "HealthRequest" field { name: "service" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL } }
  message_type { name: "HealthResponse" field { name: "status" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL } }
  message_type {
    name: "ReflectionRequest" field { name: "list_services" number: 7 type: TYPE_STRING label: LABEL_OPTIONAL }
  }
  message_type {
    name: "ReflectionResponse"
    field { name: "services" number: 6 type: TYPE_MESSAGE type_name: ".test.Services" label: LABEL_OPTIONAL }
  }
  message_type {
    name: "Services"
    field { name: "service" number: 1 type: TYPE_MESSAGE type_name: ".test.Service" label: LABEL_REPEATED }
  }
  message_type { name: "Service" field { name: "name" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL } }
)";
constexpr int kServing = 1;

class StandardContracts {
 public:
  StandardContracts() {
    google::protobuf::FileDescriptorProto file;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kContracts, &file));
    EXPECT_NE(pool_.BuildFile(file), nullptr);
  }
  std::unique_ptr<Message> New(const std::string& name) const {
    return std::unique_ptr<Message>(factory_.GetPrototype(pool_.FindMessageTypeByName(name))->New());
  }
  static const google::protobuf::FieldDescriptor* Field(const Message& message, const std::string& name) {
    return message.GetDescriptor()->FindFieldByName(name);
  }

 private:
  DescriptorPool pool_;
  mutable google::protobuf::DynamicMessageFactory factory_{&pool_};
};

void Read(grpc::ByteBuffer& buffer, Message& message) {
  grpc::Slice bytes;
  EXPECT_TRUE(buffer.DumpToSingleSlice(&bytes).ok());
  EXPECT_TRUE(message.ParseFromArray(bytes.begin(), static_cast<int>(bytes.size())));
}

// What the server says of `service`, or the code it refuses with, negative.
int HealthOf(const Line& line, const std::string& service) {
  const StandardContracts contracts;
  const std::unique_ptr<Message> request = contracts.New("test.HealthRequest");
  request->GetReflection()->SetString(request.get(), contracts.Field(*request, "service"), service);
  const grpc::Slice sent(request->SerializeAsString());
  const grpc::ByteBuffer asked(&sent, 1);
  grpc::ByteBuffer answered;
  grpc::ClientContext context;
  std::promise<grpc::Status> ended;
  grpc::GenericStub stub(line.channel());
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::StubOptions(), &asked, &answered,
                 [&](grpc::Status status) { ended.set_value(std::move(status)); });
  const grpc::Status status = ended.get_future().get();
  if (!status.ok()) return -status.error_code();
  const std::unique_ptr<Message> response = contracts.New("test.HealthResponse");
  Read(answered, *response);
  return response->GetReflection()->GetInt32(*response, contracts.Field(*response, "status"));
}

// The names that grpc.reflection.v1alpha lists; none where it does not answer.
std::vector<std::string> Reflected(const Line& line) {
  const StandardContracts contracts;
  const std::unique_ptr<Message> request = contracts.New("test.ReflectionRequest");
  google::protobuf::TextFormat::ParseFromString("list_services: \"*\"", request.get());
  grpc::GenericStub stub(line.channel());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto went = [&] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  const auto stream =
      stub.PrepareCall(&context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  const grpc::Slice sent(request->SerializeAsString());
  grpc::ByteBuffer answered;
  stream->StartCall(nullptr);
  if (!went()) return {};
  stream->Write(grpc::ByteBuffer(&sent, 1), nullptr);
  if (!went()) return {};
  stream->Read(&answered, nullptr);
  if (!went()) return {};
  stream->WritesDone(nullptr);
  went();
  grpc::Status status;
  stream->Finish(&status, nullptr);
  went();

  const std::unique_ptr<Message> response = contracts.New("test.ReflectionResponse");
  Read(answered, *response);
  const Message& list = response->GetReflection()->GetMessage(*response, contracts.Field(*response, "services"));
  const auto* field = contracts.Field(list, "service");
  std::vector<std::string> names;
  for (int i = 0; i < list.GetReflection()->FieldSize(list, field); ++i) {
    const Message& one = list.GetReflection()->GetRepeatedMessage(list, field, i);
    names.push_back(one.GetReflection()->GetString(one, contracts.Field(one, "name")));
  }
  return names;
}

TEST(TheStandardTools, FindEveryServiceListedAndHealthy) {
  const storage::TestFolder folder;
  const ServerProcess server({"--data=" + folder.path().string(), "--story-clock"});
  const Line line(server.address());
  EXPECT_EQ(HealthOf(line, ""), kServing);
  const std::vector<std::string> listed = Reflected(line);
  int ours = 0;
  for (const std::string& name : listed) {
    if (name.rfind("adagio.", 0) != 0) continue;
    ++ours;
    EXPECT_EQ(HealthOf(line, name), kServing) << name;
    EXPECT_NE(DescriptorPool::generated_pool()->FindServiceByName(name), nullptr) << name;
  }
  EXPECT_GE(ours, 8);
  EXPECT_THAT(listed, Contains("adagio.homework.v1.HomeworkService"));
}

TEST(TheStandardTools, FindNoServiceThatAnotherProcessHas) {
  const storage::TestFolder folder;
  const ServerProcess server({"--data=" + folder.path().string(), "--services=directory"});
  const Line line(server.address());
  EXPECT_EQ(HealthOf(line, "adagio.directory.v1.DirectoryService"), kServing);
  EXPECT_EQ(HealthOf(line, "adagio.homework.v1.HomeworkService"), -grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(HealthOf(line, "adagio.server.v1.StoryService"), -grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(Reflected(line), Not(Contains("adagio.homework.v1.HomeworkService")));
}

}  // namespace
}  // namespace adagio::test
