#pragma once

#include <chrono>

#include "absl/time/time.h"

namespace adagio::rpc {

inline constexpr absl::Duration kImposedDeadline = absl::Seconds(10);
inline constexpr absl::Duration kLongestDeadline = absl::Seconds(30);

// How long a call may wait for its work, when its client asked for `asked` (infinite where it set no deadline).
absl::Duration Patience(absl::Duration asked);

// When the work of a call must have begun, on monotonic time. `asked` is what gRPC says; its greatest value means none.
std::chrono::steady_clock::time_point DeadlineFrom(std::chrono::system_clock::time_point asked);

}  // namespace adagio::rpc
