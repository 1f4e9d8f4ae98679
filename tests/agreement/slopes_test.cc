// Ours of what slopes.R computes, under the same names.
#include "services/progress/domain/slopes.h"

#include <gtest/gtest.h>

#include "services/progress/statistics/expected_response.h"
#include "services/progress/statistics/random_slope.h"
#include "tests/agreement/figures_for_test.h"

namespace adagio::agreement {
namespace {

struct Rows {
  std::vector<int64_t> person;
  std::vector<double> time, score;
  std::vector<double> baseline;  // by person

  progress::Measurements columns() const { return {person, time, score}; }
};

double Spread(Draws& draws) {
  double sum = 0;
  for (int i = 0; i < 4; ++i) sum += draws.Next();
  return sum - 2;
}

Rows MakePeople(uint64_t seed, int64_t people, double start, double sd_line, double sd_slope) {
  Draws draws(seed);
  Rows rows;
  for (int64_t person = 0; person < people; ++person) {
    const double baseline = 40 + sd_line * Spread(draws);
    const double slope = -1.5 + sd_slope * Spread(draws);
    rows.baseline.push_back(std::floor(baseline + 6 * Spread(draws)));
    const int occasions = 1 + static_cast<int>(7 * draws.Next());
    double time = start;
    for (int i = 0; i < occasions; ++i) {
      rows.person.push_back(person);
      rows.time.push_back(time);
      rows.score.push_back(std::floor(10 * (baseline + slope * (time - start) + 5 * Spread(draws))) / 10);
      time += std::floor(4 * draws.Next() + 1) / 4;
    }
  }
  return rows;
}

void SayFit(const std::string& name, const progress::RandomSlopeFit& fit, Figures& figures) {
  figures.Say(name + ".G", {fit.random.intercept, fit.random.covariance, fit.random.slope});
  figures.Say(name + ".residual", fit.residual);
  figures.Say(name + ".criterion", fit.criterion);
}

void SayPeople(const std::string& name, const Rows& rows, progress::FitStatus status, Figures& figures) {
  const size_t people = rows.baseline.size();
  std::vector<double> slope(people), z(people);
  std::vector<progress::Category> categories(people);
  const auto found =
      AssessSlopes(rows.columns(), progress::Direction::kLowerIsBetter,
                   {.slope = absl::MakeSpan(slope), .z = absl::MakeSpan(z), .categories = absl::MakeSpan(categories)});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->fit.status, status) << name;
  figures.Say(name + ".fixed", {found->fit.fixed.intercept, found->fit.fixed.slope});
  SayFit(name, found->fit, figures);
  figures.Say(name + ".slope", slope);
  figures.Say(name + ".z", z);
}

void SayResponse(Figures& figures) {
  const Rows rows = MakePeople(7, 60, 1, 9, 5);
  std::vector<double> time;
  for (const double t : rows.time) time.push_back(std::log(1 + t));
  const auto fit = progress::FitRandomSlopes({rows.person, time, rows.score}, rows.baseline);
  ASSERT_TRUE(fit.ok()) << fit.status();
  figures.Say("response.fixed", {fit->fixed.intercept, fit->fixed.slope, fit->fixed_by.intercept, fit->fixed_by.slope});
  SayFit("response", *fit, figures);
}

Figures Ours() {
  Figures figures;
  SayPeople("near", MakePeople(5, 40, 0, 8, 5), progress::FitStatus::kConverged, figures);
  SayPeople("steep", MakePeople(6, 30, 3, 12, 8), progress::FitStatus::kConverged, figures);
  SayPeople("flat", MakePeople(13, 30, 0, 8, 0), progress::FitStatus::kBoundary, figures);
  SayResponse(figures);
  return figures;
}

// Without what the other computation does not print.
Figures Without(const Figures& all, const std::vector<std::string>& starts) {
  Figures some;
  for (const auto& [name, value] : all.values()) {
    bool left_out = false;
    for (const std::string& start : starts) left_out = left_out || name.rfind(start, 0) == 0;
    if (!left_out) some.Say(name, value);
  }
  return some;
}

Figures OursOfBase() { return Without(Ours(), {"flat"}); }
Figures OursOfLme4() { return Without(Ours(), {"near.z", "steep.z", "flat.z"}); }

TEST(SlopesAgreeWithR, ToNineDigitsWithWhatItsBaseFunctionsPrintedOnce) {
  ExpectAgreement(OursOfBase(), FiguresIn(TextOf("slopes.txt")), 1e-9);
}

TEST(SlopesAgreeWithR, ToNineDigitsWithWhatItsBaseFunctionsPrintNow) {
  const std::string printed = PrintedBy("slopes.R");
  if (printed.empty()) GTEST_SKIP() << "R is not installed";
  ExpectAgreement(OursOfBase(), FiguresIn(printed), 1e-9);
}

// lme4 minimises without derivatives, which leaves its figures at about a ten-millionth of themselves.
TEST(SlopesAgreeWithLme4, ToAMillionthWithWhatItPrintedOnce) {
  ExpectAgreement(OursOfLme4(), FiguresIn(TextOf("lme4.txt")), 1e-6);
}

TEST(SlopesAgreeWithLme4, ToAMillionthWithWhatItPrintsNow) {
  const std::string printed = PrintedBy("slopes.R", "lme4");
  if (printed.empty()) GTEST_SKIP() << "R or its package lme4 is not installed";
  ExpectAgreement(OursOfLme4(), FiguresIn(printed), 1e-6);
}

}  // namespace
}  // namespace adagio::agreement
