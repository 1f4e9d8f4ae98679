#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <thread>

#include "absl/strings/str_cat.h"
#include "adagio/events/v1/events.grpc.pb.h"
#include "services/platform/foundation/status.h"
#include "tests/bench/calls.h"
#include "tests/bench/cost.h"
#include "tests/bench/measures.h"
#include "tests/bench/raw.h"

namespace adagio::bench {
namespace {

constexpr size_t kWatchers = 200;
constexpr int kAnswersASecond = 500;
constexpr std::chrono::seconds kPatience(20);
constexpr int kMostAnswersOfOne = 4096;

using SteadyClock = std::chrono::steady_clock;

int64_t Nanoseconds() { return SteadyClock::now().time_since_epoch().count(); }

// When each answer was acknowledged. Those to one assignment come one after the other, each makes one event, and the
// feed keeps their order: the nth event of an assignment is that of its nth answer.
class Answered {
 public:
  explicit Answered(const Practice& practice) : times_(practice.couples.size()) {
    for (size_t i = 0; i < practice.couples.size(); ++i) couple_of_[practice.couples[i].assignment_name] = i;
    for (auto& times : times_) times = std::vector<std::atomic<int64_t>>(kMostAnswersOfOne);
  }
  // -1 where the event is of something else.
  int CoupleOf(const std::string& assignment) const {
    const auto found = couple_of_.find(assignment);
    return found == couple_of_.end() ? -1 : static_cast<int>(found->second);
  }
  // 0 while it is not acknowledged.
  std::atomic<int64_t>& At(size_t couple, size_t nth) { return times_[couple].at(nth); }

