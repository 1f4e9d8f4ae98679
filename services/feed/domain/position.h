#pragma once

#include <cstdint>

#include "absl/time/time.h"

namespace adagio::feed {

// Which positions of a practice's feed can be read: after `forgotten`, up to `last`.
struct Extent {
  int64_t forgotten = 0;
  int64_t last = 0;
};

enum class Standing { kGood, kExpired, kFromTheFuture };

// Whether everything after `position` can still be told, and was ever given.
Standing StandingOf(int64_t position, const Extent& extent);

// What an event's time is told as: the beginning of its minute. Finer times would let two events of one act be joined
// across resources.
absl::Time MinuteOf(absl::Time at);

}  // namespace adagio::feed
