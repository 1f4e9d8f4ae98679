// What makes the figures and triggers of a definition sound ones.
#include <cmath>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/progress/domain/definition_checks.h"

namespace adagio::progress {
namespace {

absl::Status CheckBands(const Instrument& instrument, Origin origin) {
  double above = instrument.least_total;
  bool first = true;
  for (const ScoreBand& band : instrument.bands) {
    if (instrument.total_rule == TotalRule::kNone) return RefuseField("bands", "none without a total");
    if (band.word.empty()) return RefuseField("bands.word", "required");
    if (!(first ? band.least >= above : band.least > above)) {
      return RefuseField("bands.least", "above the band before, within the totals");
    }
    if (!(band.greatest >= band.least && band.greatest <= instrument.greatest_total)) {
      return RefuseField("bands.greatest", "not below least, within the totals");
    }
    RETURN_IF_ERROR(CheckKnown("bands", band.source, band.status, origin));
    above = band.greatest;
    first = false;
  }
  return absl::OkStatus();
}

// The last digit follows from the others (Luhn; LOINC Users' Guide, "mod 10").
bool IsLoinc(absl::string_view code) {
  const size_t dash = code.find('-');
  if (dash == absl::string_view::npos || dash == 0 || dash > 7 || code.size() != dash + 2) return false;
  int sum = 0;
  for (size_t i = 0; i < dash; ++i) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(code[i]))) return false;
    const int digit = code[i] - '0';
    const int counted = (dash - i) % 2 == 1 ? 2 * digit : digit;
    sum += counted / 10 + counted % 10;
  }
  return code[dash + 1] - '0' == (10 - sum % 10) % 10;
}

absl::Status CheckLoinc(const Instrument& instrument, Origin origin) {
  std::set<std::pair<LoincPart, int>> named;
  for (const LoincCode& code : instrument.loinc) {
    if ((code.part == LoincPart::kItem) != (code.item != 0))
      return RefuseField("loinc.item", "of an item's code alone");
    if (code.item != 0 && FindItem(instrument, code.item) == nullptr) {
      return RefuseField("loinc.item", "an item of the instrument");
    }
    if (!named.emplace(code.part, code.item).second) return RefuseField("loinc.part", "each once");
    if (!IsLoinc(code.code)) return RefuseField("loinc.code", "a code with its check digit");
    RETURN_IF_ERROR(CheckKnown("loinc", code.source, code.status, origin));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckKnown(absl::string_view what, const std::string& source, FigureStatus status, Origin origin) {
  if (source.empty()) return RefuseField(absl::StrCat(what, ".source"), "required");
  if (origin == Origin::kPractice) {
    if (status == FigureStatus::kSuppliedByPractice) return absl::OkStatus();
    return RefuseField(absl::StrCat(what, ".status"), "supplied by the practice");
  }
  if (status == FigureStatus::kVerified || status == FigureStatus::kSecondary) return absl::OkStatus();
  return RefuseField(absl::StrCat(what, ".status"), "verified or secondary");
}

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

bool PartsAnswers(const Instrument& instrument, const SafetyTrigger& trigger) {
  if (trigger.of_total()) {
    const double least = instrument.least_total, greatest = instrument.greatest_total;
    return trigger.at_least <= trigger.at_most && trigger.MayBeReached(least, greatest) &&
           !(trigger.IsReachedBy(least) && trigger.IsReachedBy(greatest));
  }
  const Item& item = *FindItem(instrument, trigger.item);
  int reached = 0;
  for (int value = item.least; value <= item.greatest; ++value) reached += trigger.IsReachedBy(value) ? 1 : 0;
  return reached > 0 && reached <= item.greatest - item.least;
}

absl::Status CheckTriggers(const Instrument& instrument, Origin origin) {
  std::set<std::string> keys;
  std::set<int> looked_at;
  for (const SafetyTrigger& trigger : instrument.safety_triggers) {
    if (!IsKey(trigger.key)) return RefuseField("safety_triggers.key", "lower case letters, digits and _");
    if (!keys.insert(trigger.key).second) return RefuseField("safety_triggers.key", "each once");
    if (trigger.of_total() ? instrument.total_rule == TotalRule::kNone
                           : FindItem(instrument, trigger.item) == nullptr) {
      return RefuseField("safety_triggers.item", "an item of the instrument, or its total");
    }
    if (!looked_at.insert(trigger.item).second) return RefuseField("safety_triggers.item", "each once");
    if (!PartsAnswers(instrument, trigger)) {
      return RefuseField("safety_triggers.at_least", "reached by some answers and not by all");
    }
    if (trigger.source.empty()) return RefuseField("safety_triggers.source", "required");
    if (origin == Origin::kPractice && trigger.status != FigureStatus::kSuppliedByPractice) {
      return RefuseField("safety_triggers.status", "supplied by the practice");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckFigures(const Instrument& instrument, Origin origin) {
  std::set<FigureKind> kinds;
  for (const Figure& figure : instrument.figures) {
    if (!instrument.direction.has_value()) return RefuseField("figures", "none without a direction");
    if (instrument.total_rule == TotalRule::kNone) return RefuseField("figures", "none without a total");
    if (!kinds.insert(figure.kind).second) return RefuseField("figures.kind", "each once");
    if (!MakesSense(instrument, figure)) return RefuseField("figures.value", "within what scores can be");
    RETURN_IF_ERROR(CheckKnown("figures", figure.source, figure.status, origin));
  }
  RETURN_IF_ERROR(CheckBands(instrument, origin));
  RETURN_IF_ERROR(CheckLoinc(instrument, origin));
  if (!instrument.rhythm.has_value()) return absl::OkStatus();
  if (instrument.rhythm->every < absl::Hours(24)) return RefuseField("rhythm.every", "a day or more");
  return instrument.rhythm->source.empty() ? RefuseField("rhythm.source", "required") : absl::OkStatus();
}

}  // namespace adagio::progress
