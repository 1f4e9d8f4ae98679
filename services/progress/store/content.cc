#include "services/progress/store/content.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

constexpr absl::string_view kSource = " source ";
constexpr int kGreatestVersion = 100'000;

absl::Status Broken() { return Refuse(Reason::kBug, "a stored value cannot be read"); }

// The shortest text that reads as the same number again.
std::string Digits(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
  return std::string(text.data(), end.ptr);
}

// In the order in which they stand.
using Numbers = std::vector<std::pair<std::string, double>>;

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
    numbers.emplace_back(words[i], number);
  }
  return numbers;
}

std::optional<double> Find(const Numbers& numbers, const std::string& name) {
  for (const auto& [known, number] : numbers) {
    if (known == name) return number;
  }
  return std::nullopt;
}

// A number that is one of 0 … last.
absl::StatusOr<int> ChoiceIn(const Numbers& numbers, const std::string& name, int last) {
  const double number = Find(numbers, name).value_or(-1);
  if (number < 0 || number > last) return Broken();
  return static_cast<int>(number);
}

void AppendPoints(absl::string_view name, const Points& points, std::string& text) {
  Append(absl::StrCat("s:", name), points.points, text);
  Append(absl::StrCat("p:", name), points.prorated ? 1 : 0, text);
  Append(absl::StrCat("w:", name), points.why_none.has_value() ? static_cast<int>(*points.why_none) : 0, text);
}

absl::StatusOr<std::optional<NotInterpretable>> WhyFrom(const Numbers& numbers, const std::string& name) {
  ASSIGN_OR_RETURN(const int why, ChoiceIn(numbers, name, static_cast<int>(NotInterpretable::kNoOccasion)));
  return why == 0 ? std::nullopt : std::optional<NotInterpretable>(static_cast<NotInterpretable>(why));
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
    const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(word, absl::MaxSplits('=', 1));
    int item = 0, value = 0;
    if (!absl::SimpleAtoi(parts.first, &item) || !absl::SimpleAtoi(parts.second, &value)) return Broken();
    answers[item] = value;
  }
  return answers;
}

std::string ToText(const Score& score) {
  std::string text;
  Append("total", score.total, text);
  Append("prorated", score.prorated ? 1 : 0, text);
  Append("why", score.why_no_total.has_value() ? static_cast<int>(*score.why_no_total) : 0, text);
  for (const SubscaleScore& each : score.subscales) AppendPoints(each.subscale, each.score, text);
  return text;
}

absl::StatusOr<Score> ScoreFrom(absl::string_view text) {
  ASSIGN_OR_RETURN(const Numbers numbers, NumbersFrom(text));
  Score score{.total = Find(numbers, "total"), .prorated = Find(numbers, "prorated").value_or(0) != 0};
  ASSIGN_OR_RETURN(score.why_no_total, WhyFrom(numbers, "why"));
  for (const auto& [name, number] : numbers) {
    if (!absl::StartsWith(name, "p:")) continue;
    const std::string subscale = name.substr(2);
    Points points{.points = Find(numbers, absl::StrCat("s:", subscale)), .prorated = number != 0};
    ASSIGN_OR_RETURN(points.why_none, WhyFrom(numbers, absl::StrCat("w:", subscale)));
    score.subscales.push_back({subscale, points});
  }
  return score;
}

std::string ToText(const Summary& summary) {
  std::string text;
  if (summary.scored == 0) return text;
  Append("version", summary.version, text);
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
  if (summary.scored == 0 && text.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const Numbers numbers, NumbersFrom(text));
  const std::optional<double> baseline = Find(numbers, "baseline");
  const std::optional<double> latest = Find(numbers, "latest");
  if (!baseline.has_value() || !latest.has_value()) return Broken();
  ASSIGN_OR_RETURN(summary.version, ChoiceIn(numbers, "version", kGreatestVersion));
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

std::string ToText(absl::string_view instrument, const Reached& reached) {
  std::string numbers;
  Append("item", reached.item, numbers);
  Append("value", reached.value, numbers);
  Append("concern", static_cast<int>(reached.concern), numbers);
  Append("gravity", static_cast<int>(reached.gravity), numbers);
  return absl::StrCat(instrument, " ", reached.trigger, " ", numbers);
}

absl::Status FillReached(absl::string_view text, Alert& alert) {
  const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits(' ', 2));
  if (parts.size() != 3) return Broken();
  ASSIGN_OR_RETURN(const Numbers numbers, NumbersFrom(parts[2]));
  Reached reached{.trigger = parts[1], .value = Find(numbers, "value")};
  ASSIGN_OR_RETURN(reached.item, ChoiceIn(numbers, "item", 1000));
  ASSIGN_OR_RETURN(const int concern, ChoiceIn(numbers, "concern", static_cast<int>(Concern::kOther)));
  ASSIGN_OR_RETURN(const int gravity, ChoiceIn(numbers, "gravity", static_cast<int>(Gravity::kHigh)));
  reached.concern = static_cast<Concern>(concern);
  reached.gravity = static_cast<Gravity>(gravity);
  alert.instrument = parts[0];
  alert.reached = Sensitive(std::move(reached));
  return absl::OkStatus();
}

std::string ToText(const std::optional<Threshold>& threshold) {
  std::string text;
  if (!threshold.has_value()) return text;
  const auto bound = [](double value) { return std::isfinite(value) ? std::optional<double>(value) : std::nullopt; };
  Append("at_least", bound(threshold->at_least), text);
  Append("at_most", bound(threshold->at_most), text);
  return text;
}

absl::StatusOr<std::optional<Threshold>> ThresholdFrom(absl::string_view text) {
  if (text.empty()) return std::optional<Threshold>();
  ASSIGN_OR_RETURN(const Numbers numbers, NumbersFrom(text));
  Threshold threshold;
  threshold.at_least = Find(numbers, "at_least").value_or(threshold.at_least);
  threshold.at_most = Find(numbers, "at_most").value_or(threshold.at_most);
  return std::optional<Threshold>(threshold);
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
