// What makes a definition of an instrument a sound one.
#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/ascii.h"
#include "services/platform/foundation/status.h"
#include "services/progress/domain/instrument.h"

namespace adagio::progress {
namespace {

// Totals are sums of weighted whole numbers; weights have a few decimals.
constexpr double kRounding = 1e-9;

bool IsKey(absl::string_view key) {
  return !key.empty() && absl::ascii_islower(static_cast<unsigned char>(key[0])) &&
         std::all_of(key.begin(), key.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) ||
                  absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '_';
         });
}

absl::Status CheckItems(const Instrument& instrument) {
  if (instrument.items.empty()) return RefuseField("items", "at least one");
  double least = 0;
  double greatest = 0;
  int number = 0;
  for (const Item& item : instrument.items) {
    if (item.number != ++number) return RefuseField("items.number", "1, 2, 3 and so on");
    if (item.least >= item.greatest) return RefuseField("items.greatest", "above least");
    if (!std::isfinite(item.weight) || item.weight <= 0) return RefuseField("items.weight", "above 0");
    least += item.weight * item.least;
    greatest += item.weight * item.greatest;
  }
  if (std::abs(least - instrument.least_total) > kRounding) return RefuseField("least_total", "what answers can reach");
  if (std::abs(greatest - instrument.greatest_total) > kRounding) {
    return RefuseField("greatest_total", "what answers can reach");
  }
  if (instrument.most_missing < 0 || instrument.most_missing >= number) {
    return RefuseField("most_missing", "fewer than there are items");
  }
  return absl::OkStatus();
}

absl::Status CheckTriggers(const Instrument& instrument) {
  std::set<int> items;
  for (const SafetyTrigger& trigger : instrument.safety_triggers) {
    const Item* item = FindItem(instrument, trigger.item);
    if (item == nullptr) return RefuseField("safety_triggers.item", "an item of the instrument");
    if (!items.insert(trigger.item).second) return RefuseField("safety_triggers.item", "each item once");
    if (trigger.at_least <= item->least || trigger.at_least > item->greatest) {
      return RefuseField("safety_triggers.at_least", "reached by some answers and not by all");
    }
    if (trigger.source.empty()) return RefuseField("safety_triggers.source", "required");
  }
  return absl::OkStatus();
}

absl::Status CheckFigures(const Instrument& instrument) {
  std::set<FigureKind> kinds;
  for (const Figure& figure : instrument.figures) {
    if (!instrument.direction.has_value()) return RefuseField("figures", "none without a direction");
    if (!kinds.insert(figure.kind).second) return RefuseField("figures.kind", "each once");
    if (!MakesSense(instrument, figure)) return RefuseField("figures.value", "within what scores can be");
    if (figure.source.empty()) return RefuseField("figures.source", "required");
    if (figure.status != FigureStatus::kVerified && figure.status != FigureStatus::kSecondary) {
      return RefuseField("figures.status", "verified or secondary");
    }
  }
  return absl::OkStatus();
}

}  // namespace

bool MakesSense(const Instrument& instrument, const Figure& figure) {
  const double range = instrument.greatest_total - instrument.least_total;
  switch (figure.kind) {
    case FigureKind::kReliability:
      return figure.value > 0 && figure.value < 1;
    case FigureKind::kReliableChange:
    case FigureKind::kSd:
    case FigureKind::kFunctionalSd:
      return figure.value > 0 && figure.value <= range;
    case FigureKind::kCutoff:
    case FigureKind::kFunctionalMean:
      return figure.value >= instrument.least_total && figure.value <= instrument.greatest_total;
  }
  return false;
}

absl::Status CheckInstrument(const Instrument& instrument) {
  if (!IsKey(instrument.key)) return RefuseField("key", "lower case letters, digits and _");
  if (instrument.version < 1) return RefuseField("version", "from 1");
  if (instrument.name.empty()) return RefuseField("name", "required");
  if (instrument.construct.empty()) return RefuseField("construct", "required");
  if (instrument.licence_class.empty()) return RefuseField("licence_class", "required");
  RETURN_IF_ERROR(CheckItems(instrument));
  RETURN_IF_ERROR(CheckTriggers(instrument));
  RETURN_IF_ERROR(CheckFigures(instrument));
  if (instrument.rhythm.has_value()) {
    if (instrument.rhythm->every < absl::Hours(24)) return RefuseField("rhythm.every", "a day or more");
    if (instrument.rhythm->source.empty()) return RefuseField("rhythm.source", "required");
  }
  return absl::OkStatus();
}

}  // namespace adagio::progress
