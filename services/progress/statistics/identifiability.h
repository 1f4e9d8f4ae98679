#pragma once

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <array>
#include <vector>

#include "services/progress/statistics/restricted_likelihood.h"

namespace adagio::progress {

// A direction in which G and σ² can move together.
struct Move {
  Eigen::Matrix2d g;
  double residual = 0;

  // What it moves a person's covariance by, seen from Z on both sides: Z'(Z·g·Z' + residual·I)Z.
  Eigen::Matrix2d Seen(const Eigen::Matrix2d& zz) const { return zz * g * zz + residual * zz; }
};

// How much two moves together change the covariance of what is left beside the fixed part, Σ tr(P·B(u)·P·B(v)) with
// B = Z·g·Z' + residual·I and P the projection on the complement of X. Where a combination of moves changes nothing, no
// data can tell G and σ² apart.
template <int kLines>
class Overlap {
 public:
  using Likelihood = RestrictedLikelihood<kLines>;
  using FixedMatrix = typename Likelihood::FixedMatrix;

  Overlap(const std::vector<PersonSums>& people, const FixedMatrix& xx) : people_(people), inverse_(xx.inverse()) {}

  double Of(const Move& u, const Move& v) const {
    double plain = 0;
    FixedMatrix once = FixedMatrix::Zero(), by_u = once, by_v = once;
    for (const PersonSums& person : people_) {
      const Eigen::Matrix2d& zz = person.zz;
      const auto to = Likelihood::FixedPartOf(person);
      const Eigen::Matrix2d su = u.Seen(zz), sv = v.Seen(zz);
      plain += (zz * u.g * zz * v.g).trace() + u.residual * (zz * v.g).trace() + v.residual * (zz * u.g).trace() +
               u.residual * v.residual * zz(0, 0);
      const Eigen::Matrix2d both = su * v.g * zz + v.residual * su;
      once += to.transpose() * both * to;
      by_u += to.transpose() * su * to;
      by_v += to.transpose() * sv * to;
    }
    return plain - 2 * (once * inverse_).trace() + (by_u * inverse_ * by_v * inverse_).trace();
  }

 private:
  const std::vector<PersonSums>& people_;
  FixedMatrix inverse_;
};

// Whether the occasions can tell G and σ² apart, whatever the scores. xx is X'X, of full rank.
template <int kLines>
bool CanTellApart(const std::vector<PersonSums>& people, const typename RestrictedLikelihood<kLines>::FixedMatrix& xx) {
  const Overlap<kLines> overlap(people, xx);
  std::array<Move, 4> moves;
  for (Move& move : moves) move.g.setZero();
  moves[0].g(0, 0) = moves[2].g(1, 1) = 1;
  moves[1].g(0, 1) = moves[1].g(1, 0) = 1;
  moves[3].residual = 1;
  Eigen::Matrix4d table;
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j <= i; ++j) table(i, j) = table(j, i) = overlap.Of(moves.at(i), moves.at(j));
  }
  if (!(table.diagonal().minCoeff() > 0)) return false;
  const Eigen::Vector4d scale = table.diagonal().cwiseSqrt().cwiseInverse();
  const Eigen::Matrix4d scaled = scale.asDiagonal() * table * scale.asDiagonal();
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix4d> solver(scaled, Eigen::EigenvaluesOnly);
  return solver.eigenvalues().minCoeff() > 1e-9;
}

}  // namespace adagio::progress
