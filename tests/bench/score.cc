#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <random>

#include "services/platform/foundation/status.h"
#include "services/progress/domain/change.h"
#include "tests/bench/measures.h"

namespace adagio::bench {
namespace {

using progress::Category;
using progress::Method;

struct Columns {
  std::vector<double> pre, post, rci;
  std::vector<Category> categories;
};

// Whole scores from 0 to 63 that mostly fall; every twentieth row lacks one.
Columns MakeColumns(size_t pairs) {
  std::mt19937_64 random(1);
  Columns columns{std::vector<double>(pairs), std::vector<double>(pairs), std::vector<double>(pairs),
                  std::vector<Category>(pairs)};
  for (size_t i = 0; i < pairs; ++i) {
    const uint64_t bits = random();
    const double pre = 10 + static_cast<double>(bits % 54);
    const double post = pre - 24 + static_cast<double>((bits >> 8) % 40);
    const uint64_t hidden = (bits >> 16) % 40;
    columns.pre[i] = hidden == 0 ? std::nan("") : pre;
    columns.post[i] = hidden == 1 ? std::nan("") : std::max(0.0, post);
  }
  return columns;
}

// What the machine can do at best with two columns: read each number once and add it to one of eight sums, so that no
// addition waits for the last.
double Sum(const Columns& columns) {
  using Two = double __attribute__((vector_size(16)));
  Two sums[4] = {};
  const size_t even = columns.pre.size() / 4 * 4;
  for (size_t i = 0; i < even; i += 4) {
    const double *pre = &columns.pre[i], *post = &columns.post[i];
    sums[0] += Two{pre[0], pre[1]};
    sums[1] += Two{pre[2], pre[3]};
    sums[2] += Two{post[0], post[1]};
    sums[3] += Two{post[2], post[3]};
  }
  const Two all = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  double sum = all[0] + all[1];
  for (size_t i = even; i < columns.pre.size(); ++i) sum += columns.pre[i] + columns.post[i];
  return sum;
}

absl::Status Assess(Method method, Columns& columns) {
  const progress::Criteria criteria = {.method = method,
                                       .direction = progress::Direction::kLowerIsBetter,
                                       .reliability = 0.86,
                                       .reliability_post = 0.84,
                                       .mid = 5,
                                       .percent = 30,
                                       .cutoff = progress::CutoffKind::kC,
                                       .functional = {8, 7.5}};
  return AssessChange(criteria, columns.pre, columns.post, absl::MakeSpan(columns.rci),
                      absl::MakeSpan(columns.categories))
      .status();
}

double SecondsOf(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

double MedianOf(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

constexpr Method kMethods[] = {Method::kJacobsonTruax,
                               Method::kGulliksenLordNovick,
                               Method::kHsuLinnNord,
                               Method::kEdwardsNunnally,
                               Method::kNunnallyKotsch,
                               Method::kHagemanArrindell,
                               Method::kMinimalImportantDifference,
                               Method::kPercentageChange};

}  // namespace

absl::StatusOr<Figures> MeasureScore(int64_t pairs, int rounds) {
  Columns columns = MakeColumns(static_cast<size_t>(pairs));
  std::vector<double> ours, limit;
  absl::Status ended;
  volatile double kept = 0;
  for (int round = 0; round < rounds; ++round) {
    limit.push_back(SecondsOf([&] { kept = Sum(columns); }));
    ours.push_back(SecondsOf([&] {
      for (const Method method : kMethods) ended.Update(Assess(method, columns));
    }));
  }
  RETURN_IF_ERROR(ended);
  const double millions = static_cast<double>(pairs) / 1e6;
  return Figures{{.name = "score",
                  .value = millions * static_cast<double>(std::size(kMethods)) / MedianOf(ours),
                  .limit = millions / MedianOf(limit),
                  .unit = "Mpair/s",
                  .concurrency = 1,
                  .n = pairs * static_cast<int64_t>(std::size(kMethods)) * rounds}};
}

}  // namespace adagio::bench
