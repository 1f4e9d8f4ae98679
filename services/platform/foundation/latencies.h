#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

namespace adagio {

// How long things took, counted in classes. Adding is two additions without a lock. Safe from any thread.
class Latencies {
 public:
  // The upper bounds of the classes, in seconds; what took longer than the last is in one more class.
  static constexpr std::array<double, 14> kBounds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                     0.1,    0.25,  0.5,    1,     2.5,  5,     10};
  struct Seen {
    std::array<uint64_t, kBounds.size() + 1> counts{};  // by class
    double seconds = 0;                                 // altogether
  };

  void Add(absl::Duration took);
  // What was added so far; additions under way may be half in it.
  Seen seen() const;

 private:
  std::array<std::atomic<uint64_t>, kBounds.size() + 1> counts_{};
  std::atomic<int64_t> micros_ = 0;
};

}  // namespace adagio
