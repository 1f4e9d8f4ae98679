#include "services/progress/statistics/paired_moments.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// Rows summed at a time: small enough that the second look at them finds them in the first-level cache.
constexpr size_t kBlock = 512;
// Two rows at a time. (GCC 12 makes no vectors of a sum that leaves rows out, so they are spelled out.)
using Two = double __attribute__((vector_size(16)));

// Sums of squared and crossed deviations from the means of `n` pairs.
struct Moments {
  double n = 0;
  double pre_mean = 0, post_mean = 0;
  double pre_squares = 0, post_squares = 0, products = 0;
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

Two Load(const double* rows) { return Two{rows[0], rows[1]}; }
double Sum(Two two) { return two[0] + two[1]; }

// `value` in a row where both scores are there, 0 in another.
Two WhereComplete(Two pre, Two post, Two value) { return pre == pre ? (post == post ? value : Two{}) : Two{}; }

// Two looks at one block: the means first, then the deviations from them. `size` is even.
Moments MeasureBlock(const double* pre, const double* post, size_t size, Origin origin) {
  Two count = {}, pre_sum = {}, post_sum = {};
  for (size_t i = 0; i < size; i += 2) {
    const Two x = Load(pre + i), y = Load(post + i);
    count += WhereComplete(x, y, Two{1, 1});
    pre_sum += WhereComplete(x, y, x - origin.pre);
    post_sum += WhereComplete(x, y, y - origin.post);
  }
  Moments block;
  block.n = Sum(count);
  if (block.n == 0) return block;
  block.pre_mean = Sum(pre_sum) / block.n;
  block.post_mean = Sum(post_sum) / block.n;
  Two pre_squares = {}, post_squares = {}, products = {};
  for (size_t i = 0; i < size; i += 2) {
    const Two x = Load(pre + i), y = Load(post + i);
    const Two from_pre = WhereComplete(x, y, x - origin.pre - block.pre_mean);
    const Two from_post = WhereComplete(x, y, y - origin.post - block.post_mean);
    pre_squares += from_pre * from_pre;
    post_squares += from_post * from_post;
    products += from_pre * from_post;
  }
  block.pre_squares = Sum(pre_squares);
  block.post_squares = Sum(post_squares);
  block.products = Sum(products);
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
