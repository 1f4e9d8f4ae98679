#include "services/progress/domain/paired_moments.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// Rows summed at a time: small enough that the second look at them finds them in the first-level cache.
constexpr size_t kBlock = 512;
// Sums kept side by side, so that the compiler may use vector registers without reordering any sum.
constexpr size_t kLanes = 8;

// Sums of squared and crossed deviations from the means of `n` pairs.
struct Moments {
  double n = 0;
  double pre_mean = 0, post_mean = 0;
  double pre_squares = 0, post_squares = 0, products = 0;
};

struct Lanes {
  double at[kLanes] = {};
  double Sum() const {
    double sum = 0;
    for (const double lane : at) sum += lane;
    return sum;
  }
};

// A first complete pair, subtracted from all others: it keeps large scores with little spread precise.
struct Origin {
  double pre = 0, post = 0;
};

bool IsComplete(double pre, double post) { return !std::isnan(pre) && !std::isnan(post); }

Origin FindOrigin(absl::Span<const double> pre, absl::Span<const double> post) {
  for (size_t i = 0; i < pre.size(); ++i) {
    if (IsComplete(pre[i], post[i])) return {pre[i], post[i]};
  }
  return {};
}

// Two looks at one block: the means first, then the deviations from them. `size` is a multiple of kLanes.
Moments MeasureBlock(const double* pre, const double* post, size_t size, Origin origin) {
  Lanes count, pre_sum, post_sum;
  for (size_t i = 0; i < size; i += kLanes) {
    for (size_t k = 0; k < kLanes; ++k) {
      const bool complete = (pre[i + k] == pre[i + k]) & (post[i + k] == post[i + k]);
      count.at[k] += complete ? 1.0 : 0.0;
      pre_sum.at[k] += complete ? pre[i + k] - origin.pre : 0.0;
      post_sum.at[k] += complete ? post[i + k] - origin.post : 0.0;
    }
  }
  Moments block;
  block.n = count.Sum();
  if (block.n == 0) return block;
  block.pre_mean = pre_sum.Sum() / block.n;
  block.post_mean = post_sum.Sum() / block.n;
  Lanes pre_squares, post_squares, products;
  for (size_t i = 0; i < size; i += kLanes) {
    for (size_t k = 0; k < kLanes; ++k) {
      const bool complete = (pre[i + k] == pre[i + k]) & (post[i + k] == post[i + k]);
      const double x = complete ? pre[i + k] - origin.pre - block.pre_mean : 0.0;
      const double y = complete ? post[i + k] - origin.post - block.post_mean : 0.0;
      pre_squares.at[k] += x * x;
      post_squares.at[k] += y * y;
      products.at[k] += x * y;
    }
  }
  block.pre_squares = pre_squares.Sum();
  block.post_squares = post_squares.Sum();
  block.products = products.Sum();
  return block;
}

// Joins the moments of two sets (Chan, Golub & LeVeque 1983, The American Statistician 37:242-247).
void Join(Moments& all, const Moments& more) {
  if (more.n == 0) return;
  const double n = all.n + more.n;
  const double weight = all.n * more.n / n;
  const double pre_gap = more.pre_mean - all.pre_mean;
  const double post_gap = more.post_mean - all.post_mean;
  all.pre_squares += more.pre_squares + pre_gap * pre_gap * weight;
  all.post_squares += more.post_squares + post_gap * post_gap * weight;
  all.products += more.products + pre_gap * post_gap * weight;
  all.pre_mean += pre_gap * (more.n / n);
  all.post_mean += post_gap * (more.n / n);
  all.n = n;
}

Moments MeasureAll(absl::Span<const double> pre, absl::Span<const double> post, Origin origin) {
  Moments all;
  size_t i = 0;
  for (; i + kBlock <= pre.size(); i += kBlock) Join(all, MeasureBlock(&pre[i], &post[i], kBlock, origin));
  double last_pre[kBlock], last_post[kBlock];
  std::fill(last_pre, last_pre + kBlock, std::nan(""));
  std::fill(last_post, last_post + kBlock, std::nan(""));
  std::copy(pre.begin() + i, pre.end(), last_pre);
  std::copy(post.begin() + i, post.end(), last_post);
  Join(all, MeasureBlock(last_pre, last_post, kBlock, origin));
  return all;
}

}  // namespace

absl::StatusOr<PairedMoments> MeasurePairs(absl::Span<const double> pre, absl::Span<const double> post) {
  if (pre.size() != post.size()) return RefuseField("post", "there must be as many scores at post as at pre");
  const Origin origin = FindOrigin(pre, post);
  const Moments all = MeasureAll(pre, post, origin);
  if (!std::isfinite(all.pre_squares) || !std::isfinite(all.post_squares)) {
    return RefuseField("pre", "scores must be finite");
  }
  PairedMoments moments;
  moments.n = static_cast<int64_t>(all.n);
  moments.incomplete = static_cast<int64_t>(pre.size()) - moments.n;
  const double freedom = std::max(all.n - 1, 1.0);
  moments.pre = {origin.pre + all.pre_mean, std::sqrt(all.pre_squares / freedom)};
  moments.post = {origin.post + all.post_mean, std::sqrt(all.post_squares / freedom)};
  moments.covariance = all.products / freedom;
  return moments;
}

}  // namespace adagio::progress
