// Check-ins on the wire, whole or as shared.
#include "services/homework/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::homework {
namespace {

void Copy(const CheckInNote& note, CheckInField field, v1::CheckIn& wire) {
  switch (field) {
    case CheckInField::kSudsBefore:
      return wire.set_suds_before(*note.suds_before);
    case CheckInField::kSudsPeak:
      return wire.set_suds_peak(*note.suds_peak);
    case CheckInField::kSudsAfter:
      return wire.set_suds_after(*note.suds_after);
    case CheckInField::kStress:
      return wire.set_stress(*note.stress);
    case CheckInField::kFeltGood:
      return wire.set_felt_good(note.felt_good.Read(Reveal::kToAnswer));
    case CheckInField::kFeltHard:
      return wire.set_felt_hard(note.felt_hard.Read(Reveal::kToAnswer));
    case CheckInField::kToAdjust:
      return wire.set_to_adjust(note.to_adjust.Read(Reveal::kToAnswer));
    case CheckInField::kComfort:
      return wire.set_comfort(*note.comfort);
    case CheckInField::kFeltPressure:
      return wire.set_felt_pressure(*note.felt_pressure);
    case CheckInField::kArousal:
      return wire.set_arousal(*note.arousal);
  }
}

}  // namespace

v1::CheckIn ToWire(const Scope& scope, const CheckInNote& note) {
  v1::CheckIn wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "checkIns", note.id));
  *wire.mutable_recorded_at() = ToWire(note.recorded_at);
  if (note.noted_at.has_value()) *wire.mutable_noted_at() = ToWire(*note.noted_at);
  for (int field = 0; field < kCheckInFields; ++field) {
    if (note.Has(static_cast<CheckInField>(field))) Copy(note, static_cast<CheckInField>(field), wire);
  }
  for (const auto& [field, since] : note.shared) {
    wire.add_shared_fields(static_cast<v1::CheckInField>(static_cast<int>(field) + 1));
  }
  return wire;
}

v1::CheckIn SharedToWire(const CheckInNote& note) {
  v1::CheckIn wire;
  for (const auto& [field, since] : note.shared) Copy(note, field, wire);
  return wire;
}

absl::StatusOr<CheckInField> FromWire(v1::CheckInField field) {
  if (field < v1::CHECK_IN_FIELD_SUDS_BEFORE || field > v1::CHECK_IN_FIELD_AROUSAL) {
    return RefuseField("field", "one of the ten");
  }
  return static_cast<CheckInField>(field - 1);
}

}  // namespace adagio::homework
