#include "services/progress/statistics/random_slope.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/progress/statistics/identifiability.h"
#include "services/progress/statistics/newton.h"
#include "services/progress/statistics/restricted_likelihood.h"

namespace adagio::progress {
namespace {

using Eigen::Matrix2d;
using Eigen::Vector2d;
using Eigen::Vector3d;

// S with a smaller eigenvalue than this has no full rank: an SD of 1e-4 of the residual's, in units of the time's SD.
constexpr double kNoVariance = 1e-8;
// Of the scores' variance; less is rounding.
constexpr double kExactLine = 1e-20;

// A column as (x − mean)/sd.
struct Scale {
  double mean = 0;
  double sd = 0;

  double operator()(double x) const { return (x - mean) / sd; }
};

Scale ScaleOf(absl::Span<const double> column) {
  double sum = 0, squares = 0;
  for (const double x : column) sum += x - column[0];
  const double n = static_cast<double>(column.size()), mean = column[0] + sum / n;
  for (const double x : column) squares += (x - mean) * (x - mean);
  return {mean, std::sqrt(squares / n)};
}

// The line in the scaled columns → the line in the given ones is offset + map·line.
struct BackToGiven {
  Matrix2d map;
  Scale score;

  BackToGiven(const Scale& time, const Scale& score_scale) : score(score_scale) {
    map << score.sd, -score.sd * time.mean / time.sd, 0, score.sd / time.sd;
  }

  Line LineOf(const Vector2d& scaled) const {
    const Vector2d line = map * scaled;
    return {score.mean + line[0], line[1]};
  }
  LineCovariance CovarianceOf(const Matrix2d& scaled) const {
    const Matrix2d given = map * scaled * map.transpose();
    return {given(0, 0), given(0, 1), given(1, 1)};
  }
};

absl::Status CheckColumns(const Measurements& all, absl::Span<const double> covariate, int64_t people) {
  for (size_t i = 0; i < all.score.size(); ++i) {
    if (!std::isfinite(all.score[i])) return RefuseField("score", "scores must be finite");
    if (!std::isfinite(all.time[i])) return RefuseField("time", "times must be finite");
  }
  for (const double value : covariate) {
    if (!std::isfinite(value)) return RefuseField("covariate", "values must be finite");
  }
  if (people < 2) return RefuseField("id", "one person's line cannot be told from what all have in common");
  return absl::OkStatus();
}

template <int kLines>
class Fitter {
 public:
  using Likelihood = RestrictedLikelihood<kLines>;

  Fitter(const Measurements& all, absl::Span<const double> covariate, int64_t people)
      : all_(all), covariate_(covariate), people_(static_cast<size_t>(people)) {}

  absl::StatusOr<RandomSlopeFit> Fit() {
    RETURN_IF_ERROR(Prepare());
    const Likelihood likelihood(people_, squares_, static_cast<int64_t>(all_.score.size()));
    const Minimum best = Best(likelihood);
    if (best.at.cwiseAbs().maxCoeff() >= 1e4) {
      return RefuseField("score", "scores lie on the lines of people, without variance about them");
    }
    if (!best.converged) return RefuseField("score", "the model did not converge");
    return Told(likelihood, best);
  }

 private:
  typename Likelihood::FixedVector RowAt(size_t i) const {
    const size_t person = static_cast<size_t>(all_.person[i]);
    const double time = time_(all_.time[i]);
    typename Likelihood::FixedVector row;
    row.template head<2>() << 1, time;
    if constexpr (kLines == 2) row.template tail<2>() = row.template head<2>() * people_[person].covariate;
    return row;
  }

  // Scales every column, takes ordinary least squares out of the scores, and sums what is left by person.
  absl::Status Prepare() {
    time_ = ScaleOf(all_.time);
    score_ = ScaleOf(all_.score);
    if (!std::isfinite(time_.sd)) return RefuseField("time", "times are too large to be squared");
    if (!std::isfinite(score_.sd)) return RefuseField("score", "scores are too large to be squared");
    if (!(time_.sd > 0)) return RefuseField("time", "all occasions are at the same time");
    if (!(score_.sd > 0)) return RefuseField("score", "all scores are equal");
    if constexpr (kLines == 2) {
      by_ = ScaleOf(covariate_);
      if (!(by_.sd > 0) || !std::isfinite(by_.sd)) return RefuseField("covariate", "values must differ, within reason");
      for (size_t i = 0; i < people_.size(); ++i) people_[i].covariate = by_(covariate_[i]);
    }
    typename Likelihood::FixedMatrix xx = Likelihood::FixedMatrix::Zero();
    typename Likelihood::FixedVector xy = Likelihood::FixedVector::Zero();
    for (size_t i = 0; i < all_.score.size(); ++i) {
      const auto row = RowAt(i);
      xx += row * row.transpose();
      xy += row * score_(all_.score[i]);
    }
    const Eigen::SelfAdjointEigenSolver<typename Likelihood::FixedMatrix> rank(xx);
    if (!(rank.eigenvalues()[0] > 1e-10 * rank.eigenvalues()[Likelihood::kFixed - 1])) {
      return RefuseField("time", "the occasions cannot tell the fixed part");
    }
    common_ = xx.inverse() * xy;
    SumUp();
    if (squares_ < kExactLine * static_cast<double>(all_.score.size())) {
      return RefuseField("score", "all scores lie on one line");
    }
    if (CanTellApart<kLines>(people_, xx)) return absl::OkStatus();
    return RefuseField("time", "too few occasions tell how people differ from how scores scatter");
  }

