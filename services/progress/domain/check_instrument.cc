// What makes a definition of an instrument a sound one: its words and its items.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/progress/domain/definition_checks.h"

namespace adagio::progress {
namespace {

// Screens for violence between partners: nothing of them may be where a partner's login reads.
constexpr std::array<absl::string_view, 5> kViolenceScreens = {"hits", "ehits", "hark", "wast", "conflict tactics"};

// As whole words; "E-HITS" is one.
bool NamesViolenceScreen(absl::string_view text) {
  std::string words = " ";
  for (const char c : text) {
    if (c == '-') continue;
    const auto letter = static_cast<unsigned char>(c);
    words += absl::ascii_isalnum(letter) ? absl::ascii_tolower(letter) : ' ';
  }
  words += ' ';
  return std::any_of(kViolenceScreens.begin(), kViolenceScreens.end(),
                     [&](absl::string_view name) { return absl::StrContains(words, absl::StrCat(" ", name, " ")); });
}

absl::Status CheckWords(const Instrument& instrument, Origin origin) {
  if (!IsKey(instrument.key)) return RefuseField("key", "lower case letters, digits and _");
  if (IsOwn(instrument.key) != (origin == Origin::kPractice)) {
    return RefuseField("key", "begins with own_ where a practice defines it, and nowhere else");
  }
  if (instrument.version < 1) return RefuseField("version", "from 1");
  if (instrument.name.empty()) return RefuseField("name", "required");
  if (instrument.construct.empty()) return RefuseField("construct", "required");
  if (instrument.licence_class.empty()) return RefuseField("licence_class", "required");
  if (NamesViolenceScreen(instrument.key) || NamesViolenceScreen(instrument.name)) {
    return RefuseField("name", "a violence screen is intake's, never an instrument");
  }
  return absl::OkStatus();
}

// What an item depends on is itself always asked, and more of it leads to the question.
absl::Status CheckAsked(const Instrument& instrument, const Item& item) {
  const Item* gate = FindItem(instrument, item.asked_if->item);
  if (gate == nullptr || gate == &item) return RefuseField("items.asked_if.item", "another item of the instrument");
  if (gate->asked_if.has_value()) return RefuseField("items.asked_if.item", "one that is always asked");
  if (gate->reversed) return RefuseField("items.asked_if.item", "one that is not reversed");
  if (item.asked_if->at_least <= gate->least || item.asked_if->at_least > gate->greatest) {
    return RefuseField("items.asked_if.at_least", "reached by some answers and not by all");
  }
  return absl::OkStatus();
}

}  // namespace

bool IsKey(absl::string_view key) {
  return !key.empty() && absl::ascii_islower(static_cast<unsigned char>(key[0])) &&
         std::all_of(key.begin(), key.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) ||
                  absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '_';
         });
}

absl::Status CheckItems(const Instrument& instrument) {
  if (instrument.items.empty()) return RefuseField("items", "at least one");
  int number = 0;
  for (const Item& item : instrument.items) {
    if (item.number != ++number) return RefuseField("items.number", "1, 2, 3 and so on");
    if (item.least >= item.greatest) return RefuseField("items.greatest", "above least");
    if (!std::isfinite(item.weight) || item.weight <= 0) return RefuseField("items.weight", "above 0");
    if (item.unscored && (item.reversed || item.weight != 1)) {
      return RefuseField("items.unscored", "neither reversed nor weighted");
    }
    if (item.asked_if.has_value()) RETURN_IF_ERROR(CheckAsked(instrument, item));
  }
  return absl::OkStatus();
}

absl::Status CheckInstrument(const Instrument& instrument, Origin origin) {
  RETURN_IF_ERROR(CheckWords(instrument, origin));
  RETURN_IF_ERROR(CheckItems(instrument));
  RETURN_IF_ERROR(CheckScoring(instrument));
  RETURN_IF_ERROR(CheckTriggers(instrument, origin));
  return CheckFigures(instrument, origin);
}

}  // namespace adagio::progress
