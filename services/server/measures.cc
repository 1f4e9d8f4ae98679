#include "services/server/measures.h"

namespace adagio::server {
namespace {

using metrics::Family;
using metrics::Sample;
using Kind = Family::Kind;

void AddCalls(const rpc::Meter& meter, std::vector<Family>& families) {
  Family ended{.name = "adagio_calls_total", .help = "Calls answered, by method and code.", .kind = Kind::kCounter};
  Family took{.name = "adagio_call_duration_seconds",
              .help = "From entering the door to the answer.",
              .kind = Kind::kHistogram};
  for (const absl::string_view name : meter.rules().methods()) {
    const std::string method(name);
    const rpc::Meter::Calls& calls = meter.of(*meter.rules().Find(name));
    for (size_t code = 0; code < rpc::Meter::kCodes; ++code) {
      const auto count = calls.ended[code].load(std::memory_order_relaxed);
      // Codes that never came are left out: there are 17 for each of some hundred methods.
      if (count == 0) continue;
      const std::string said = absl::StatusCodeToString(static_cast<absl::StatusCode>(code));
      ended.samples.push_back({{{"method", method}, {"code", said}}, static_cast<double>(count)});
    }
    const Latencies::Seen seen = calls.took.seen();
    took.distributions.push_back({{{"method", method}}, seen});
  }
  families.push_back(std::move(ended));
  families.push_back(std::move(took));
}

Family Gauge(absl::string_view name, absl::string_view help, double value) {
  return {.name = name, .help = help, .kind = Kind::kGauge, .samples = {{{}, value}}};
}

void AddLanes(const rpc::Door& door, std::vector<Family>& families) {
  const auto reads = door.reads().state();
  const auto writes = door.writes().state();
  const auto lanes = [&](absl::string_view name, absl::string_view help, Kind kind, double read, double write) {
    families.push_back({.name = name,
                        .help = help,
                        .kind = kind,
                        .samples = {{{{"lane", "read"}}, read}, {{{"lane", "write"}}, write}}});
  };
  lanes("adagio_lane_waiting", "Calls that wait for a worker.", Kind::kGauge, reads.waiting, writes.waiting);
  lanes("adagio_lane_running", "Calls a worker is busy with.", Kind::kGauge, reads.running, writes.running);
  lanes("adagio_lane_refusals_total", "Calls refused because too many waited.", Kind::kCounter, reads.refused,
        writes.refused);
  families.push_back(Gauge("adagio_calls_in_flight", "Calls whose answers gRPC still holds.", door.calls_in_flight()));
  families.push_back({.name = "adagio_calls_overflowed_total",
                      .help = "Calls refused unseen because gRPC held too many answers.",
                      .kind = Kind::kCounter,
                      .samples = {{{}, static_cast<double>(door.meter().overflowed())}}});
}

void AddPools(const std::vector<WatchedPool>& pools, std::vector<Family>& families) {
  Family size{.name = "adagio_pool_size", .help = "Most connections of a pool.", .kind = Kind::kGauge};
  Family leased{.name = "adagio_pool_leased", .help = "Connections in use.", .kind = Kind::kGauge};
  Family waits{
      .name = "adagio_pool_waits_total", .help = "Callers that found no free connection.", .kind = Kind::kCounter};
  Family refused{
      .name = "adagio_pool_refusals_total", .help = "Callers that got no connection.", .kind = Kind::kCounter};
  for (const WatchedPool& pool : pools) {
    const auto sample = [&](double value) { return Sample{{{"service", pool.service}, {"lane", pool.lane}}, value}; };
    size.samples.push_back(sample(pool.size));
    leased.samples.push_back(sample(pool.use->leased));
    waits.samples.push_back(sample(static_cast<double>(pool.use->waits)));
    refused.samples.push_back(sample(static_cast<double>(pool.use->refused)));
  }
  for (Family* family : {&size, &leased, &waits, &refused}) families.push_back(std::move(*family));
}

void AddLags(const Watched& watched, std::vector<Family>& families) {
  const audit::ProcessTrail::Lag audit = watched.trail.lag();
  families.push_back(Gauge("adagio_audit_waiting_records", "Records on their way to a commit.", audit.waiting));
  families.push_back(
      Gauge("adagio_audit_waiting_seconds", "Age of the oldest of them.", absl::ToDoubleSeconds(audit.oldest)));
  families.push_back(
      Gauge("adagio_audit_unsigned_records", "Records committed, under no checkpoint yet.", audit.unsigned_records));
  families.push_back(Gauge("adagio_audit_checkpoint_age_seconds", "Since everything committed was last found signed.",
                           absl::ToDoubleSeconds(audit.unsigned_for)));
  const StoreWatch::Seen store = watched.store.seen();
  families.push_back(Gauge("adagio_store_up", "1 where the database answered the last look.", store.up ? 1 : 0));
  families.push_back(Gauge("adagio_outbox_events",
                           "Committed events without a place in a feed; 0 while the store is down.",
                           static_cast<double>(store.outbox_events)));
  families.push_back(Gauge("adagio_outbox_age_seconds", "Age of the oldest of them, by the domain's clock.",
                           absl::ToDoubleSeconds(store.outbox_age)));
  families.push_back(Gauge("adagio_sequencer_leading", "1 where this process gives events their places.",
                           watched.sequencer.leading() ? 1 : 0));
}

}  // namespace

std::vector<Family> Measure(const Watched& watched) {
  std::vector<Family> families;
  AddCalls(watched.door.meter(), families);
  AddLanes(watched.door, families);
  AddPools(watched.pools, families);
  AddLags(watched, families);
  return families;
}

}  // namespace adagio::server
