#pragma once

#include <map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::intake {

// The violence screens a clinician may use.
enum class Instrument {
  kEhits,  // Extended HITS: hurt, insulted, threatened, screamed at, forced to sexual activities
  kHark,   // humiliation, afraid, rape, kick
};

// What is known of a screen.
enum class ScreenResult {
  kIncomplete,  // an item has no answer; never equals negative
  kNegative,
  kPositive,
  kPositiveSexual,  // positive on the item about sexual violence, whatever the total
};

// From `least` on a screen is positive. Policy, with where the figure is from and how far that was checked.
struct Threshold {
  int least;
  absl::string_view source;
  absl::string_view status;
};

// How one instrument is answered and read.
struct Rules {
  int items;  // numbered from 1
  int lowest;
  int highest;
  Threshold total;
  int sexual_item;
  Threshold sexual;
};

const Rules& RulesOf(Instrument instrument);

// One answer as it came in.
struct ScreenAnswer {
  int number;
  int value;
};

// A screen as answered: item number -> value, every one within the instrument's range.
struct Screen {
  Instrument instrument = Instrument::kEhits;
  std::map<int, int> answers;
};

// INVALID_ARGUMENT for a number twice, or a number or value the instrument does not have. Missing numbers are allowed.
absl::StatusOr<Screen> MakeScreen(Instrument instrument, const std::vector<ScreenAnswer>& answers);

// How `screen` is read. Incomplete as long as one item is missing, whatever the others say.
ScreenResult ResultOf(const Screen& screen);

}  // namespace adagio::intake
