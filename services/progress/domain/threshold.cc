#include "services/progress/domain/threshold.h"

#include "services/platform/foundation/status.h"
#include "services/progress/domain/instruments.h"

namespace adagio::progress {
namespace {

SafetyTrigger Moved(SafetyTrigger trigger, const Threshold& threshold) {
  trigger.at_least = threshold.at_least;
  trigger.at_most = threshold.at_most;
  trigger.source = "the practice";
  trigger.status = FigureStatus::kSuppliedByPractice;
  return trigger;
}

}  // namespace

absl::Status CheckThreshold(const Instrument& defined, const std::string& trigger, const Threshold& threshold) {
  const SafetyTrigger* known = FindTrigger(defined, trigger);
  if (known == nullptr) return RefuseField("trigger", "a trigger of the instrument");
  if (!PartsAnswers(defined, Moved(*known, threshold))) {
    return RefuseField("at_least", "reached by some answers and not by all");
  }
  if (known->concern != Concern::kSelfHarm) return absl::OkStatus();
  if (threshold.at_least > known->at_least) return RefuseField("at_least", "never less sensitive than it was defined");
  if (threshold.at_most < known->at_most) return RefuseField("at_most", "never less sensitive than it was defined");
  return absl::OkStatus();
}

Instrument WithThresholds(Instrument defined, const Thresholds& moved) {
  for (SafetyTrigger& trigger : defined.safety_triggers) {
    const auto found = moved.find(trigger.key);
    if (found == moved.end() || !CheckThreshold(defined, trigger.key, found->second).ok()) continue;
    trigger = Moved(trigger, found->second);
  }
  return defined;
}

}  // namespace adagio::progress
