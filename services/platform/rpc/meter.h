#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/foundation/latencies.h"
#include "services/platform/rpc/rules.h"

namespace adagio::rpc {

// How the calls of each method ended and how long they took, from entering the door to the answer. Knows methods and
// codes, and nothing else of a call. Safe from any thread.
class Meter {
 public:
  static constexpr size_t kCodes = 17;  // absl::StatusCode 0 to 16
  struct Calls {
    std::array<std::atomic<uint64_t>, kCodes> ended{};  // by code
    Latencies took;
  };

  // `rules` outlives it.
  explicit Meter(const RuleBook& rules) : rules_(rules), calls_(rules.methods().size()) {}

  // `rule` is of the RuleBook.
  void Ended(const MethodRule& rule, absl::StatusCode code, absl::Duration took);
  // A call was refused before anybody looked at it, because gRPC holds too many answers.
  void Overflowed() { overflowed_.fetch_add(1, std::memory_order_relaxed); }

  const Calls& of(const MethodRule& rule) const { return calls_[rule.number]; }
  uint64_t overflowed() const { return overflowed_.load(std::memory_order_relaxed); }
  const RuleBook& rules() const { return rules_; }

 private:
  const RuleBook& rules_;
  std::vector<Calls> calls_;  // by MethodRule::number
  std::atomic<uint64_t> overflowed_ = 0;
};

}  // namespace adagio::rpc
