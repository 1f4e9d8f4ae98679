// Ours of what exact_limits.py computes, under the same names.
#include "services/platform/statistics/exact_limits.h"

#include <gtest/gtest.h>

#include <tuple>

#include "tests/agreement/figures_for_test.h"

namespace adagio::agreement {
namespace {

using statistics::Limits;

void SayLimits(const std::string& name, const Limits& limits, Figures& figures) {
  figures.Say(name, {limits.low, limits.high});
}

Figures Ours() {
  Figures figures;
  const std::pair<int, int> shares[] = {{0, 1}, {1, 1},   {0, 10},   {3, 14},  {11, 14},
                                        {7, 9}, {20, 24}, {50, 100}, {1, 400}, {137, 400}};
  for (const auto& [count, of] : shares) {
    SayLimits(absl::StrCat("share.", count, ".", of), statistics::ShareLimits(count, of), figures);
  }
  for (const int count : {0, 1, 2, 3, 10, 11, 60, 300}) {
    SayLimits(absl::StrCat("mean.", count), statistics::MeanLimits(count), figures);
  }
  const std::tuple<int, double, int, double> ratios[] = {
      {0, 8, 6, 8}, {6, 8, 20, 8}, {3, 4, 11, 8}, {40, 8, 10, 2}, {14, 7.5, 20, 8.25}};
  for (const auto& [count, time, other, other_time] : ratios) {
    SayLimits(absl::StrCat("ratio.", count, ".", time, ".", other, ".", other_time),
              statistics::RatioLimits(count, time, other, other_time), figures);
  }
  return figures;
}

TEST(ExactLimitsAgreeWithTheirDefinitions, ToNineDigitsAsSummedWithSixtyDigitsOnce) {
  ExpectAgreement(Ours(), FiguresIn(TextOf("exact_limits.txt")), 1e-9);
}

TEST(ExactLimitsAgreeWithTheirDefinitions, ToNineDigitsAsSummedWithSixtyDigitsNow) {
  const std::string printed = PrintedBy("exact_limits.py");
  if (printed.empty()) GTEST_SKIP() << "Python is not installed";
  ExpectAgreement(Ours(), FiguresIn(printed), 1e-9);
}

}  // namespace
}  // namespace adagio::agreement
