#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::intake {

// How an item is answered. "Not now" answers every kind.
enum class ItemKind { kText, kLongText, kSingleChoice, kMultipleChoice, kScale, kNumber, kDate };

// Every scale goes from here to there.
inline constexpr int kScaleLeast = 0;
inline constexpr int kScaleGreatest = 100;

struct Choice {
  std::string key;
  std::string label;
};

// In what a number may be given, and its range, inclusive.
struct NumberUnit {
  std::string key;
  std::string label;
  int64_t least = 0;
  int64_t greatest = 0;
};

// Asks of an earlier item: which of its choices, or where on its scale, inclusive.
struct Condition {
  std::string item;
  std::vector<std::string> any_of;
  int at_least = kScaleLeast;
  int at_most = kScaleGreatest;
};

// One item.
struct Question {
  std::string key;      // what an answer is kept under: never used for another meaning
  std::string section;  // the key of its section
  std::string prompt;
  ItemKind kind = ItemKind::kLongText;
  bool required = false;   // submitting needs an answer, or a "not now"
  bool shareable = false;  // its writer may share the answer
  std::vector<Choice> choices;
  std::vector<NumberUnit> units;
  std::string low_label;
  std::string high_label;
  std::vector<Condition> shown_if;  // all must hold
};

struct Section {
  std::string key;
  std::string title;
  std::string introduction;
};

// A version of the intake questionnaire, in the order in which it is asked.
struct Questionnaire {
  int version = 0;
  std::string introduction;
  std::vector<Section> sections;
  std::vector<Question> questions;
};

// The most items of a questionnaire. More than one sitting can hold anyway.
inline constexpr size_t kMostQuestions = 200;

// Null where no item has that key.
const Question* FindQuestion(const Questionnaire& questionnaire, absl::string_view key);

// Whether it can be asked. INVALID_ARGUMENT that names the fault: a key that is not lower case or stands twice, a
// section without items or unknown, choices, units or labels that its kind does not have or lacks, a condition on an
// item that does not come before, on one of a kind that has no conditions, or that could never hold.
absl::Status CheckQuestionnaire(const Questionnaire& questionnaire);

// Every version there is. Does not change.
class Questionnaires {
 public:
  // INVALID_ARGUMENT as CheckQuestionnaire; for none at all, versions that do not count up, or a key whose kind differs
  // between versions: a changed meaning is a new key.
  static absl::StatusOr<Questionnaires> Make(std::vector<Questionnaire> versions);

  const std::vector<Questionnaire>& versions() const { return versions_; }
  // The one that is asked now.
  const Questionnaire& current() const { return versions_.back(); }
  // INTERNAL/BUG for one that this build does not know.
  absl::StatusOr<const Questionnaire*> Find(int version) const;

 private:
  std::vector<Questionnaire> versions_;
};

}  // namespace adagio::intake
