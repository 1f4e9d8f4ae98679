#include "services/progress/domain/alert.h"

#include <algorithm>

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

bool RaisesAlert(const std::vector<Alert>& known, const SafetyAnswer& answer) {
  return std::none_of(known.begin(), known.end(), [&](const Alert& alert) {
    const SafetyAnswer& earlier = alert.answer.Read(Reveal::kToDecide);
    return earlier.item == answer.item && earlier.value >= answer.value && TriageOf(alert) == nullptr &&
           alert.hold_stands;
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