 private:
  std::map<std::string, size_t> couple_of_;
  std::vector<std::vector<std::atomic<int64_t>>> times_;
};

// One stream of the events of what a therapist treats. On gRPC's threads.
class Watcher final : public grpc::ClientReadReactor<events::v1::WatchEventsResponse> {
 public:
  Watcher(const std::shared_ptr<grpc::Channel>& channel, const Practice& practice, const std::string& bearer,
          Answered& answered)
      : stub_(channel), answered_(answered), heard_of_(practice.couples.size(), 0) {
    context_.AddMetadata("authorization", bearer);
    request_.set_practice(absl::StrCat("practices/", practice.id.ToString()));
    stub_.async()->WatchEvents(&context_, &request_, this);
    StartRead(&message_);
    StartCall();
  }
  ~Watcher() override {
    context_.TryCancel();
    while (!over_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  bool begun() const { return begun_; }
  bool over() const { return over_; }
  int64_t heard() const { return heard_; }
  // Milliseconds from an answer's acknowledgement to its event. When nothing more is heard.
  const std::vector<float>& delays() const { return delays_; }

 private:
  void OnReadDone(bool ok) override {
    if (!ok) return;
    const int64_t now = Nanoseconds();
    for (const events::v1::Event& event : message_.events()) {
      const int couple = answered_.CoupleOf(event.name());
      if (couple < 0) continue;
      const int64_t acknowledged = answered_.At(static_cast<size_t>(couple), heard_of_[static_cast<size_t>(couple)]++);
      // An event may overtake the answer on its way back.
      delays_.push_back(acknowledged == 0 ? 0.0F : static_cast<float>(now - acknowledged) / 1e6F);
      heard_ = heard_ + 1;
    }
    begun_ = true;
    StartRead(&message_);
  }
  void OnDone(const grpc::Status&) override { over_ = true; }

  events::v1::EventsService::Stub stub_;
  Answered& answered_;
  grpc::ClientContext context_;
  events::v1::WatchEventsRequest request_;
  events::v1::WatchEventsResponse message_;
  std::vector<size_t> heard_of_;
  std::vector<float> delays_;
  std::atomic<int64_t> heard_ = 0;
  std::atomic<bool> begun_ = false;
  std::atomic<bool> over_ = false;
};

// Answers at a steady rate, whatever becomes of those before.
class Answerer {
 public:
  Answerer(const std::shared_ptr<grpc::Channel>& channel, const Practice& practice, Answered& answered)
      : stub_(channel), practice_(practice), answered_(answered) {}

  // Sends for `length` and waits for all acknowledgements.
  absl::Status Run(absl::Duration length) {
    const auto begin = SteadyClock::now();
    const auto total = static_cast<int64_t>(absl::ToDoubleSeconds(length) * kAnswersASecond);
    took_.resize(static_cast<size_t>(total));
    for (int64_t k = 0; k < total; ++k) {
      std::this_thread::sleep_until(begin + std::chrono::nanoseconds(k * 1'000'000'000 / kAnswersASecond));
      Send(k);
    }
    const auto end = SteadyClock::now() + kPatience;
    while (ended_ < total && SteadyClock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    if (ended_ < total) return absl::DeadlineExceededError("answers were not acknowledged");
    if (failed_ > 0) return absl::UnavailableError(absl::StrCat(failed_.load(), " answers failed"));
    return absl::OkStatus();
  }
  int64_t answers() const { return ended_; }
  // Milliseconds from sending to acknowledgement.
  const std::vector<float>& took() const { return took_; }

 private:
  struct Sent {
    grpc::ClientContext context;
    homework::v1::AnswerAssignmentRequest request;
    homework::v1::AnswerAssignmentResponse response;
  };

  void Send(int64_t k) {
    auto sent = std::make_shared<Sent>();
    sent->context.set_deadline(std::chrono::system_clock::now() + kPatience);
    FillAnswer(practice_, k, sent->context, sent->request);
    const int64_t began = Nanoseconds();
    Sent& call = *sent;
    stub_.async()->AnswerAssignment(
        &call.context, &call.request, &call.response, [this, k, began, sent](const grpc::Status& status) {
          const int64_t now = Nanoseconds();
          const auto couples = static_cast<int64_t>(practice_.couples.size());
          answered_.At(static_cast<size_t>(k % couples), static_cast<size_t>(k / couples)) = now;
          took_[static_cast<size_t>(k)] = static_cast<float>(now - began) / 1e6F;
          if (!status.ok()) ++failed_;
          ++ended_;
        });
  }

  homework::v1::HomeworkService::Stub stub_;
  const Practice& practice_;
  Answered& answered_;
  std::vector<float> took_;
  std::atomic<int64_t> ended_ = 0;
  std::atomic<int64_t> failed_ = 0;
};

// What `done` says within the patience.
template <typename Done>
bool Await(const Done& done) {
  const auto end = SteadyClock::now() + kPatience;
  while (!done() && SteadyClock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return done();
}

double Quantile(std::vector<float>& values, double share) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

absl::StatusOr<Figures> MeasureFeed(const Bed& bed, absl::Duration length) {
  ASSIGN_OR_RETURN(const auto root, RawConnection::Open(bed.root));
  RETURN_IF_ERROR(WaitForSequencer(*root));
  const auto channels = ChannelsTo(bed.adagiod->address(), int{kWatchers});
  Answered answered(bed.practice);
  const std::vector<std::string>& therapists = bed.practice.therapists;
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (size_t i = 0; i < kWatchers; ++i) {
    watchers.push_back(std::make_unique<Watcher>(channels[i % channels.size()], bed.practice,
                                                 therapists[i % therapists.size()], answered));
  }
  const auto all = [&watchers](const auto& what) { return std::all_of(watchers.begin(), watchers.end(), what); };
  if (!Await([&] { return all([](const auto& watcher) { return watcher->begun(); }); })) {
    return absl::DeadlineExceededError("a watch did not begin");
  }
  Answerer answerer(ChannelsTo(bed.adagiod->address(), 1)[0], bed.practice, answered);
  RETURN_IF_ERROR(answerer.Run(length));
  // Every answer makes one event, heard by the watchers of one therapist.
  const int64_t to_hear = answerer.answers() * kWatchers / static_cast<int64_t>(therapists.size());
  const auto heard = [&watchers] {
    int64_t sum = 0;
    for (const auto& watcher : watchers) sum += watcher->heard();
    return sum;
  };
  if (!Await([&] { return heard() >= to_hear; })) return absl::DataLossError("a watcher did not hear of every answer");
  if (heard() != to_hear) return absl::DataLossError("a watcher heard of more than was answered");
  std::vector<float> delays;
  for (const auto& watcher : watchers) delays.insert(delays.end(), watcher->delays().begin(), watcher->delays().end());
  std::vector<float> took = answerer.took();
  Figures figures;
  for (const auto& [name, share] : {std::pair("feed_p50", 0.5), std::pair("feed_p99", 0.99)}) {
    figures.push_back({.name = name,
                       .value = Quantile(delays, share),
                       .limit = Quantile(took, share),
                       .unit = "ms",
                       .concurrency = int{kWatchers},
                       .n = static_cast<int64_t>(delays.size())});
  }
  return figures;
}

}  // namespace adagio::bench
