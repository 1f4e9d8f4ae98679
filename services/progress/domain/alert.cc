#include "services/progress/domain/alert.h"

#include <algorithm>
#include <set>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

absl::Status NoSuchAlert() { return Refuse(Reason::kResourceMissing, "no such alert in the unit"); }

}  // namespace

const RecordedAct* FindAct(const Alert& alert, AlertAct act) {
  for (const RecordedAct& recorded : alert.acts) {
    if (recorded.act == act) return &recorded;
  }
  return nullptr;
}

const RecordedAct* TriageOf(const Alert& alert) {
  const RecordedAct* released = FindAct(alert, AlertAct::kHoldReleased);
  return released != nullptr ? released : FindAct(alert, AlertAct::kHoldKept);
}

Reached ReachedBy(const SafetyTrigger& trigger, std::optional<double> value) {
  return {.trigger = trigger.key,
          .item = trigger.item,
          .value = value,
          .concern = trigger.concern,
          .gravity = trigger.gravity};
}

std::vector<Reached> ReachedByAnswers(const Instrument& instrument, const ItemAnswers& answers) {
  std::vector<Reached> reached;
  for (const auto& [item, value] : answers) {
    const SafetyTrigger* trigger = TriggerOf(instrument, item, value);
    if (trigger != nullptr) reached.push_back(ReachedBy(*trigger, value));
  }
  return reached;
}

std::vector<Reached> ReachedBySubmitting(const Instrument& instrument, const ItemAnswers& answers) {
  std::vector<Reached> reached;
  std::set<Concern> unanswered;
  const std::optional<TotalRange> range = PossibleTotals(instrument, answers);
  for (const SafetyTrigger& trigger : instrument.safety_triggers) {
    if (trigger.of_total()) {
      if (!range.has_value() || !trigger.MayBeReached(range->least, range->greatest)) continue;
      const bool known = range->least == range->greatest;
      reached.push_back(ReachedBy(trigger, known ? std::optional<double>(range->least) : std::nullopt));
    } else if (LacksAnswer(instrument, trigger, answers) && unanswered.insert(trigger.concern).second) {
      reached.push_back(ReachedBy(trigger, std::nullopt));
    }
  }
  return reached;
}

bool RaisesAlert(const std::vector<Alert>& known, const SafetyTrigger& trigger, const Reached& reached) {
  return std::none_of(known.begin(), known.end(), [&](const Alert& alert) {
    if (TriageOf(alert) != nullptr || (alert.hold.has_value() && !alert.hold_stands)) return false;
    const Reached& earlier = alert.reached.Read(Reveal::kToDecide);
    if (earlier.trigger != reached.trigger) return false;
    if (!reached.value.has_value()) return true;
    return earlier.value.has_value() && trigger.IsAsGrave(*earlier.value, *reached.value);
  });
}

absl::Status CheckAcknowledge(const Alert* alert) {
  if (alert == nullptr) return NoSuchAlert();
  if (!alert->acts.empty()) return Refuse(Reason::kAlreadyOver, "somebody looks after the alert");
  return absl::OkStatus();
}

absl::Status CheckTriage(const Alert* alert, AlertAct act) {
  if (alert == nullptr) return NoSuchAlert();
  if (FindAct(*alert, AlertAct::kHoldReleased) != nullptr) return Refuse(Reason::kAlreadyOver, "its hold is released");
  if (act == AlertAct::kHoldReleased) return absl::OkStatus();
  if (FindAct(*alert, AlertAct::kHoldKept) != nullptr) return Refuse(Reason::kAlreadyOver, "its hold is kept");
  if (!alert->hold_stands) return Refuse(Reason::kAlreadyOver, "its hold was lifted elsewhere");
  return absl::OkStatus();
}

absl::string_view CrisisText() {
  return "Thank you for answering this honestly. It can be hard to say.\n\n"
         "Your therapist is told that this answer needs their attention, and will speak with you alone about it. That "
         "may take until their next working day: nobody watches this service round the clock, and it calls nobody.\n\n"
         "If you are thinking of harming yourself, or feel that you may not be safe, please do not wait for that. Call "
         "your local emergency number or a crisis line now, go to the nearest emergency department, or ask somebody "
         "you "
         "trust to stay with you.\n\n"
         "Your partners are not told about this answer.";
}

}  // namespace adagio::progress
