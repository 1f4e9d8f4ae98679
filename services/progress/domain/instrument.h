#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/progress/domain/figure.h"
#include "services/progress/domain/trigger.h"
#include "services/progress/statistics/direction.h"

namespace adagio::progress {

// Answers of `at_least` and above to `item` lead to a question.
struct AskedIf {
  int item = 0;
  int at_least = 0;
};

struct Item {
  int number = 0;
  int least = 0;
  int greatest = 0;
  bool reversed = false;  // scored as least + greatest - answer
  double weight = 1;
  bool unscored = false;            // enters no score and may stay without an answer
  std::optional<AskedIf> asked_if;  // none: always asked. Not asked, it counts its least
  std::string label;                // what the form calls it, where that is not its number
};

// Items that are scored together: `factor` times their sum.
struct Subscale {
  std::string key;
  std::vector<int> items;
  double factor = 1;
  double least = 0;
  double greatest = 0;
  int most_missing = 0;
};

// `value` as an answer to one of `items` says that there was no occasion for what is asked.
struct NoOccasion {
  std::vector<int> items;
  int value = 0;
  std::string source;
  FigureStatus status = FigureStatus::kUnverified;
};

enum class TotalRule { kItems, kSubscales, kNone };

// A version of an instrument as data: keys and figures, no texts of items.
struct Instrument {
  std::string key;
  int version = 0;
  std::string name;
  std::string construct;
  std::string licence_class;
  std::optional<Direction> direction;  // none: its scores are neither better nor worse
  std::vector<Item> items;             // numbered 1, 2, 3 and so on
  TotalRule total_rule = TotalRule::kItems;
  std::vector<Subscale> subscales;
  double least_total = 0;
  double greatest_total = 0;
  std::optional<int> decimals;  // that subscales and the total are rounded to; none: they are not
  int most_missing = 0;         // so many items may lack an answer; the total is then prorated
  std::optional<NoOccasion> no_occasion;
  std::vector<SafetyTrigger> safety_triggers;
  std::vector<Figure> figures;
  std::vector<ScoreBand> bands;
  std::vector<LoincCode> loinc;
  std::optional<Rhythm> rhythm;
};

// Null where there is none of that number.
const Item* FindItem(const Instrument& instrument, int number);
// The trigger that `value` as an answer to item `number` reaches; null where it reaches none.
const SafetyTrigger* TriggerOf(const Instrument& instrument, int number, int value);
// The trigger of that key; null where there is none.
const SafetyTrigger* FindTrigger(const Instrument& instrument, absl::string_view key);
// The trigger of item `number`; null where it has none.
const SafetyTrigger* TriggerOn(const Instrument& instrument, int number);

}  // namespace adagio::progress
