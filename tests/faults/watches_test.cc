#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <iostream>
#include <map>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "adagio/events/v1/events.grpc.pb.h"
#include "tests/faults/site.h"
#include "tests/support/verified.h"

// Whoever watches hears everything, once and in order, across kill -9 of the server.

namespace adagio::test {
namespace {

namespace v1 = events::v1;
using homework::v1::HomeworkService;

// The type of the one event after all others.
constexpr char kLast[] = "ladder.changed";

// One who watches: hears on from the last cursor whenever the stream ends, until the last event came.
class Watcher {
 public:
  Watcher(const Person& who, std::string practice, std::function<std::string()> address)
      : who_(who), practice_(std::move(practice)), address_(std::move(address)), thread_([this] { Run(); }) {}
  ~Watcher() { thread_.join(); }

  // Returns once the first stream is open.
  void AwaitBeginning() {
    MutexLock lock(mutex_);
    while (!begun_) changed_.Wait(mutex_);
  }
  void AwaitEnd() {
    MutexLock lock(mutex_);
    while (!ended_) changed_.Wait(mutex_);
  }
  // The ids heard, stream by stream. After AwaitEnd.
  const std::vector<std::vector<std::string>>& heard() const { return heard_; }
  const std::set<std::string>& ends() const { return ends_; }

 private:
  void Run() {
    const absl::Duration until = Elapsed() + absl::Minutes(Long() ? 40 : 3);
    while (!Listen() && Elapsed() < until) BackOff();
    MutexLock lock(mutex_);
    begun_ = ended_ = true;
    changed_.NotifyAll();
  }

  // One stream. True when the last event came.
  bool Listen() {
    const Line line(address_());
    v1::EventsService::Stub stub(line.channel());
    grpc::ClientContext context;
    who_.Sign(context);
    v1::WatchEventsRequest request;
    request.set_practice(practice_);
    request.set_after_cursor(cursor_);
    const auto reader = stub.WatchEvents(&context, request);
    heard_.emplace_back();
    for (v1::WatchEventsResponse message; reader->Read(&message);) {
      bool last = false;
      for (const v1::Event& event : message.events()) {
        heard_.back().push_back(event.id());
        last = last || event.type() == kLast;
      }
      cursor_ = message.cursor();
      Begin();
      if (!last) continue;
      context.TryCancel();
      reader->Finish();
      return true;
    }
    ends_.insert(NameOf(reader->Finish()));
    return false;
  }

  void Begin() {
    MutexLock lock(mutex_);
    begun_ = true;
    changed_.NotifyAll();
  }

  const Person who_;
  const std::string practice_;
  const std::function<std::string()> address_;
  std::string cursor_;
  std::vector<std::vector<std::string>> heard_;
  std::set<std::string> ends_;
  Mutex mutex_;
  Condition changed_;
  bool begun_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

class Watches : public Site {
 protected:
  // What a therapist of every unit is to hear, in the order of the feed.
  std::vector<std::string> Truth() {
    const auto database = OpenDatabase(folder_.path()).value();
    const auto connection = storage::Connection::Open(database->EndpointFor("root").value()).value();
    std::vector<std::string> truth;
    const storage::Rows rows =
        connection
            ->Query("SELECT event_id FROM adagio_events.feed WHERE type <> 'clinician.changed' ORDER BY position", {})
            .value();
    for (const storage::Row& row : rows) truth.push_back(row.AsUuid(0).ToString());
    return truth;
  }

