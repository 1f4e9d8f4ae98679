#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/progress/statistics/direction.h"

namespace adagio::progress {

// How well a figure is known. Of scoring only verified and secondary ones are shipped; safety triggers are, whatever
// they are. A practice may supply its own.
enum class FigureStatus { kVerified, kSecondary, kUnverified, kSuppliedByPractice };

struct Item {
  int number = 0;
  int least = 0;
  int greatest = 0;
  bool reversed = false;  // scored as least + greatest - answer
  double weight = 1;
};

// Answers of `at_least` and above to `item` alert at once.
struct SafetyTrigger {
  int item = 0;
  int at_least = 0;
  std::string source;
  FigureStatus status = FigureStatus::kUnverified;
};

enum class FigureKind { kReliableChange, kCutoff, kReliability, kSd, kFunctionalMean, kFunctionalSd };

struct Figure {
  FigureKind kind = FigureKind::kCutoff;
  double value = 0;
  std::string source;
  FigureStatus status = FigureStatus::kUnverified;
};

// How often an instrument is answered: policy.
struct Rhythm {
  absl::Duration every;
  std::string source;
  FigureStatus status = FigureStatus::kUnverified;
};

// An instrument as data: keys and figures, no texts of items.
struct Instrument {
  std::string key;
  int version = 0;
  std::string name;
  std::string construct;
  std::string licence_class;
  std::optional<Direction> direction;  // none: its scores are neither better nor worse
  std::vector<Item> items;             // numbered 1, 2, 3 and so on
  double least_total = 0;
  double greatest_total = 0;
  int most_missing = 0;  // so many items may lack an answer; the total is then prorated
  std::vector<SafetyTrigger> safety_triggers;
  std::vector<Figure> figures;
  std::optional<Rhythm> rhythm;
};

// Null where there is none of that number.
const Item* FindItem(const Instrument& instrument, int number);
// Null where there is no such figure.
const Figure* FindFigure(const std::vector<Figure>& figures, FigureKind kind);
// The trigger that `value` as an answer to item `number` reaches; null where it reaches none.
const SafetyTrigger* TriggerOf(const Instrument& instrument, int number, int value);
bool IsSafetyItem(const Instrument& instrument, int number);

// Whether the figure is a number that such a figure of this instrument can be.
bool MakesSense(const Instrument& instrument, const Figure& figure);

// A definition is checked like code: FIELD_INVALID that names what is wrong. Keys and texts are there; items are
// numbered without a gap, with a range and a weight that counts; the declared totals are exactly those that answers can
// reach; a trigger is of an item and can be reached; each figure has a source, is there once and makes sense; no figure
// of scoring is shipped that is neither verified nor secondary; a rhythm is longer than a day.
absl::Status CheckInstrument(const Instrument& instrument);

// The instruments that can be administered. Does not change.
class Instruments {
 public:
  // FIELD_INVALID as CheckInstrument says, or for a key that comes twice.
  static absl::StatusOr<Instruments> Make(std::vector<Instrument> instruments);

  // By key.
  const std::vector<Instrument>& all() const { return all_; }
  // Null where there is none of that key.
  const Instrument* Find(absl::string_view key) const;

 private:
  std::vector<Instrument> all_;
};

}  // namespace adagio::progress
