#pragma once

#include <array>

// The moments of the walk, as hours from the window's beginning; the same for the engine and the reference.
namespace adagio::homework::walk {

inline constexpr std::array kHours = {-12, 6, 30, 206, 221, 252};
inline constexpr int kDays = 10;
inline constexpr int kFirstReview = 24 * 9;
inline constexpr int kLateReview = 24 * 300;
// Days of the practice end in the middle of occurrences: the hour of one of its midnights.
inline constexpr int kMidnight = -12;

// In minutes: of a step, and of the smaller part of one.
inline constexpr int kUsual = 10, kShorter = 5;
inline constexpr int kUsualOfPart = 6, kShorterOfPart = 3;

}  // namespace adagio::homework::walk
