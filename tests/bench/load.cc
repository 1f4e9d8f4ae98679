#include "tests/bench/load.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "services/platform/foundation/status.h"

namespace adagio::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kGettingGoing(400);

Rate Median(std::vector<Rate> rates) {
  std::sort(rates.begin(), rates.end(), [](const Rate& a, const Rate& b) { return a.per_second < b.per_second; });
  Rate median = rates[rates.size() / 2];
  if (rates.size() % 2 == 0) median.per_second = (median.per_second + rates[rates.size() / 2 - 1].per_second) / 2;
  median.n = 0;
  for (const Rate& rate : rates) median.n += rate.n;
  return median;
}

}  // namespace

absl::StatusOr<std::vector<Rate>> Alternate(const std::vector<Stretch>& stretches, int concurrency, Budget budget) {
  std::vector<std::vector<Rate>> rates(stretches.size());
  for (int round = 0; round < budget.rounds; ++round) {
    for (size_t i = 0; i < stretches.size(); ++i) {
      ASSIGN_OR_RETURN(const Rate rate, stretches[i](concurrency, budget.length));
      rates[i].push_back(rate);
    }
  }
  std::vector<Rate> medians;
  for (std::vector<Rate>& of_one : rates) medians.push_back(Median(std::move(of_one)));
  return medians;
}

Rate Meter::Measure(absl::Duration length) const {
  std::this_thread::sleep_for(kGettingGoing);
  const auto begin = SteadyClock::now();
  const int64_t before = done_;
  std::this_thread::sleep_for(absl::ToChronoNanoseconds(length));
  const int64_t n = done_ - before;
  const std::chrono::duration<double> took = SteadyClock::now() - begin;
  return {.per_second = static_cast<double>(n) / took.count(), .n = n};
}

absl::StatusOr<Rate> MeasureThreads(int threads, absl::Duration length, const std::function<absl::Status(int)>& work) {
  Meter meter;
  std::atomic<bool> stopping = false;
  std::vector<absl::Status> ends(static_cast<size_t>(threads));
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      absl::Status& end = ends[static_cast<size_t>(thread)];
      while (!stopping && end.ok()) {
        end = work(thread);
        meter.Did();
      }
    });
  }
  Rate rate = meter.Measure(length);
  stopping = true;
  for (std::thread& thread : running) thread.join();
  for (const absl::Status& end : ends) RETURN_IF_ERROR(end);
  rate.all = meter.done();
  return rate;
}

std::vector<std::shared_ptr<grpc::Channel>> ChannelsTo(const std::string& address, int concurrency) {
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int first = 0; first < concurrency; first += 16) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channels.push_back(grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
  }
  return channels;
}

}  // namespace adagio::bench
