#include "services/platform/rpc/meter.h"

namespace adagio::rpc {

void Meter::Ended(const MethodRule& rule, absl::StatusCode code, absl::Duration took) {
  Calls& calls = calls_[rule.number];
  const auto place = static_cast<size_t>(code);
  calls.ended[place < kCodes ? place : static_cast<size_t>(absl::StatusCode::kUnknown)].fetch_add(
      1, std::memory_order_relaxed);
  calls.took.Add(took);
}

}  // namespace adagio::rpc
