#pragma once

#include <Eigen/Core>
#include <functional>

namespace adagio::progress {

// A function of three numbers at one point.
struct Slope3 {
  double value = 0;
  Eigen::Vector3d gradient = Eigen::Vector3d::Zero();
};

struct Minimum {
  Eigen::Vector3d at;
  double value = 0;
  int steps = 0;
  bool converged = false;
};

// Goes down from `start` by damped Newton steps, the second derivatives being differences of gradients. Converged when
// half the Newton decrement, the height there still is to fall, is less than 1e-10; a last step is taken then. Gives up
// after 200 steps, or where a number grows beyond 1e5.
Minimum Minimise(const std::function<Slope3(const Eigen::Vector3d&)>& function, const Eigen::Vector3d& start);

}  // namespace adagio::progress
