#include "services/progress/domain/instrument.h"

#include <algorithm>
#include <utility>

#include "services/platform/foundation/status.h"

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

const SafetyTrigger* TriggerOf(const Instrument& instrument, int number, int value) {
  for (const SafetyTrigger& trigger : instrument.safety_triggers) {
    if (trigger.item == number && value >= trigger.at_least) return &trigger;
  }
  return nullptr;
}

bool IsSafetyItem(const Instrument& instrument, int number) {
  return std::any_of(instrument.safety_triggers.begin(), instrument.safety_triggers.end(),
                     [&](const SafetyTrigger& trigger) { return trigger.item == number; });
}

absl::StatusOr<Instruments> Instruments::Make(std::vector<Instrument> instruments) {
  for (const Instrument& instrument : instruments) RETURN_IF_ERROR(CheckInstrument(instrument));
  std::sort(instruments.begin(), instruments.end(),
            [](const Instrument& a, const Instrument& b) { return a.key < b.key; });
  for (size_t i = 1; i < instruments.size(); ++i) {
    if (instruments[i - 1].key == instruments[i].key) return RefuseField("key", "each instrument once");
  }
  Instruments made;
  made.all_ = std::move(instruments);
  return made;
}

const Instrument* Instruments::Find(absl::string_view key) const {
  for (const Instrument& instrument : all_) {
    if (instrument.key == key) return &instrument;
  }
  return nullptr;
}

}  // namespace adagio::progress
