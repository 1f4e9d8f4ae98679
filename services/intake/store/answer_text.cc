#include "services/intake/store/answer_text.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

// The first character says what follows.
constexpr char kWords = '0';
constexpr char kNotNow = '1';
constexpr char kChosen = '2';
constexpr char kScale = '3';
constexpr char kQuantity = '4';
constexpr char kDay = '5';

std::string Marked(char mark, absl::string_view text) { return absl::StrCat(std::string(1, mark), text); }

struct Writer {
  std::string operator()(std::monostate) const { return Marked(kNotNow, ""); }
  std::string operator()(const Words& words) const { return Marked(kWords, words); }
  std::string operator()(const Chosen& chosen) const { return Marked(kChosen, Pack(chosen)); }
  std::string operator()(const Scale& scale) const { return Marked(kScale, absl::StrCat(scale.at)); }
  std::string operator()(const Quantity& quantity) const {
    return Marked(kQuantity, Pack({absl::StrCat(quantity.amount), quantity.unit}));
  }
  std::string operator()(const absl::CivilDay& day) const { return Marked(kDay, absl::FormatCivilTime(day)); }
};

absl::Status Unreadable() { return Refuse(Reason::kBug, "a stored answer does not parse"); }

absl::StatusOr<Value> ValueFrom(char mark, absl::string_view text) {
  switch (mark) {
    case kWords:
      return Words(text);
    case kNotNow:
      return Value();
    case kChosen: {
      ASSIGN_OR_RETURN(Chosen chosen, Unpack(text));
      return chosen;
    }
    case kScale: {
      Scale scale;
      if (!absl::SimpleAtoi(text, &scale.at)) return Unreadable();
      return scale;
    }
    case kQuantity: {
      ASSIGN_OR_RETURN(std::vector<std::string> parts, Unpack(text));
      Quantity quantity;
      if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &quantity.amount)) return Unreadable();
      quantity.unit = std::move(parts[1]);
      return quantity;
    }
    case kDay: {
      absl::CivilDay day;
      if (!absl::ParseCivilTime(text, &day)) return Unreadable();
      return day;
    }
    default:
      return Unreadable();
  }
}

}  // namespace

std::string ToText(const Answer& answer) { return std::visit(Writer(), answer.value.Read(Reveal::kToSeal)); }

absl::StatusOr<Answer> AnswerFromText(const std::string& item, absl::string_view text) {
  if (text.empty()) return Unreadable();
  ASSIGN_OR_RETURN(Value value, ValueFrom(text.front(), text.substr(1)));
  return Answer{item, Sensitive<Value>(std::move(value)), text.front() == kNotNow};
}

}  // namespace adagio::intake
