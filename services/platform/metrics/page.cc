#include "services/platform/metrics/page.h"

#include <prometheus/collectable.h>
#include <prometheus/exposer.h>
#include <prometheus/metric_family.h>

#include <exception>
#include <limits>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace adagio::metrics {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;

ClientMetric With(const std::vector<std::pair<absl::string_view, std::string>>& labels) {
  ClientMetric metric;
  for (const auto& [name, value] : labels) metric.label.push_back({std::string(name), value});
  return metric;
}

ClientMetric HistogramOf(const Distribution& distribution) {
  ClientMetric metric = With(distribution.labels);
  for (size_t i = 0; i < distribution.seen.counts.size(); ++i) {
    metric.histogram.sample_count += distribution.seen.counts[i];
    const bool last = i == Latencies::kBounds.size();
    metric.histogram.bucket.push_back(
        {metric.histogram.sample_count, last ? std::numeric_limits<double>::infinity() : Latencies::kBounds[i]});
  }
  metric.histogram.sample_sum = distribution.seen.seconds;
  return metric;
}

MetricFamily Written(const Family& family) {
  MetricFamily written;
  written.name = std::string(family.name);
  written.help = std::string(family.help);
  written.type = family.kind == Family::Kind::kCounter ? prometheus::MetricType::Counter
                 : family.kind == Family::Kind::kGauge ? prometheus::MetricType::Gauge
                                                       : prometheus::MetricType::Histogram;
  for (const Sample& sample : family.samples) {
    written.metric.push_back(With(sample.labels));
    written.metric.back().counter.value = sample.value;
    written.metric.back().gauge.value = sample.value;
  }
  for (const Distribution& distribution : family.distributions) written.metric.push_back(HistogramOf(distribution));
  return written;
}

class Measures final : public prometheus::Collectable {
 public:
  explicit Measures(std::function<std::vector<Family>()> measure) : measure_(std::move(measure)) {}
  std::vector<MetricFamily> Collect() const override {
    std::vector<MetricFamily> written;
    for (const Family& family : measure_()) written.push_back(Written(family));
    return written;
  }

 private:
  const std::function<std::vector<Family>()> measure_;
};

bool IsHere(absl::string_view host) { return host == "127.0.0.1" || host == "[::1]"; }

absl::Status Check(absl::string_view address, Page::Reach reach) {
  const size_t colon = address.rfind(':');
  uint32_t port = 0;
  if (colon == absl::string_view::npos || colon == 0 || !absl::SimpleAtoi(address.substr(colon + 1), &port) ||
      port > 65535) {
    return absl::InvalidArgumentError("the metrics' address is no host:port");
  }
  if (reach == Page::Reach::kThisMachine && !IsHere(address.substr(0, colon))) {
    return absl::InvalidArgumentError("the metrics' address is not of this machine (127.0.0.1 or [::1])");
  }
  return absl::OkStatus();
}

}  // namespace

class Page::Parts {
 public:
  Parts(const std::string& address, std::function<std::vector<Family>()> measure)
      : measures_(std::make_shared<Measures>(std::move(measure))),
        exposer_(std::vector<std::string>{"listening_ports", address, "num_threads", "2"}) {
    exposer_.RegisterCollectable(measures_);
    address_ = absl::StrCat(address.substr(0, address.rfind(':')), ":", exposer_.GetListeningPorts().at(0));
  }
  const std::string& address() const { return address_; }

 private:
  const std::shared_ptr<Measures> measures_;
  prometheus::Exposer exposer_;
  std::string address_;
};

Page::Page(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Page::~Page() = default;
const std::string& Page::address() const { return parts_->address(); }

absl::StatusOr<std::unique_ptr<Page>> Page::Open(const std::string& address, Reach reach,
                                                 std::function<std::vector<Family>()> measure) {
  if (absl::Status wrong = Check(address, reach); !wrong.ok()) return wrong;
  // The library throws where it cannot listen.
  try {
    return std::unique_ptr<Page>(new Page(std::make_unique<Parts>(address, std::move(measure))));
  } catch (const std::exception&) {
    return absl::FailedPreconditionError(absl::StrCat("cannot show metrics at ", address));
  }
}

}  // namespace adagio::metrics
