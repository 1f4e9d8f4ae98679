#include "services/progress/domain/instrument.h"

namespace adagio::progress {

const Item* FindItem(const Instrument& instrument, int number) {
  for (const Item& item : instrument.items) {
    if (item.number == number) return &item;
  }
  return nullptr;
}

const Figure* FindFigure(const std::vector<Figure>& figures, FigureKind kind) {
  for (const Figure& figure : figures) {
    if (figure.kind == kind) return &figure;
  }
  return nullptr;
}

const SafetyTrigger* FindTrigger(const Instrument& instrument, absl::string_view key) {
  for (const SafetyTrigger& trigger : instrument.safety_triggers) {
    if (trigger.key == key) return &trigger;
  }
  return nullptr;
}

const SafetyTrigger* TriggerOn(const Instrument& instrument, int number) {
  for (const SafetyTrigger& trigger : instrument.safety_triggers) {
    if (!trigger.of_total() && trigger.item == number) return &trigger;
  }
  return nullptr;
}

const SafetyTrigger* TriggerOf(const Instrument& instrument, int number, int value) {
  const SafetyTrigger* trigger = TriggerOn(instrument, number);
  return trigger != nullptr && trigger->IsReachedBy(value) ? trigger : nullptr;
}

}  // namespace adagio::progress
