#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "adagio/server/v1/server.pb.h"
#include "google/rpc/status.pb.h"
#include "services/cli/story/credentials.h"
#include "services/cli/story/server.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/status.h"

// A server on loopback that answers what a test tells it to, for tests of the player.
namespace adagio::story {

class FakeServer final : public grpc::CallbackGenericService {
 public:
  // What came with a call.
  struct Heard {
    std::string bytes;  // the request
    std::string token;  // without "Bearer "
  };
  // Answers with a message's bytes or refuses.
  using Answer = std::function<absl::StatusOr<std::string>(const Heard&)>;

  FakeServer() : clock_(absl::FromUnixSeconds(1'900'000'000)) {
    On("adagio.server.v1.StoryService/AdvanceClock", [this](const Heard& heard) -> absl::StatusOr<std::string> {
      server::v1::AdvanceClockRequest request;
      request.ParseFromString(heard.bytes);
      const absl::Time now = clock_.Advance(absl::Seconds(request.by().seconds()));
      server::v1::AdvanceClockResponse response;
      response.mutable_now()->set_seconds(absl::ToUnixSeconds(now));
      return response.SerializeAsString();
    });
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterCallbackGenericService(this);
    server_ = builder.BuildAndStart();
  }
  ~FakeServer() override { server_->Shutdown(); }

  // From now on `method` ("package.Service/Method") is answered by `answer`. Set up before the first call.
  void On(const std::string& method, Answer answer) { answers_["/" + method] = std::move(answer); }
  // The same, always with `message`.
  void On(const std::string& method, const google::protobuf::Message& message) {
    On(method, [bytes = message.SerializeAsString()](const Heard&) { return bytes; });
  }
  void Forget(const std::string& method) { answers_.erase("/" + method); }

  std::string address() const { return absl::StrCat("127.0.0.1:", port_); }
  std::shared_ptr<grpc::Channel> channel() const {
    return grpc::CreateChannel(address(), grpc::InsecureChannelCredentials());
  }

 private:
  class Reactor final : public grpc::ServerGenericBidiReactor {
   public:
    Reactor(const FakeServer& owner, const grpc::GenericCallbackServerContext& context)
        : owner_(owner), context_(context) {
      StartRead(&request_);
    }
    void OnReadDone(bool ok) override {
      if (!ok) return Finish(grpc::Status::CANCELLED);
      const absl::StatusOr<std::string> answer = owner_.Respond(context_, request_);
      if (!answer.ok()) return Finish(OnTheWire(answer.status()));
      const grpc::Slice slice(*answer);
      answer_ = grpc::ByteBuffer(&slice, 1);
      StartWriteAndFinish(&answer_, grpc::WriteOptions(), grpc::Status::OK);
    }
    void OnDone() override { delete this; }

   private:
    const FakeServer& owner_;
    const grpc::GenericCallbackServerContext& context_;
    grpc::ByteBuffer request_;
    grpc::ByteBuffer answer_;
  };

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override {
    return new Reactor(*this, *context);
  }

  absl::StatusOr<std::string> Respond(const grpc::GenericCallbackServerContext& context,
                                      grpc::ByteBuffer& request) const {
    const auto answer = answers_.find(context.method());
    if (answer == answers_.end()) return absl::UnimplementedError("nothing here");
    Heard heard;
    grpc::Slice slice;
    request.DumpToSingleSlice(&slice);
    heard.bytes.assign(reinterpret_cast<const char*>(slice.begin()), slice.size());
    const auto token = context.client_metadata().find("authorization");
    if (token != context.client_metadata().end())
      heard.token.assign(token->second.data() + 7, token->second.size() - 7);
    return answer->second(heard);
  }

  static grpc::Status OnTheWire(const absl::Status& status) {
    google::rpc::Status details;
    details.set_code(static_cast<int>(status.code()));
    google::rpc::ErrorInfo info;
    info.set_reason(std::string(NameOf(ReasonOf(status))));
    if (!info.reason().empty()) details.add_details()->PackFrom(info);
    google::rpc::BadRequest bad;
    bad.add_field_violations()->set_field(FieldOf(status));
    if (!FieldOf(status).empty()) details.add_details()->PackFrom(bad);
    return grpc::Status(static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
                        details.SerializeAsString());
  }

  StoryClock clock_;
  int port_ = 0;
  std::map<std::string, Answer> answers_;
  std::unique_ptr<grpc::Server> server_;
};

// Tokens one can read: "role:subject@practice" and what is wrong with it.
class ReadableCredentials final : public Credentials {
 public:
  absl::StatusOr<std::string> Sign(const Actor& actor, absl::string_view practice, Token flaw, absl::Time) override {
    const std::string subject = actor.subject().empty() ? actor.name() : actor.subject();
    const std::string flawed = flaw == GOOD ? "" : absl::StrCat(" ", Token_Name(flaw));
    return absl::StrCat(Actor::Role_Name(actor.role()), ":", subject, "@", practice, flawed);
  }
};

}  // namespace adagio::story