  // Answers of both partners in turn until `events` were acknowledged in all.
  void Write(const Couple& couple, std::atomic<int>& left) {
    std::string assignment;
    {
      const Line line(address());
      assignment = couple.thea.Insist(line, &HomeworkService::Stub::OfferAssignment, OfferOf(couple, kActivities[0]))
                       .assignment()
                       .name();
    }
    for (int i = 0; left-- > 0; ++i) {
      const auto answer = i % 4 < 2 ? homework::v1::ANSWER_KIND_YES : homework::v1::ANSWER_KIND_TENTATIVE_YES;
      const auto request = AnswerTo(assignment, answer);
      const absl::Duration until = Elapsed() + absl::Minutes(2);
      for (;;) {
        const Line line(address());
        const auto reply =
            (i % 2 == 0 ? couple.pat : couple.dana).Call(line, &HomeworkService::Stub::AnswerAssignment, request);
        if (reply.ok()) break;
        ASSERT_TRUE(IsTrouble(reply.status) && Elapsed() < until) << NameOf(reply.status);
        BackOff();
      }
      ++written_;
    }
  }

  std::atomic<int> written_ = 0;
};

// Each event of `truth` in its order, none twice and none left out, from the first one heard on.
std::string Judge(const std::vector<std::vector<std::string>>& heard, const std::map<std::string, size_t>& truth) {
  size_t next = truth.size();
  size_t streams = 0;
  for (const std::vector<std::string>& stream : heard) {
    ++streams;
    for (const std::string& id : stream) {
      const auto found = truth.find(id);
      if (found == truth.end()) return absl::StrCat("stream ", streams, ": an event that is not in the feed");
      if (next == truth.size()) next = found->second;
      if (found->second != next)
        return absl::StrCat("stream ", streams, ": ", found->second, " where ", next, " was due");
      ++next;
    }
  }
  return next == truth.size() ? "" : absl::StrCat("ended before ", next, " of ", truth.size());
}

TEST_F(Watches, HearEverythingOnceAndInOrderAcrossTwoKillsOfTheServer) {
  const int events = Long() ? 20'000 : 200;
  constexpr int kWatchers = 50;
  constexpr int kCouples = 4;
  std::vector<Couple> couples;
  for (int i = 0; i < kCouples; ++i) couples.push_back(practice_.AddCouple(NewLine()));
  std::deque<Watcher> watchers;
  for (int i = 0; i < kWatchers; ++i) {
    watchers.emplace_back(practice_.thea(), practice_.name(), [this] { return address(); });
  }
  for (Watcher& watcher : watchers) watcher.AwaitBeginning();
  const absl::Duration began = Elapsed();
  std::atomic<int> left = events;
  std::vector<std::thread> writers;
  for (const Couple& couple : couples) writers.emplace_back([&] { Write(couple, left); });
  for (const int blow : {events / 3, 2 * events / 3}) {
    while (written_ < blow && left > 0) BackOff();
    server_.Kill();
    server_.Start();
  }
  for (std::thread& writer : writers) writer.join();
  const absl::Duration writing = Elapsed() - began;

  auto last = New<homework::v1::BuildLadderRequest>();
  for (const std::string& partner : {couples[0].pat_name, couples[0].dana_name}) last.add_participants(partner);
  last.set_treatment_unit(couples[0].unit);
  last.add_activities(kActivities[0]);
  practice_.thea().Insist(NewLine(), &HomeworkService::Stub::BuildLadder, last);
  for (Watcher& watcher : watchers) watcher.AwaitEnd();

  EXPECT_EQ(server_.Stop(), 0);
  const std::vector<std::string> truth = Truth();
  EXPECT_GE(truth.size(), static_cast<size_t>(events)) << "an acknowledged change without its event";
  std::map<std::string, size_t> places;
  for (size_t i = 0; i < truth.size(); ++i) places.emplace(truth[i], i);
  std::set<std::string> ends;
  size_t streams = 0;
  for (const Watcher& watcher : watchers) {
    EXPECT_EQ(Judge(watcher.heard(), places), "");
    ends.insert(watcher.ends().begin(), watcher.ends().end());
    streams += watcher.heard().size();
  }
  EXPECT_FALSE(ends.contains("OK")) << "a watch ended by itself";
  std::cout << absl::StrFormat("%d watchers heard %d events over %d streams, written in %.1f s\n", kWatchers,
                               truth.size(), streams, absl::ToDoubleSeconds(writing));
}

}  // namespace
}  // namespace adagio::test
