#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/feed/api/events_api.h"
#include "services/feed/schema/migrations.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/keys/cursor.h"
#include "services/platform/rpc/authorized_for_test.h"
#include "services/platform/unit_of_work/ground_for_test.h"

namespace adagio::feed {

// A stream without a client: it has room until it is closed.
class SomeStream final : public rpc::Stream {
 public:
  explicit SomeStream(Scope scope) : scope_(std::move(scope)) {}

  const Scope& scope() const override { return scope_; }
  const Sensitive<std::string>& bearer() const override { return bearer_; }
  bool over() const override {
    MutexLock lock(mutex_);
    return !ended_.ok();
  }
  bool has_room() const override {
    MutexLock lock(mutex_);
    return ended_.ok() && room_;
  }
  void Close(const absl::Status& why) override {
    MutexLock lock(mutex_);
    if (ended_.ok()) ended_ = why;
    changed_.NotifyAll();
  }

  void Take(std::unique_ptr<google::protobuf::Message> message) {
    MutexLock lock(mutex_);
    messages_.push_back(std::move(message));
    changed_.NotifyAll();
  }
  // The next message, once it is there.
  template <typename Message>
  Message Next() {
    MutexLock lock(mutex_);
    while (messages_.size() <= read_) changed_.Wait(mutex_);
    return static_cast<const Message&>(*messages_[read_++]);
  }
  size_t waiting() const {
    MutexLock lock(mutex_);
    return messages_.size() - read_;
  }
  absl::Status AwaitEnd() {
    MutexLock lock(mutex_);
    while (ended_.ok()) changed_.Wait(mutex_);
    return ended_;
  }
  void HaveRoom(bool room) {
    MutexLock lock(mutex_);
    room_ = room;
  }

 private:
  const Scope scope_;
  const Sensitive<std::string> bearer_{std::string("token")};
  mutable Mutex mutex_;
  mutable Condition changed_;
  bool room_ ABSL_GUARDED_BY(mutex_) = true;
  absl::Status ended_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::unique_ptr<google::protobuf::Message>> messages_ ABSL_GUARDED_BY(mutex_);
  size_t read_ ABSL_GUARDED_BY(mutex_) = 0;
};

inline void DeliverAll(std::vector<rpc::Parcel> parcels) {
  for (rpc::Parcel& parcel : parcels) {
    static_cast<SomeStream&>(*parcel.to).Take(std::move(parcel.message));
  }
}

// A practice with two units and their feed, in which events are put as the sequencer would.
class FeedTest : public testing::Test {
 protected:
  static Ground& TheGround() {
    static Ground ground({Migrations()});
    return ground;
  }
  ~FeedTest() override {
    for (const auto& stream : streams_) stream->Close(Refuse(Reason::kShuttingDown, "the test is over"));
  }

  Scope As(Role role, const Uuid& id, const UnitId& unit = UnitId()) const {
    return ScopeForTest::Make(practice_, unit, {role, id}, "Watch");
  }
  Scope Therapist() const { return As(Role::kTherapist, therapist_); }
  Scope Ehr() const { return As(Role::kIntegration, ehr_); }
  void Treat(const UnitId& unit) {
    ground_.AsRoot(
        "INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind, started_version,"
        " started_at) VALUES (?, ?, ?, 2, 1, '2020-01-01')",
        {practice_, unit, therapist_});
  }

  // Puts an event at the end; returns its id as it is told.
  std::string Happens(const std::string& type, const UnitId& unit, const Uuid& resource) {
    const Uuid id = ground_.entropy.NewUuid();
    ++last_;
    ground_.AsRoot(
        "INSERT INTO adagio_events.feed (practice_id, position, event_id, unit_id, type, resource_id,"
        " revision, at) VALUES (?, ?, ?, ?, ?, ?, ?, '2026-03-01 10:20:30.123456')",
        {practice_, last_, id, unit, type, resource, last_});
    ground_.AsRoot(
        "INSERT INTO adagio_events.feed_end (practice_id, position) VALUES (?, ?)"
        " ON DUPLICATE KEY UPDATE position = VALUES(position)",
        {practice_, last_});
    return id.ToString();
  }
  std::string Happens(const std::string& type, const UnitId& unit) {
    return Happens(type, unit, ground_.entropy.NewUuid());
  }

  std::shared_ptr<SomeStream> NewStream(const Scope& scope) {
    streams_.push_back(std::make_shared<SomeStream>(scope));
    return streams_.back();
  }
  absl::Status TryWatch(const std::shared_ptr<SomeStream>& stream, const std::string& cursor) {
    v1::WatchEventsRequest request;
    request.set_after_cursor(cursor);
    return api_.WatchEvents(rpc::AuthorizedForTest<v1::WatchEventsRequest>::Make(request, stream->scope()), stream);
  }
  std::shared_ptr<SomeStream> Watch(const Scope& scope, const std::string& cursor = "") {
    std::shared_ptr<SomeStream> stream = NewStream(scope);
    const absl::Status watched = TryWatch(stream, cursor);
    EXPECT_TRUE(watched.ok()) << watched;
    return stream;
  }
  // The ids of the next `count` events.
  static std::vector<std::string> NextEvents(SomeStream& stream, size_t count) {
    std::vector<std::string> ids;
    while (ids.size() < count) {
      const auto told = stream.Next<v1::WatchEventsResponse>();
      for (const v1::Event& event : told.events()) ids.push_back(event.id());
    }
    return ids;
  }

  Ground& ground_ = TheGround();
  const PracticeId practice_ = ground_.AddPractice();
  const UnitId unit_ = ground_.AddUnit(practice_);
  const UnitId other_ = ground_.AddUnit(practice_);
  const Uuid therapist_ = ground_.entropy.NewUuid();
  const Uuid ehr_ = ground_.entropy.NewUuid();
  const Uuid partner_ = ground_.entropy.NewUuid();
  int64_t last_ = 0;
  std::vector<std::shared_ptr<SomeStream>> streams_;

  // What a partner sees of the unit, as the test says, and how often it was looked at.
  absl::StatusOr<View> Look() {
    MutexLock lock(mutex_);
    ++looks_;
    looked_.NotifyAll();
    return view_;
  }
  void See(absl::StatusOr<View> view) {
    MutexLock lock(mutex_);
    view_ = std::move(view);
  }
  void AwaitLooks(int more) {
    MutexLock lock(mutex_);
    const int until = looks_ + more;
    while (looks_ < until) looked_.Wait(mutex_);
  }
  void ChangeUnit() {
    ground_.AsRoot("UPDATE adagio_spine.unit_guard SET version = version + 1 WHERE practice_id = ? AND unit_id = ?",
                   {practice_, unit_});
  }
  Mutex mutex_;
  Condition looked_;
  int looks_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::StatusOr<View> view_ ABSL_GUARDED_BY(mutex_) = View{std::string(32, 'a')};

  storage::Pool pool_{{.endpoint = ground_.database.EndpointFor("adagio_feed"), .size = 4}};
  PracticeWatches practices_{
      {.reads = pool_, .keys = *ground_.keys, .deliver = DeliverAll, .every = absl::Milliseconds(1)}};
  ViewWatches views_{{.reads = pool_,
                      .keys = *ground_.keys,
                      .clock = ground_.clock,
                      .deliver = DeliverAll,
                      .look = [this](const rpc::Stream&) { return Look(); },
                      .every = absl::Milliseconds(1),
                      .coalesce = absl::ZeroDuration()}};
  EventsApi api_{{pool_, *ground_.keys, practices_, views_}};
};

}  // namespace adagio::feed
