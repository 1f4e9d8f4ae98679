#include <gtest/gtest.h>

#include <deque>
#include <thread>

#include "adagio/events/v1/events.grpc.pb.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/door_rig.h"

namespace adagio::rpc {
namespace {

namespace v1 = events::v1;

// Methods that stream, whose streams the test feeds by hand.
class SomeEvents final : public v1::EventsService::CallbackService {
 public:
  explicit SomeEvents(Door& door) : door_(door) {}

  grpc::ServerWriteReactor<v1::WatchEventsResponse>* WatchEvents(grpc::CallbackServerContext* context,
                                                                 const v1::WatchEventsRequest* request) override {
    return door_.ServeStream<v1::WatchEventsRequest, v1::WatchEventsResponse>(
        context, request, "adagio.events.v1.EventsService/WatchEvents",
        [this](const auto&, std::shared_ptr<Stream> stream) { return Keep(std::move(stream)); });
  }
  grpc::ServerWriteReactor<v1::WatchOwnViewResponse>* WatchOwnView(grpc::CallbackServerContext* context,
                                                                   const v1::WatchOwnViewRequest* request) override {
    return door_.ServeStream<v1::WatchOwnViewRequest, v1::WatchOwnViewResponse>(
        context, request, "adagio.events.v1.EventsService/WatchOwnView",
        [this](const auto&, std::shared_ptr<Stream> stream) { return Keep(std::move(stream)); });
  }

  std::shared_ptr<Stream> Next() {
    MutexLock lock(mutex_);
    while (streams_.empty()) changed_.Wait(mutex_);
    std::shared_ptr<Stream> stream = std::move(streams_.front());
    streams_.pop_front();
    return stream;
  }
  // How many were opened since the beginning.
  int opened() {
    MutexLock lock(mutex_);
    return opened_;
  }
  absl::Status refuse_with;

 private:
  absl::Status Keep(std::shared_ptr<Stream> stream) {
    RETURN_IF_ERROR(refuse_with);
    MutexLock lock(mutex_);
    streams_.push_back(std::move(stream));
    ++opened_;
    changed_.NotifyAll();
    return absl::OkStatus();
  }

  Door& door_;
  Mutex mutex_;
  Condition changed_;
  std::deque<std::shared_ptr<Stream>> streams_ ABSL_GUARDED_BY(mutex_);
  int opened_ ABSL_GUARDED_BY(mutex_) = 0;
};

Door::Options Eager() {
  Door::Options options;
  options.look_at_streams = absl::Milliseconds(1);
  options.streams_of_principal = 3;
  options.slow_reader = absl::Seconds(1);
  return options;
}

// A client of one stream.
struct Watching {
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReader<v1::WatchOwnViewResponse>> reader;
  std::shared_ptr<Stream> stream;  // the server's end

  // The cursor of the next message; "end" after the last.
  std::string Read() {
    v1::WatchOwnViewResponse message;
    return reader->Read(&message) ? message.cursor() : "end";
  }
  grpc::Status End() {
    v1::WatchOwnViewResponse message;
    while (reader->Read(&message)) {
    }
    return reader->Finish();
  }
};

class AStream : public testing::Test {
 protected:
  explicit AStream(const Door::Options& options = Eager())
      : rules_(*RuleBook::Build({"adagio.events.v1.EventsService"})),
        door_({rules_, tokens_, accounts_, log_, clock_, entropy_}, options) {
    accounts_.AddToUnit(Role::kPartner, "ana");
    accounts_.AddToUnit(Role::kTherapist, "thea");
    host_ = *Host::Start({}, {&events_});
    stub_ = v1::EventsService::NewStub(grpc::CreateChannel(host_->address(), grpc::InsecureChannelCredentials()));
  }
  ~AStream() override {
    door_.Stop(absl::Seconds(5));
    host_->Stop(absl::Seconds(5));
  }

  std::unique_ptr<Watching> Call(Role role, const std::string& subject, const UnitId& unit = kUnit) {
    auto watching = std::make_unique<Watching>();
    DoorRig::Sign(watching->context, *EmbeddedIssuer(key_).Mint({role, kHere, subject, clock_.Now()}));
    v1::WatchOwnViewRequest request;
    request.set_treatment_unit(UnitName(kHere, unit));
    watching->reader = stub_->WatchOwnView(&watching->context, request);
    return watching;
  }
  std::unique_ptr<Watching> Watch() {
    auto watching = Call(Role::kPartner, "ana");
    watching->stream = events_.Next();
    return watching;
  }
  static void AwaitRoom(Stream& stream) {
    while (!stream.has_room()) std::this_thread::yield();
  }
  void Send(const std::shared_ptr<Stream>& stream, const std::string& cursor) {
    AwaitRoom(*stream);
    auto message = std::make_unique<v1::WatchOwnViewResponse>();
    message->set_cursor(cursor);
    std::vector<Parcel> parcels;
    parcels.push_back({stream, std::move(message)});
    door_.Deliver(std::move(parcels));
  }

  StoryClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  SystemEntropy entropy_;
  const Es256Key key_ = Es256Key::Generate();
  EmbeddedVerifier tokens_{key_, clock_};
  SomeAccounts accounts_;
  SomeLog log_;
  const RuleBook rules_;
  Door door_;
  SomeEvents events_{door_};
  std::unique_ptr<Host> host_;
  std::unique_ptr<v1::EventsService::Stub> stub_;
};

TEST_F(AStream, CarriesMessagesInTheirOrder) {
  const auto watching = Watch();
  for (int i = 0; i < 100; ++i) {
    Send(watching->stream, absl::StrCat(i));
    EXPECT_EQ(watching->Read(), absl::StrCat(i));
  }
  EXPECT_EQ(log_.records().size(), 1u) << "one record covers what follows it";
}

TEST_F(AStream, OpensOnlyWhenItsRecordIsDurable) {
  log_.Go(SomeLog::Way::kWaits);
  const auto watching = Watch();
  log_.AwaitRecords(1);
  EXPECT_FALSE(watching->stream->has_room());
  EXPECT_EQ(log_.records()[0].outcome, Outcome::kAllowed);
  log_.Release(absl::OkStatus());
  Send(watching->stream, "first");
  EXPECT_EQ(watching->Read(), "first");
}

TEST_F(AStream, IsRefusedWhereItsRecordCannotBeKept) {
  log_.Go(SomeLog::Way::kFails);
  const auto watching = Watch();
  EXPECT_EQ(ReasonIn(watching->End()), "STORE_UNAVAILABLE");
  EXPECT_TRUE(watching->stream->over());
}

TEST_F(AStream, IsRefusedByTheSameStepsAsACall) {
  accounts_.Add(Role::kPartner, "pat");
  EXPECT_EQ(ReasonIn(Call(Role::kPartner, "pat")->End()), "ACCESS_DENIED");
  EXPECT_EQ(ReasonIn(Call(Role::kTherapist, "thea")->End()), "ACCESS_DENIED");
  EXPECT_EQ(ReasonIn(Call(Role::kPartner, "ana", kOtherUnit)->End()), "ACCESS_DENIED");
  EXPECT_EQ(ReasonIn(Call(Role::kPartner, "ana", UnitId())->End()), "FIELD_INVALID");
  clock_.Advance(absl::Hours(2));
  Watching late;
  DoorRig::Sign(late.context, *EmbeddedIssuer(key_).Mint({Role::kPartner, kHere, "ana", absl::UnixEpoch()}));
  late.reader = stub_->WatchOwnView(&late.context, v1::WatchOwnViewRequest());
  EXPECT_EQ(ReasonIn(late.End()), "TOKEN_INVALID");
  EXPECT_EQ(log_.records().size(), 5u);
  events_.refuse_with = RefuseField("after_cursor", "of another");
  EXPECT_EQ(ReasonIn(Call(Role::kPartner, "ana")->End()), "FIELD_INVALID");
}

TEST_F(AStream, TellsNothingMoreOnceItsCallersRelationHasEnded) {
  const auto watching = Watch();
  Send(watching->stream, "before");
  EXPECT_EQ(watching->Read(), "before");
  accounts_.EndRelation("ana");
  Send(watching->stream, "after");
  EXPECT_EQ(watching->Read(), "end");
  EXPECT_EQ(ReasonIn(watching->reader->Finish()), "ACCESS_DENIED");
  EXPECT_TRUE(watching->stream->over());
  EXPECT_EQ(log_.records().back().outcome, Outcome::kDenied);
}

// Looked at again after so short a while.
class AStreamThatStays : public AStream {
 protected:
  static Door::Options Often() {
    Door::Options options = Eager();
    options.recheck_streams = absl::Milliseconds(20);
    return options;
  }
  AStreamThatStays() : AStream(Often()) {}
};

TEST_F(AStreamThatStays, IsRecordedAgainThoughNothingIsSaid) {
  const auto watching = Watch();
  while (log_.records().size() < 4) std::this_thread::yield();
  for (const auto& record : log_.records()) EXPECT_EQ(record.outcome, Outcome::kAllowed);
}

TEST_F(AStream, EndsWithItsToken) {
  const auto watching = Watch();
  AwaitRoom(*watching->stream);
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(ReasonIn(watching->End()), "TOKEN_INVALID");
}

TEST_F(AStream, EndsWithoutOkWhenTheServerStops) {
  const auto watching = Watch();
  AwaitRoom(*watching->stream);
  door_.Stop(absl::Seconds(5));
  EXPECT_EQ(ReasonIn(watching->End()), "SHUTTING_DOWN");
}

TEST_F(AStream, IsOneOfAFewOfOnePrincipalAndFreesItsPlaceWhenItIsCancelled) {
  std::vector<std::unique_ptr<Watching>> open;
  for (int i = 0; i < 3; ++i) open.push_back(Watch());
  EXPECT_EQ(ReasonIn(Call(Role::kPartner, "ana")->End()), "QUOTA");
  for (const auto& watching : open) AwaitRoom(*watching->stream);
  open[1]->context.TryCancel();
  EXPECT_EQ(open[1]->End().error_code(), grpc::StatusCode::CANCELLED);
  // Its place is free a moment later.
  for (;;) {
    const size_t records = log_.records().size();
    const auto again = Call(Role::kPartner, "ana");
    while (events_.opened() == 3 && log_.records().size() == records) std::this_thread::yield();
    if (events_.opened() > 3) break;
    EXPECT_EQ(ReasonIn(again->End()), "QUOTA");
  }
}

TEST_F(AStream, ThatIsNotReadHoldsOneMessageAndIsEnded) {
  const auto watching = Watch();
  const std::string large(200 * 1024, 'x');
  // More than the windows between the two hold: from some message on, there is no room.
  int sent = 0;
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!watching->stream->over() && std::chrono::steady_clock::now() < patience) {
    if (!watching->stream->has_room()) continue;
    Send(watching->stream, large);
    ++sent;
  }
  EXPECT_TRUE(watching->stream->over());
  EXPECT_LT(sent, 200);
  EXPECT_EQ(ReasonIn(watching->End()), "QUOTA") << "or its connection was cut";
}

}  // namespace
}  // namespace adagio::rpc
