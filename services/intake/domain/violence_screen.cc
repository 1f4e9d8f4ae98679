#include "services/intake/domain/violence_screen.h"

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr Rules kEhits = {
    .items = 5,
    .lowest = 1,
    .highest = 5,
    .total = {.least = 7, .source = "Iverson 2015, J Trauma Stress 28:79-82", .status = "verified"},
    .sexual_item = 5,
    .sexual = {.least = 2, .source = "policy: any answer above never", .status = "unverified"},
};

constexpr Rules kHark = {
    .items = 4,
    .lowest = 0,
    .highest = 1,
    .total = {.least = 1, .source = "Sohal 2007, BMC Fam Pract 8:49", .status = "secondary"},
    .sexual_item = 3,
    .sexual = {.least = 1, .source = "policy: any yes", .status = "unverified"},
};

}  // namespace

const Rules& RulesOf(Instrument instrument) { return instrument == Instrument::kEhits ? kEhits : kHark; }

absl::StatusOr<Screen> MakeScreen(Instrument instrument, const std::vector<ScreenAnswer>& answers) {
  const Rules& rules = RulesOf(instrument);
  Screen screen{instrument, {}};
  for (const ScreenAnswer& answer : answers) {
    if (answer.number < 1 || answer.number > rules.items) {
      return RefuseField("items", "a number must be one of the instrument's items");
    }
    if (answer.value < rules.lowest || answer.value > rules.highest) {
      return RefuseField("items", "a value must be in the instrument's range");
    }
    if (!screen.answers.emplace(answer.number, answer.value).second) {
      return RefuseField("items", "a number may be answered once");
    }
  }
  return screen;
}

ScreenResult ResultOf(const Screen& screen) {
  const Rules& rules = RulesOf(screen.instrument);
  int total = 0;
  for (int number = 1; number <= rules.items; ++number) {
    const auto answer = screen.answers.find(number);
    if (answer == screen.answers.end()) return ScreenResult::kIncomplete;
    total += answer->second;
  }
  if (screen.answers.at(rules.sexual_item) >= rules.sexual.least) return ScreenResult::kPositiveSexual;
  return total >= rules.total.least ? ScreenResult::kPositive : ScreenResult::kNegative;
}

}  // namespace adagio::intake
