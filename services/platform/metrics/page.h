#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/latencies.h"

namespace adagio::metrics {

// A measure at this moment. A label's value is of a small closed set known when the program starts (methods, codes,
// services, lanes): never an id, never anything about a person.
struct Sample {
  std::vector<std::pair<absl::string_view, std::string>> labels;
  double value = 0;
};
struct Distribution {
  std::vector<std::pair<absl::string_view, std::string>> labels;
  Latencies::Seen seen;
};

// Measures of one name. `help` says what is counted, and the unit is the end of the name.
struct Family {
  enum class Kind { kCounter, kGauge, kHistogram };
  absl::string_view name;
  absl::string_view help;
  Kind kind = Kind::kGauge;
  std::vector<Sample> samples;
  std::vector<Distribution> distributions;  // of a histogram
};

// Answers GET /metrics in the text format of Prometheus. Whoever may connect may read it: what it says is for all who
// watch the machine.
class Page {
 public:
  enum class Reach { kThisMachine, kAnywhere };

  // `address` is host:port; port 0 for any free one. `measure` is called at each reading, from any thread, until the
  // page is gone. INVALID_ARGUMENT where the address is no host and port, or not of this machine and `reach` says so;
  // FAILED_PRECONDITION where it cannot be had.
  static absl::StatusOr<std::unique_ptr<Page>> Open(const std::string& address, Reach reach,
                                                    std::function<std::vector<Family>()> measure);
  ~Page();

  // Where it answers: the given host with the port that was bound.
  const std::string& address() const;

 private:
  class Parts;
  explicit Page(std::unique_ptr<Parts> parts);

  const std::unique_ptr<Parts> parts_;
};

}  // namespace adagio::metrics
