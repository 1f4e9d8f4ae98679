#include "services/progress/store/content.h"

#include <array>
#include <charconv>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

constexpr absl::string_view kSource = " source ";

absl::Status Broken() { return Refuse(Reason::kBug, "a stored value cannot be read"); }

// The shortest text that reads as the same number again.
std::string Digits(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
  return std::string(text.data(), end.ptr);
}

using Numbers = std::map<std::string, double>;

void Append(absl::string_view name, const std::optional<double>& number, std::string& text) {
  if (number.has_value()) absl::StrAppend(&text, text.empty() ? "" : " ", name, " ", Digits(*number));
}

absl::StatusOr<Numbers> NumbersFrom(absl::string_view text) {
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ');
  if (words.size() % 2 != 0) return Broken();
  Numbers numbers;
  for (size_t i = 0; i < words.size(); i += 2) {
    double number = 0;
    if (!absl::SimpleAtod(words[i + 1], &number)) return Broken();
    numbers[std::string(words[i])] = number;
  }
  return numbers;
}

std::optional<double> Find(const Numbers& numbers, const std::string& name) {
  const auto found = numbers.find(name);
  return found == numbers.end() ? std::nullopt : std::optional<double>(found->second);
}

absl::StatusOr<SafetyAnswer> AnswerFrom(absl::string_view text) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
  SafetyAnswer answer;
  if (!absl::SimpleAtoi(parts.first, &answer.item) || !absl::SimpleAtoi(parts.second, &answer.value)) return Broken();
  return answer;
}

}  // namespace

std::string ToText(const ItemAnswers& answers) {
  std::string text;
  for (const auto& [item, value] : answers) absl::StrAppend(&text, text.empty() ? "" : " ", item, "=", value);
  return text;
}

absl::StatusOr<ItemAnswers> AnswersFrom(absl::string_view text) {
  ItemAnswers answers;
  for (const absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    ASSIGN_OR_RETURN(const SafetyAnswer answer, AnswerFrom(word));
    answers[answer.item] = answer.value;
  }
  return answers;
}

std::string ToText(const Score& score) {
  std::string text;
  Append("total", score.total, text);
  Append("prorated", score.prorated ? 1 : 0, text);
  return text;
}

absl::StatusOr<Score> ScoreFrom(absl::string_view text) {
  ASSIGN_OR_RETURN(const Numbers numbers, NumbersFrom(text));
  const std::optional<double> total = Find(numbers, "total");
  if (!total.has_value()) return Broken();
  return Score{.total = *total, .prorated = Find(numbers, "prorated").value_or(0) != 0};
}

std::string ToText(const Summary& summary) {
  std::string text;
  Append("baseline", summary.baseline, text);
  Append("latest", summary.latest, text);
  Append("best", summary.best, text);
  for (size_t i = 0; i < summary.recent.size(); ++i) {
    Append(absl::StrCat("r", i), summary.recent[i].total, text);
    Append(absl::StrCat("t", i), static_cast<double>(absl::ToUnixSeconds(summary.recent[i].at)), text);
  }
  return text;
}

absl::Status FillScores(absl::string_view text, Summary& summary) {
  ASSIGN_OR_RETURN(const Numbers numbers, NumbersFrom(text));
  const std::optional<double> baseline = Find(numbers, "baseline");
  const std::optional<double> latest = Find(numbers, "latest");
  if (!baseline.has_value() || !latest.has_value()) return Broken();
  summary.baseline = *baseline;
  summary.latest = *latest;
  summary.best = Find(numbers, "best");
  summary.recent.clear();
  for (size_t i = 0;; ++i) {
    const std::optional<double> total = Find(numbers, absl::StrCat("r", i)), at = Find(numbers, absl::StrCat("t", i));
    if (!total.has_value() || !at.has_value()) return absl::OkStatus();
    summary.recent.push_back({absl::FromUnixSeconds(static_cast<int64_t>(*at)), *total});
  }
}

std::string ToText(absl::string_view instrument, const SafetyAnswer& answer) {
  return absl::StrCat(instrument, " ", answer.item, "=", answer.value);
}

absl::Status FillAnswer(absl::string_view text, Alert& alert) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits(' ', 1));
  ASSIGN_OR_RETURN(const SafetyAnswer answer, AnswerFrom(parts.second));
  alert.instrument = std::string(parts.first);
  alert.answer = Sensitive(answer);
  return absl::OkStatus();
}

std::string ToText(const ReferenceFigures& figures) {
  std::string text;
  Append("reliability", figures.reliability, text);
  Append("sd", figures.sd, text);
  Append("functional_mean", figures.functional_mean, text);
  Append("functional_sd", figures.functional_sd, text);
  Append("cutoff", figures.cutoff, text);
  return absl::StrCat(text, kSource, figures.source);
}

absl::StatusOr<ReferenceFigures> FiguresFrom(absl::string_view text) {
  const size_t source = text.find(kSource);
  if (source == absl::string_view::npos) return Broken();
  ASSIGN_OR_RETURN(const Numbers numbers, NumbersFrom(text.substr(0, source)));
  const std::optional<double> reliability = Find(numbers, "reliability");
  const std::optional<double> sd = Find(numbers, "sd");
  if (!reliability.has_value() || !sd.has_value()) return Broken();
  return ReferenceFigures{.reliability = *reliability,
                          .sd = *sd,
                          .functional_mean = Find(numbers, "functional_mean"),
                          .functional_sd = Find(numbers, "functional_sd"),
                          .cutoff = Find(numbers, "cutoff"),
                          .source = std::string(text.substr(source + kSource.size()))};
}

}  // namespace adagio::progress