  void SumUp() {
    for (size_t i = 0; i < all_.score.size(); ++i) {
      PersonSums& person = people_[static_cast<size_t>(all_.person[i])];
      const Vector2d z(1, time_(all_.time[i]));
      const double left = score_(all_.score[i]) - common_.dot(RowAt(i));
      person.zz += z * z.transpose();
      person.zy += left * z;
      squares_ += left * left;
    }
  }

  // Down from one start; on the boundary, which may be a hollow of its own, from others as well.
  Minimum Best(const Likelihood& likelihood) const {
    const auto function = [&](const Vector3d& factor) {
      const auto state = likelihood.At(RelativeCovariance(factor));
      return Slope3{state.criterion, ByFactor(state.gradient, factor)};
    };
    Minimum best = Minimise(function, Vector3d(1, 0, 1));
    if (best.converged && !OnBoundary(best)) return best;
    for (const double start : {0.2, 5.0}) {
      const Minimum other = Minimise(function, Vector3d(start, 0, start));
      const bool lower = other.value < best.value - 1e-9;
      if (other.converged && (lower || !best.converged)) best = other;
    }
    return best;
  }

  static bool OnBoundary(const Minimum& minimum) {
    const Eigen::SelfAdjointEigenSolver<Matrix2d> ranks(RelativeCovariance(minimum.at), Eigen::EigenvaluesOnly);
    return ranks.eigenvalues()[0] < kNoVariance;
  }

  RandomSlopeFit Told(const Likelihood& likelihood, const Minimum& best) const {
    const Matrix2d s = RelativeCovariance(best.at);
    const auto state = likelihood.At(s);
    const BackToGiven back(time_, score_);
    RandomSlopeFit fit{.status = OnBoundary(best) ? FitStatus::kBoundary : FitStatus::kConverged,
                       .steps = best.steps,
                       .people = static_cast<int64_t>(people_.size()),
                       .measurements = static_cast<int64_t>(all_.score.size()),
                       .random = back.CovarianceOf(state.residual * s),
                       .residual = state.residual * score_.sd * score_.sd};
    TellFixed(state, back, fit);
    const double freedom = static_cast<double>(fit.measurements - Likelihood::kFixed);
    fit.criterion = state.criterion + 2 * freedom * std::log(score_.sd) + 2 * kLines * std::log(time_.sd);
    if constexpr (kLines == 2) fit.criterion += 4 * std::log(by_.sd);
    for (const PersonSums& person : people_) fit.persons.push_back(PersonOf(person, s, state, back));
    return fit;
  }

  // A covariate of 0 is −mean/sd in the scaled column.
  void TellFixed(const typename Likelihood::State& state, const BackToGiven& back, RandomSlopeFit& fit) const {
    const typename Likelihood::FixedVector fixed = common_ + state.fixed;
    PersonSums nobody;
    if constexpr (kLines == 2) nobody.covariate = by_(0);
    const auto to = Likelihood::FixedPartOf(nobody);
    fit.fixed = back.LineOf(to * fixed);
    fit.errors = back.CovarianceOf(state.residual * to * state.inverse * to.transpose());
    if constexpr (kLines == 2) {
      const Vector2d by = back.map * fixed.template tail<2>() / by_.sd;
      fit.fixed_by = {by[0], by[1]};
    }
  }

  // û = S·Z'V⁻¹(y − Xβ). Its error, given β, is σ²·S·K'; β's own adds K·W·(X'V⁻¹X)⁻¹·W'·K'.
  PersonLine PersonOf(const PersonSums& person, const Matrix2d& s, const typename Likelihood::State& state,
                      const BackToGiven& back) const {
    const auto part = Likelihood::PartOf(person, s);
    const auto to = Likelihood::FixedPartOf(person);
    const Vector2d random = s * (part.zvy - part.zvz * (to * state.fixed));
    const auto carried = (part.k * to).eval();
    const Matrix2d error = s * part.k.transpose() + carried * state.inverse * carried.transpose();
    return {back.LineOf(to * (common_ + state.fixed) + random), back.CovarianceOf(state.residual * error)};
  }

  const Measurements& all_;
  absl::Span<const double> covariate_;
  std::vector<PersonSums> people_;
  Scale time_, score_, by_;
  typename Likelihood::FixedVector common_;  // by ordinary least squares
  double squares_ = 0;
};

}  // namespace

absl::StatusOr<RandomSlopeFit> FitRandomSlopes(const Measurements& measurements, absl::Span<const double> covariate) {
  CHECK(measurements.person.size() == measurements.score.size());
  CHECK(measurements.time.size() == measurements.score.size());
  int64_t people = 0;
  for (const int64_t person : measurements.person) {
    CHECK(person >= 0);
    people = std::max(people, person + 1);
  }
  RETURN_IF_ERROR(CheckColumns(measurements, covariate, people));
  if (covariate.empty()) return Fitter<1>(measurements, covariate, people).Fit();
  CHECK(static_cast<int64_t>(covariate.size()) == people);
  return Fitter<2>(measurements, covariate, people).Fit();
}

}  // namespace adagio::progress
