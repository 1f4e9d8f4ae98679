#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/mutex.h"

namespace adagio::bench {

// How much was done in how long.
struct Rate {
  double per_second = 0;
  int64_t n = 0;
  // With what was done before and after the time that was measured.
  int64_t all = 0;
};

// Something that is kept going `concurrency` times at once for `length`, after a short time to get going.
using Stretch = std::function<absl::StatusOr<Rate>(int concurrency, absl::Duration length)>;

// How long, and how often, each stretch is measured.
struct Budget {
  absl::Duration length;
  int rounds = 1;
};

// Runs each of `stretches` in turn, over and over, so that what disturbs the machine disturbs them alike; each one's
// median rate, with all that it did.
absl::StatusOr<std::vector<Rate>> Alternate(const std::vector<Stretch>& stretches, int concurrency, Budget budget);

// Counts what is done between two moments.
class Meter {
 public:
  void Did() { done_.fetch_add(1, std::memory_order_relaxed); }
  int64_t done() const { return done_; }
  // Blocks meanwhile.
  Rate Measure(absl::Duration length) const;

 private:
  std::atomic<int64_t> done_ = 0;
};

// Calls `work` over and over from `threads` threads, each with the number of its thread, until one fails.
absl::StatusOr<Rate> MeasureThreads(int threads, absl::Duration length, const std::function<absl::Status(int)>& work);

// One channel for every 16 calls at once, none of them shared with another client.
std::vector<std::shared_ptr<grpc::Channel>> ChannelsTo(const std::string& address, int concurrency);

// Keeps calls of one unary method going: each that ends starts the next, on gRPC's own threads. A call that fails fails
// the stretch.
template <typename Request, typename Response>
class Calls {
 public:
  // Fills in the `k`th call.
  using Fill = std::function<void(int64_t k, grpc::ClientContext&, Request&)>;
  // Starts a call on the channel of that number.
  using Start = std::function<void(size_t channel, grpc::ClientContext*, const Request*, Response*,
                                   std::function<void(grpc::Status)>)>;

  Calls(Fill fill, Start start) : fill_(std::move(fill)), start_(std::move(start)) {}

  absl::StatusOr<Rate> Measure(int concurrency, absl::Duration length) {
    slots_.resize(static_cast<size_t>(concurrency));
    running_ = concurrency;
    for (size_t i = 0; i < slots_.size(); ++i) {
      slots_[i] = std::make_unique<Slot>();
      slots_[i]->channel = i / 16;
      Next(*slots_[i]);
    }
    Rate rate = meter_.Measure(length);
    stopping_ = true;
    MutexLock lock(mutex_);
    while (running_ > 0) ended_.Wait(mutex_);
    if (!failure_.ok()) return failure_;
    rate.all = meter_.done();
    return rate;
  }

 private:
  struct Slot {
    size_t channel = 0;
    std::unique_ptr<grpc::ClientContext> context;
    Request request;
    Response response;
  };

  void Next(Slot& slot) {
    slot.context = std::make_unique<grpc::ClientContext>();
    slot.context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    fill_(counter_.fetch_add(1, std::memory_order_relaxed), *slot.context, slot.request);
    start_(slot.channel, slot.context.get(), &slot.request, &slot.response,
           [this, &slot](const grpc::Status& status) { Ended(slot, status); });
  }

  void Ended(Slot& slot, const grpc::Status& status) {
    meter_.Did();
    if (status.ok() && !stopping_) return Next(slot);
    MutexLock lock(mutex_);
    if (!status.ok() && failure_.ok()) {
      failure_ = absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
    }
    if (--running_ == 0) ended_.NotifyAll();
  }

  const Fill fill_;
  const Start start_;
  Meter meter_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::atomic<int64_t> counter_ = 0;
  std::atomic<bool> stopping_ = false;
  Mutex mutex_;
  Condition ended_;
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio::bench
