#include "services/platform/rpc/deadline.h"

#include <algorithm>

namespace adagio::rpc {

absl::Duration Patience(absl::Duration asked) {
  return asked == absl::InfiniteDuration() ? kImposedDeadline : std::min(asked, kLongestDeadline);
}

std::chrono::steady_clock::time_point DeadlineFrom(std::chrono::system_clock::time_point asked) {
  absl::Duration left = absl::InfiniteDuration();
  if (asked != std::chrono::system_clock::time_point::max()) {
    left = absl::FromChrono(asked - std::chrono::system_clock::now());
  }
  return std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(Patience(left));
}

}  // namespace adagio::rpc
