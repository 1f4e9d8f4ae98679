#include <gtest/gtest.h>

#include <thread>

#include "adagio/progress/v1/import.grpc.pb.h"
#include "services/platform/rpc/door_rig.h"
#include "services/platform/rpc/exchange_of.h"

namespace adagio::rpc {
namespace {

namespace v1 = progress::v1;

// A method that takes messages, and answers with the position of each.
class SomeImports final : public v1::ImportService::CallbackService {
 public:
  explicit SomeImports(Door& door) : door_(door) {}

  grpc::ServerBidiReactor<v1::ImportAdministrationsRequest, v1::ImportAdministrationsResponse>* ImportAdministrations(
      grpc::CallbackServerContext* context) override {
    return door_.ServeExchange<v1::ImportAdministrationsRequest, v1::ImportAdministrationsResponse>(
        context, "adagio.progress.v1.ImportService/ImportAdministrations",
        [this](const Authorized<v1::ImportAdministrationsRequest>& call)
            -> absl::StatusOr<v1::ImportAdministrationsResponse> {
          ++handled;
          v1::ImportAdministrationsResponse response;
          response.mutable_import()->set_position(call.request().position());
          if (call.request().position() == 13) return Refuse(Reason::kNotAvailable, "not the thirteenth");
          return response;
        });
  }

  std::atomic<int> handled = 0;

 private:
  Door& door_;
};

Door::Options Quick() {
  Door::Options options;
  options.look_at_streams = absl::Milliseconds(1);
  options.exchanges_of_principal = 2;
  return options;
}

v1::ImportAdministrationsRequest Message(int64_t position, const PracticeId& practice = kHere) {
  v1::ImportAdministrationsRequest request;
  request.set_request_id(std::string(kRequestId));
  request.set_practice(PracticeName(practice));
  request.set_position(position);
  request.add_rows()->set_line(1);
  return request;
}

// A client of one exchange.
struct Importing {
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReaderWriter<v1::ImportAdministrationsRequest, v1::ImportAdministrationsResponse>> stream;

  // The position that the answer says; -1 where there is none.
  int64_t Send(const v1::ImportAdministrationsRequest& request) {
    v1::ImportAdministrationsResponse response;
    return stream->Write(request) && stream->Read(&response) ? response.import().position() : -1;
  }
  std::string End() {
    stream->WritesDone();
    v1::ImportAdministrationsResponse response;
    while (stream->Read(&response)) {
    }
    const grpc::Status status = stream->Finish();
    return status.ok() ? "OK" : ReasonIn(status);
  }
  std::string SendInVain(const v1::ImportAdministrationsRequest& request) {
    EXPECT_EQ(Send(request), -1);
    return End();
  }
};

class AnExchange : public testing::Test {
 protected:
  explicit AnExchange(const Door::Options& options = Quick())
      : rules_(*RuleBook::Build({"adagio.progress.v1.ImportService"})),
        door_({rules_, tokens_, accounts_, log_, clock_, entropy_}, options) {
    accounts_.Add(Role::kTherapist, "thea");
    accounts_.Add(Role::kPartner, "ana");
    host_ = *Host::Start({}, {&imports_});
    stub_ = v1::ImportService::NewStub(grpc::CreateChannel(host_->address(), grpc::InsecureChannelCredentials()));
  }
  ~AnExchange() override {
    door_.Stop(absl::Seconds(5));
    host_->Stop(absl::Seconds(5));
  }

  std::unique_ptr<Importing> OpenAs(const std::string& token) {
    auto importing = std::make_unique<Importing>();
    DoorRig::Sign(importing->context, token);
    importing->stream = stub_->ImportAdministrations(&importing->context);
    return importing;
  }
  std::unique_ptr<Importing> Open(Role role = Role::kTherapist, const std::string& subject = "thea") {
    return OpenAs(*EmbeddedIssuer(key_).Mint({role, kHere, subject, clock_.Now()}));
  }

  StoryClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  SystemEntropy entropy_;
  const Es256Key key_ = Es256Key::Generate();
  EmbeddedVerifier tokens_{key_, clock_};
  SomeAccounts accounts_;
  SomeLog log_;
  const RuleBook rules_;
  Door door_;
  SomeImports imports_{door_};
  std::unique_ptr<Host> host_;
  std::unique_ptr<v1::ImportService::Stub> stub_;
};

TEST_F(AnExchange, AnswersEveryMessageInItsTurnAndEndsWithOkAfterTheLast) {
  const auto importing = Open();
  for (int64_t position = 20; position < 120; ++position) EXPECT_EQ(importing->Send(Message(position)), position);
  EXPECT_EQ(importing->End(), "OK");
  EXPECT_EQ(accounts_.asked(), 100) << "who calls is asked at every message";
}

TEST_F(AnExchange, TakesOneMessageAfterTheOtherFromAClientThatDoesNotWait) {
  const auto importing = Open();
  std::thread sender([&] {
    for (int64_t position = 20; position < 520; ++position) importing->stream->Write(Message(position));
    importing->stream->WritesDone();
  });
  v1::ImportAdministrationsResponse response;
  for (int64_t position = 20; importing->stream->Read(&response); ++position) {
    EXPECT_EQ(response.import().position(), position);
    EXPECT_LE(door_.calls_in_flight(), 1u);
  }
  sender.join();
  EXPECT_TRUE(importing->stream->Finish().ok());
  EXPECT_EQ(imports_.handled, 500);
}

TEST_F(AnExchange, IsRefusedByTheSameStepsAsACall) {
  EXPECT_EQ(OpenAs("")->SendInVain(Message(0)), "TOKEN_INVALID");
  EXPECT_EQ(Open(Role::kPartner, "ana")->SendInVain(Message(0)), "ACCESS_DENIED");
  EXPECT_EQ(Open(Role::kTherapist, "nobody")->SendInVain(Message(0)), "ACCESS_DENIED");
  EXPECT_EQ(Open()->SendInVain(Message(0, kElsewhere)), "ACCESS_DENIED");
  EXPECT_EQ(Open()->SendInVain(v1::ImportAdministrationsRequest()), "FIELD_INVALID");
  EXPECT_EQ(log_.records().size(), 5u) << "each with its record";
  EXPECT_EQ(imports_.handled, 0);
}

TEST_F(AnExchange, WithoutAGoodTokenIsTurnedAwayBeforeAnythingIsSent) {
  v1::ImportAdministrationsResponse response;
  const auto importing = OpenAs("no token");
  EXPECT_FALSE(importing->stream->Read(&response));
  EXPECT_EQ(ReasonIn(importing->stream->Finish()), "TOKEN_INVALID");
}

TEST_F(AnExchange, EndsWithTheMessageThatIsRefused) {
  const auto importing = Open();
  EXPECT_EQ(importing->Send(Message(12)), 12);
  EXPECT_EQ(importing->SendInVain(Message(13)), "NOT_AVAILABLE");
  EXPECT_EQ(log_.records().size(), 1u);
}

TEST_F(AnExchange, HoldsEveryMessageToItsFieldRules) {
  const auto importing = Open();
  EXPECT_EQ(importing->Send(Message(1)), 1);
  v1::ImportAdministrationsRequest bad = Message(2);
  bad.mutable_rows(0)->set_line(0);
  EXPECT_EQ(importing->SendInVain(bad), "FIELD_INVALID");
}

TEST_F(AnExchange, TakesNoMessageAboveItsLimit) {
  const auto importing = Open();
  v1::ImportAdministrationsRequest large = Message(1);
  for (int i = 0; i < 400; ++i) {
    large.add_rows()->set_line(1);
    large.mutable_rows(i)->set_partner(std::string(200, 'x'));
  }
  EXPECT_EQ(importing->SendInVain(large), "FIELD_INVALID");
  EXPECT_EQ(imports_.handled, 0);
}

TEST_F(AnExchange, EndsWithItsToken) {
  const auto importing = Open();
  EXPECT_EQ(importing->Send(Message(1)), 1);
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(importing->SendInVain(Message(2)), "TOKEN_INVALID");
}

TEST_F(AnExchange, EndsWithItsCallersAccount) {
  const auto importing = Open();
  EXPECT_EQ(importing->Send(Message(1)), 1);
  accounts_.Remove(Role::kTherapist, "thea");
  EXPECT_EQ(importing->SendInVain(Message(2)), "ACCESS_DENIED");
}

TEST_F(AnExchange, IsNotGoneOnWithByAnotherAccountOfTheSameLogin) {
  const auto importing = Open();
  EXPECT_EQ(importing->Send(Message(1)), 1);
  accounts_.Add(Role::kTherapist, "thea");
  EXPECT_EQ(importing->SendInVain(Message(2)), "ACCESS_DENIED");
  EXPECT_EQ(imports_.handled, 1);
}

TEST_F(AnExchange, EndsWithoutOkWhenTheServerStops) {
  const auto importing = Open();
  EXPECT_EQ(importing->Send(Message(1)), 1);
  door_.Stop(absl::Seconds(5));
  EXPECT_EQ(importing->End(), "SHUTTING_DOWN");
}

TEST_F(AnExchange, IsOneOfAFewOfOnePrincipalAndFreesItsPlaceAtItsEnd) {
  const auto first = Open();
  const auto second = Open();
  EXPECT_EQ(first->Send(Message(1)), 1);
  EXPECT_EQ(second->Send(Message(1)), 1);
  EXPECT_EQ(Open()->End(), "QUOTA");
  second->context.TryCancel();
  EXPECT_EQ(second->stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  // Its place is free a moment later.
  while (Open()->Send(Message(1)) != 1) {
  }
  EXPECT_EQ(first->Send(Message(2)), 2);
}

class AnIdleExchange : public AnExchange {
 protected:
  static Door::Options Impatient() {
    Door::Options options = Quick();
    options.idle_exchange = absl::Milliseconds(20);
    return options;
  }
  AnIdleExchange() : AnExchange(Impatient()) {}
};

TEST_F(AnIdleExchange, IsEnded) {
  const auto importing = Open();
  v1::ImportAdministrationsResponse response;
  EXPECT_FALSE(importing->stream->Read(&response));
  EXPECT_EQ(ReasonIn(importing->stream->Finish()), "DEADLINE_PASSED");
}

}  // namespace
}  // namespace adagio::rpc
