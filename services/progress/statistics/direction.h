#pragma once

namespace adagio::progress {

// Which way a score moves when a person gets better. An instrument whose scores mean no such thing has no direction,
// and its series gets no categories.
enum class Direction { kHigherIsBetter, kLowerIsBetter };

// d in the formulas: +1 or −1, so that d·change is positive when a person gets better.
constexpr double SignOf(Direction direction) { return direction == Direction::kHigherIsBetter ? 1.0 : -1.0; }

}  // namespace adagio::progress
