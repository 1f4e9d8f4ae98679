#pragma once

#include <Eigen/Core>
#include <Eigen/LU>
#include <cmath>
#include <vector>

#include "services/progress/statistics/newton.h"

// The restricted likelihood of FitRandomSlopes. A person's times and scores enter it through five sums only, so a look
// at it costs as much as there are people.
namespace adagio::progress {

// Z'Z and Z'y of one person, Z the columns 1 and time; y what is left of the scores by ordinary least squares.
struct PersonSums {
  Eigen::Matrix2d zz = Eigen::Matrix2d::Zero();
  Eigen::Vector2d zy = Eigen::Vector2d::Zero();
  double covariate = 0;
};

// kLines: 1 without a covariate, 2 with one. A person's fixed part is Z·W·β with W = (I) or (I, covariate·I).
template <int kLines>
class RestrictedLikelihood {
 public:
  static constexpr int kFixed = 2 * kLines;
  using FixedVector = Eigen::Matrix<double, kFixed, 1>;
  using FixedMatrix = Eigen::Matrix<double, kFixed, kFixed>;
  using ToFixed = Eigen::Matrix<double, 2, kFixed>;

  // All there is to know at one relative covariance S = G/σ².
  struct State {
    FixedVector fixed;
    FixedMatrix inverse;  // (X'V⁻¹X)⁻¹, in units of σ²
    double residual = 0;  // σ²
    double criterion = 0;
    Eigen::Matrix2d gradient;  // of the criterion, by S
  };

  // One person at one S: K = (I + S·Z'Z)⁻¹. Then Z'V⁻¹Z = Z'Z·K and Z'V⁻¹y = K'·Z'y, without a difference in them.
  struct Part {
    Eigen::Matrix2d k;
    Eigen::Matrix2d zvz;
    Eigen::Vector2d zvy;
    double determinant = 1;
  };

  RestrictedLikelihood(const std::vector<PersonSums>& people, double squares, int64_t measurements)
      : people_(people), squares_(squares), freedom_(static_cast<double>(measurements - kFixed)) {}

  static ToFixed FixedPartOf(const PersonSums& person) {
    ToFixed to;
    to.template leftCols<2>().setIdentity();
    if constexpr (kLines == 2) to.template rightCols<2>() = person.covariate * Eigen::Matrix2d::Identity();
    return to;
  }

  static Part PartOf(const PersonSums& person, const Eigen::Matrix2d& s) {
    const Eigen::Matrix2d plus = Eigen::Matrix2d::Identity() + s * person.zz;
    Part part;
    // 1 + trace + product: sums of what is not negative.
    part.determinant = 1 + (s * person.zz).trace() + s.determinant() * person.zz.determinant();
    part.k << plus(1, 1), -plus(0, 1), -plus(1, 0), plus(0, 0);
    part.k /= part.determinant;
    part.zvz = person.zz * part.k;
    part.zvy = part.k.transpose() * person.zy;
    return part;
  }

  State At(const Eigen::Matrix2d& s) const {
    State state;
    FixedMatrix xvx = FixedMatrix::Zero();
    FixedVector xvy = FixedVector::Zero();
    double logs = 0, squares = squares_;
    for (const PersonSums& person : people_) {
      const Part part = PartOf(person, s);
      const ToFixed to = FixedPartOf(person);
      xvx.noalias() += to.transpose() * part.zvz * to;
      xvy.noalias() += to.transpose() * part.zvy;
      squares -= person.zy.dot(s * part.zvy);
      logs += std::log(part.determinant);
    }
    state.inverse = xvx.inverse();
    state.fixed = state.inverse * xvy;
    const double left = squares - state.fixed.dot(xvy);
    state.residual = left / freedom_;
    state.criterion = logs + std::log(xvx.determinant()) + freedom_ * (1 + std::log(2 * M_PI * state.residual));
    AddGradient(s, state);
    return state;
  }

 private:
  void AddGradient(const Eigen::Matrix2d& s, State& state) const {
    state.gradient.setZero();
    for (const PersonSums& person : people_) {
      const Part part = PartOf(person, s);
      const ToFixed to = FixedPartOf(person);
      const Eigen::Vector2d rest = part.zvy - part.zvz * (to * state.fixed);
      const ToFixed by = part.zvz * to;
      state.gradient += part.zvz - by * state.inverse * by.transpose() - rest * rest.transpose() / state.residual;
    }
  }

  const std::vector<PersonSums>& people_;
  double squares_;  // y'y
  double freedom_;
};

// S = L·L' with L = (a 0; b c): every S is reached, and a, c may have either sign, so there is no edge to stop at.
inline Eigen::Matrix2d RelativeCovariance(const Eigen::Vector3d& factor) {
  Eigen::Matrix2d l;
  l << factor[0], 0, factor[1], factor[2];
  return l * l.transpose();
}

// The criterion's gradient by S, as one by (a, b, c).
inline Eigen::Vector3d ByFactor(const Eigen::Matrix2d& gradient, const Eigen::Vector3d& factor) {
  Eigen::Matrix2d l;
  l << factor[0], 0, factor[1], factor[2];
  const Eigen::Matrix2d by = 2 * gradient * l;
  return {by(0, 0), by(1, 0), by(1, 1)};
}

}  // namespace adagio::progress
