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

Thresholds ShippedThresholds(Instrument instrument) {
  const Rules& rules = RulesOf(instrument);
  return {.total = rules.total.least, .sexual = rules.sexual.least};
}

Thresholds ThresholdsOf(const ThresholdsInForce& in_force, Instrument instrument) {
  const auto own = in_force.find(instrument);
  return own != in_force.end() ? own->second : ShippedThresholds(instrument);
}

absl::Status CheckThresholds(Instrument instrument, const Thresholds& thresholds) {
  const Rules& rules = RulesOf(instrument);
  const Thresholds shipped = ShippedThresholds(instrument);
  if (thresholds.total > shipped.total) return RefuseField("total_least", "never less sensitive than shipped");
  if (thresholds.sexual > shipped.sexual) return RefuseField("sexual_least", "never less sensitive than shipped");
  if (thresholds.total <= rules.items * rules.lowest) return RefuseField("total_least", "above the least total");
  if (thresholds.sexual <= rules.lowest) return RefuseField("sexual_least", "above the least value");
  return absl::OkStatus();
}

absl::StatusOr<Screen> MakeScreen(Instrument instrument, const std::vector<ScreenAnswer>& answers,
                                  const Thresholds& thresholds) {
  const Rules& rules = RulesOf(instrument);
  Screen screen{instrument, {}, thresholds};
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
  if (screen.answers.at(rules.sexual_item) >= screen.thresholds.sexual) return ScreenResult::kPositiveSexual;
  return total >= screen.thresholds.total ? ScreenResult::kPositive : ScreenResult::kNegative;
}

int GravityOf(ScreenResult result) {
  switch (result) {
    case ScreenResult::kNegative:
      return 0;
    case ScreenResult::kIncomplete:
      return 1;
    case ScreenResult::kPositive:
      return 2;
    case ScreenResult::kPositiveSexual:
      return 3;
  }
  return 3;
}

bool GraverNow(const Screen& screen, const ThresholdsInForce& in_force) {
  Screen now = screen;
  now.thresholds = ThresholdsOf(in_force, screen.instrument);
  return GravityOf(ResultOf(now)) > GravityOf(ResultOf(screen));
}

absl::Status CheckRecord(const std::set<Instrument>& complete, Instrument instrument) {
  if (complete.count(instrument) == 0) return absl::OkStatus();
  return Refuse(Reason::kAlreadyOver, "complete in this sitting; open another");
}

}  // namespace adagio::intake
