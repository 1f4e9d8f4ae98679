#include "services/platform/metrics/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/metrics/get_for_test.h"

namespace adagio::metrics {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::unique_ptr<Page> Show(std::vector<Family> families) {
  return Page::Open("127.0.0.1:0", Page::Reach::kThisMachine, [families] { return families; }).value();
}

TEST(Page, ShowsEachKindOfMeasureUnderItsNameAndLabels) {
  Latencies took;
  took.Add(absl::Milliseconds(3));
  took.Add(absl::Minutes(1));
  const auto page = Show({
      {.name = "calls_total", .help = "Calls.", .kind = Family::Kind::kCounter, .samples = {{{{"code", "OK"}}, 7}}},
      {.name = "queue", .help = "Waiting.", .kind = Family::Kind::kGauge, .samples = {{{}, 2}}},
      {.name = "took_seconds",
       .help = "Time.",
       .kind = Family::Kind::kHistogram,
       .distributions = {{{{"method", "X"}}, took.seen()}}},
  });
  EXPECT_THAT(Get(page->address(), "/metrics"),
              AllOf(HasSubstr("calls_total{code=\"OK\"} 7"), HasSubstr("# TYPE calls_total counter"),
                    HasSubstr("queue 2"), HasSubstr("took_seconds_bucket{method=\"X\",le=\"0.0025\"} 0"),
                    HasSubstr("took_seconds_bucket{method=\"X\",le=\"0.005\"} 1"),
                    HasSubstr("took_seconds_bucket{method=\"X\",le=\"10\"} 1"),
                    HasSubstr("took_seconds_bucket{method=\"X\",le=\"+Inf\"} 2"),
                    HasSubstr("took_seconds_sum{method=\"X\"} 60.003")));
}

TEST(Page, ShowsNothingElsewhere) {
  const auto page = Show({{.name = "queue", .help = "Waiting.", .samples = {{{}, 2}}}});
  EXPECT_THAT(Get(page->address(), "/"), AllOf(HasSubstr("404"), Not(HasSubstr("queue"))));
}

TEST(Page, IsOfThisMachineUnlessAskedOtherwise) {
  const auto none = [] { return std::vector<Family>(); };
  for (const char* address : {"0.0.0.0:0", "[::]:0", "localhost", "127.0.0.1:x", ":0", "127.0.0.1:70000", ""}) {
    EXPECT_EQ(Page::Open(address, Page::Reach::kThisMachine, none).status().code(), absl::StatusCode::kInvalidArgument)
        << address;
  }
  EXPECT_TRUE(Page::Open("0.0.0.0:0", Page::Reach::kAnywhere, none).ok());
}

TEST(Page, IsRefusedWhereThePortIsTaken) {
  const auto page = Show({});
  EXPECT_EQ(
      Page::Open(page->address(), Page::Reach::kThisMachine, [] { return std::vector<Family>(); }).status().code(),
      absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace adagio::metrics
