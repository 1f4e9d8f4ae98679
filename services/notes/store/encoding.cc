#include "services/notes/store/encoding.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::notes {
namespace {

constexpr size_t kNoteTexts = 5;
constexpr size_t kAssignmentTexts = 7;
constexpr size_t kScoreTexts = 4;
constexpr size_t kAddendumTexts = 3;
constexpr int kStates = 5;

absl::Status Broken() { return Refuse(Reason::kBug, "a stored note does not parse"); }

std::string ToText(absl::Time time) { return absl::StrCat(absl::ToUnixMicros(time)); }

template <typename T>
std::string ToText(const std::optional<T>& value) {
  if (!value.has_value()) return "";
  if constexpr (std::is_same_v<T, absl::Time>) return ToText(*value);
  if constexpr (std::is_same_v<T, int>) return absl::StrCat(*value);
}

absl::StatusOr<int64_t> NumberFrom(const std::string& text) {
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number)) return Broken();
  return number;
}

absl::StatusOr<absl::Time> TimeFrom(const std::string& text) {
  ASSIGN_OR_RETURN(const int64_t micros, NumberFrom(text));
  return absl::FromUnixMicros(micros);
}

absl::StatusOr<std::optional<absl::Time>> OptionalTimeFrom(const std::string& text) {
  if (text.empty()) return std::optional<absl::Time>();
  ASSIGN_OR_RETURN(const absl::Time time, TimeFrom(text));
  return std::optional<absl::Time>(time);
}

absl::StatusOr<std::optional<int>> OptionalNumberFrom(const std::string& text) {
  if (text.empty()) return std::optional<int>();
  ASSIGN_OR_RETURN(const int64_t number, NumberFrom(text));
  return std::optional<int>(static_cast<int>(number));
}

// A part of the facts: empty where it is absent, and its list of texts packed where it is there.
std::string HomeworkText(const std::optional<HomeworkFacts>& homework) {
  if (!homework.has_value()) return "";
  Texts texts = {homework->repair_open ? "1" : "0", homework->hold_stands ? "1" : "0"};
  for (const AssignmentFact& fact : homework->assignments) {
    texts.insert(texts.end(),
                 {std::string(fact.assignment.bytes()), fact.activity, absl::StrCat(static_cast<int>(fact.state)),
                  ToText(fact.starts_at), ToText(fact.ends_at), ToText(fact.suds_least), ToText(fact.suds_greatest)});
  }
  return Pack(texts);
}

absl::StatusOr<AssignmentFact> AssignmentFrom(const Texts& texts, size_t at) {
  AssignmentFact fact;
  if (texts[at].size() != 16) return Broken();
  fact.assignment = Uuid::FromBytes(texts[at]);
  fact.activity = texts[at + 1];
  ASSIGN_OR_RETURN(const int64_t state, NumberFrom(texts[at + 2]));
  if (state < 0 || state >= kStates) return Broken();
  fact.state = static_cast<HomeworkState>(state);
  ASSIGN_OR_RETURN(fact.starts_at, TimeFrom(texts[at + 3]));
  ASSIGN_OR_RETURN(fact.ends_at, TimeFrom(texts[at + 4]));
  ASSIGN_OR_RETURN(fact.suds_least, OptionalNumberFrom(texts[at + 5]));
  ASSIGN_OR_RETURN(fact.suds_greatest, OptionalNumberFrom(texts[at + 6]));
  return fact;
}

absl::StatusOr<std::optional<HomeworkFacts>> HomeworkFrom(const std::string& text) {
  if (text.empty()) return std::optional<HomeworkFacts>();
  ASSIGN_OR_RETURN(const Texts texts, Unpack(text));
  if (texts.size() < 2 || (texts.size() - 2) % kAssignmentTexts != 0) return Broken();
  HomeworkFacts homework{.repair_open = texts[0] == "1", .hold_stands = texts[1] == "1"};
  for (size_t at = 2; at < texts.size(); at += kAssignmentTexts) {
    ASSIGN_OR_RETURN(homework.assignments.emplace_back(), AssignmentFrom(texts, at));
  }
  return std::optional<HomeworkFacts>(std::move(homework));
}

std::string ProgressText(const std::optional<ProgressFacts>& progress) {
  if (!progress.has_value()) return "";
  Texts texts = {"1"};
  for (const ScoreFact& fact : progress->scores) {
    texts.insert(texts.end(), {std::string(fact.partner.bytes()), fact.instrument, fact.score, ToText(fact.at)});
  }
  return Pack(texts);
}

absl::StatusOr<std::optional<ProgressFacts>> ProgressFrom(const std::string& text) {
  if (text.empty()) return std::optional<ProgressFacts>();
  ASSIGN_OR_RETURN(const Texts texts, Unpack(text));
  if (texts.empty() || (texts.size() - 1) % kScoreTexts != 0) return Broken();
  ProgressFacts progress;
  for (size_t at = 1; at < texts.size(); at += kScoreTexts) {
    if (texts[at].size() != 16) return Broken();
    ScoreFact& fact = progress.scores.emplace_back();
    fact.partner = PartnerId(Uuid::FromBytes(texts[at]));
    fact.instrument = texts[at + 1];
    fact.score = texts[at + 2];
    ASSIGN_OR_RETURN(fact.at, TimeFrom(texts[at + 3]));
  }
  return std::optional<ProgressFacts>(std::move(progress));
}

}  // namespace

Texts ToTexts(const Note& note) {
  const Facts& facts = note.facts;
  return {note.text.Read(Reveal::kToSeal), ToText(facts.since), ToText(facts.gathered_at), HomeworkText(facts.homework),
          ProgressText(facts.progress)};
}

absl::Status FillFrom(const Texts& texts, Note& note) {
  if (texts.size() != kNoteTexts) return Broken();
  note.text = Sensitive<std::string>(texts[0]);
  ASSIGN_OR_RETURN(note.facts.since, OptionalTimeFrom(texts[1]));
  ASSIGN_OR_RETURN(note.facts.gathered_at, TimeFrom(texts[2]));
  ASSIGN_OR_RETURN(note.facts.homework, HomeworkFrom(texts[3]));
  ASSIGN_OR_RETURN(note.facts.progress, ProgressFrom(texts[4]));
  return absl::OkStatus();
}

Texts ToTexts(const Addendum& addendum) {
  return {ToText(addendum.event_at), addendum.reason.Read(Reveal::kToSeal), addendum.text.Read(Reveal::kToSeal)};
}

absl::Status FillFrom(const Texts& texts, Addendum& addendum) {
  if (texts.size() != kAddendumTexts) return Broken();
  ASSIGN_OR_RETURN(addendum.event_at, TimeFrom(texts[0]));
  addendum.reason = Sensitive<std::string>(texts[1]);
  addendum.text = Sensitive<std::string>(texts[2]);
  return absl::OkStatus();
}

}  // namespace adagio::notes
