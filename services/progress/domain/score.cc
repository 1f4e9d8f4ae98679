#include "services/progress/domain/score.h"

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

double ScoreOf(const Item& item, int answer) {
  return item.weight * (item.reversed ? item.least + item.greatest - answer : answer);
}

absl::Status AnswersMissing() { return Refuse(Reason::kAnswersMissing, "items have no answer"); }

}  // namespace

absl::Status CheckAnswer(const Instrument& instrument, int item, int value) {
  const Item* found = FindItem(instrument, item);
  if (found == nullptr) return RefuseField("item", "must be an item of the instrument");
  if (value < found->least || value > found->greatest) return RefuseField("value", "must be in the item's range");
  return absl::OkStatus();
}

absl::StatusOr<Score> ScoreOf(const Instrument& instrument, const ItemAnswers& answers) {
  int missing = 0;
  double total = 0;
  double reached = 0;   // above the least, of what was answered
  double possible = 0;  // the same at most
  for (const Item& item : instrument.items) {
    const auto answer = answers.find(item.number);
    if (answer == answers.end()) {
      if (IsSafetyItem(instrument, item.number)) return AnswersMissing();
      ++missing;
      continue;
    }
    const double score = ScoreOf(item, answer->second);
    total += score;
    reached += score - item.weight * item.least;
    possible += item.weight * (item.greatest - item.least);
  }
  if (missing > instrument.most_missing) return AnswersMissing();
  if (missing == 0) return Score{.total = total};
  for (const Item& item : instrument.items) {
    if (answers.contains(item.number)) continue;
    total += item.weight * (item.least + (item.greatest - item.least) * reached / possible);
  }
  return Score{.total = total, .prorated = true};
}

}  // namespace adagio::progress
