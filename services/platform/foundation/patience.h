#pragma once

#include <algorithm>
#include <chrono>

#include "absl/time/time.h"

namespace adagio {

// How much of a bounded wait is left, by a clock that nobody sets.
class Patience {
 public:
  explicit Patience(absl::Duration wait) : until_(std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(wait)) {}

  // Never negative.
  absl::Duration left() const {
    return std::max(absl::FromChrono(until_ - std::chrono::steady_clock::now()), absl::ZeroDuration());
  }
  bool over() const { return left() == absl::ZeroDuration(); }

 private:
  const std::chrono::steady_clock::time_point until_;
};

}  // namespace adagio
