#pragma once

#include <array>

// The moments of the walk, as hours from the window's beginning; the same for the engine and the reference.
namespace adagio::homework::walk {

constexpr std::array kHours = {-12, 6, 30, 206, 221, 252};
constexpr int kDays = 10;
constexpr int kFirstReview = 24 * 9;
constexpr int kLateReview = 24 * 300;

}  // namespace adagio::homework::walk
