#include "services/progress/statistics/newton.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace adagio::progress {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;
using Function = std::function<Slope3(const Vector3d&)>;

constexpr double kLeftToFall = 1e-10;
constexpr double kRounding = 1e-13;  // of a value, as a share
constexpr int kMostSteps = 200;
constexpr double kTooFar = 1e5;

Matrix3d CurvatureAt(const Function& function, const Vector3d& at) {
  Matrix3d curvature;
  for (int i = 0; i < 3; ++i) {
    const double reach = 1e-5 * std::max(0.1, std::abs(at[i]));
    Vector3d ahead = at, behind = at;
    ahead[i] += reach;
    behind[i] -= reach;
    curvature.col(i) = (function(ahead).gradient - function(behind).gradient) / (ahead[i] - behind[i]);
  }
  return (curvature + curvature.transpose()) / 2;
}

// The Newton step, downwards also where the function bends the other way.
Vector3d StepFrom(const Matrix3d& curvature, const Vector3d& gradient) {
  const Eigen::SelfAdjointEigenSolver<Matrix3d> directions(curvature);
  const Vector3d bends = directions.eigenvalues().cwiseAbs();
  const Vector3d inverse = bends.cwiseMax(1e-9 * bends.maxCoeff()).cwiseInverse();
  return -(directions.eigenvectors() * (inverse.asDiagonal() * (directions.eigenvectors().transpose() * gradient)));
}

// The first of step, step/2, step/4 … that goes down; where none does, `here` again.
Minimum GoDown(const Function& function, const Minimum& here, const Vector3d& step, double fall) {
  double part = std::min(1.0, 2 * std::max(1.0, here.at.norm()) / step.norm());
  for (int halved = 0; halved < 40; ++halved, part /= 2) {
    const Vector3d there = here.at + part * step;
    const double value = function(there).value;
    if (value <= here.value - 1e-4 * part * fall + kRounding * std::abs(here.value)) return {there, value, here.steps};
  }
  return here;
}

}  // namespace

Minimum Minimise(const Function& function, const Vector3d& start) {
  Minimum here{.at = start, .value = function(start).value};
  while (here.steps < kMostSteps && here.at.cwiseAbs().maxCoeff() < kTooFar) {
    const Vector3d gradient = function(here.at).gradient;
    const Matrix3d curvature = CurvatureAt(function, here.at);
    if (!gradient.allFinite() || !curvature.allFinite() || curvature.isZero(0)) return here;
    const Vector3d step = StepFrom(curvature, gradient);
    const double fall = -gradient.dot(step) / 2;
    const Minimum there = GoDown(function, here, step, fall);
    const bool stayed = there.at == here.at;
    here = there;
    ++here.steps;
    here.converged = fall < kLeftToFall;
    if (here.converged || stayed) return here;
  }
  return here;
}

}  // namespace adagio::progress
