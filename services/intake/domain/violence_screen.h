#pragma once

#include <map>
#include <set>
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

// From where on a practice reads a screen as positive: the total, and the item about sexual violence whatever the
// total.
struct Thresholds {
  int total = 0;
  int sexual = 0;

  friend bool operator==(const Thresholds&, const Thresholds&) = default;
};

// Those of every instrument that a practice has set; the others are as shipped.
using ThresholdsInForce = std::map<Instrument, Thresholds>;

Thresholds ShippedThresholds(Instrument instrument);
// Those by which a screen is read now.
Thresholds ThresholdsOf(const ThresholdsInForce& in_force, Instrument instrument);

// Whether a practice may read by `thresholds`: as sensitive as shipped or more, never less, and not so that every
// answer is positive. INVALID_ARGUMENT that names the field.
absl::Status CheckThresholds(Instrument instrument, const Thresholds& thresholds);

// One answer as it came in.
struct ScreenAnswer {
  int number;
  int value;
};

// A screen as answered: item number -> value, every one within the instrument's range; and what it is read by, then and
// for ever.
struct Screen {
  Instrument instrument = Instrument::kEhits;
  std::map<int, int> answers;
  Thresholds thresholds;
};

// INVALID_ARGUMENT for a number twice, or a number or value the instrument does not have. Missing numbers are allowed.
absl::StatusOr<Screen> MakeScreen(Instrument instrument, const std::vector<ScreenAnswer>& answers,
                                  const Thresholds& thresholds);

// How `screen` is read. Incomplete as long as one item is missing, whatever the others say.
ScreenResult ResultOf(const Screen& screen);

// Negative, incomplete, positive, positive on the sexual item: from 0 up.
int GravityOf(ScreenResult result);

// Whether `screen` would be read more gravely by the thresholds of now.
bool GraverNow(const Screen& screen, const ThresholdsInForce& in_force);

// Whether `instrument` may be recorded in a sitting in which those of `complete` have been answered completely:
// FAILED_PRECONDITION/ALREADY_OVER for one of them. Whoever sits there now may not undo what was said; another sitting
// can.
absl::Status CheckRecord(const std::set<Instrument>& complete, Instrument instrument);

}  // namespace adagio::intake
