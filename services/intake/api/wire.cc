#include "services/intake/api/wire.h"

#include <vector>

#include "google/protobuf/util/time_util.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

v1::ViolenceInstrument ToWire(Instrument instrument) {
  return instrument == Instrument::kEhits ? v1::VIOLENCE_INSTRUMENT_EHITS : v1::VIOLENCE_INSTRUMENT_HARK;
}

v1::ScreenThreshold ToWire(const Threshold& threshold) {
  v1::ScreenThreshold wire;
  wire.set_least(threshold.least);
  wire.set_source(threshold.source.data(), threshold.source.size());
  wire.set_status(threshold.status.data(), threshold.status.size());
  return wire;
}

}  // namespace

google::protobuf::Timestamp ToWire(absl::Time time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

absl::Time TimeFrom(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(time));
}

v1::ScreenResult ToWire(ScreenResult result) {
  switch (result) {
    case ScreenResult::kIncomplete:
      return v1::SCREEN_RESULT_INCOMPLETE;
    case ScreenResult::kNegative:
      return v1::SCREEN_RESULT_NEGATIVE;
    case ScreenResult::kPositive:
      return v1::SCREEN_RESULT_POSITIVE;
    case ScreenResult::kPositiveSexual:
      return v1::SCREEN_RESULT_POSITIVE_SEXUAL;
  }
  return v1::SCREEN_RESULT_INCOMPLETE;
}

v1::Hold ToWire(const Scope& scope, const Hold& hold) {
  v1::Hold wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "holds", hold.id));
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), hold.partner));
  wire.set_reason(hold.reason.Read(Reveal::kToAnswer));
  *wire.mutable_placed_at() = ToWire(hold.placed_at);
  wire.set_only_pain(hold.only_pain);
  return wire;
}

v1::PartnerClearance ToWire(const Scope& scope, const PartnerSafety& safety, const ThresholdsInForce& in_force) {
  const Clearance clearance = Clear(Deciding(safety.screens), safety.plan);
  v1::PartnerClearance wire;
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), safety.partner));
  wire.set_cleared(clearance.cleared);
  wire.set_screen(ToWire(clearance.screen));
  wire.set_by_plan(clearance.by_plan);
  if (clearance.by_plan) {
    wire.set_plan_reason(safety.planned.reason.Read(Reveal::kToAnswer));
    wire.set_plan_consultant(safety.planned.consultant.Read(Reveal::kToAnswer));
    const std::optional<ClinicianId>& supervisor = safety.planned.supervisor;
    if (supervisor.has_value()) wire.set_plan_supervisor(rpc::ClinicianName(scope.practice(), *supervisor));
  }
  for (const Hold& hold : safety.holds) *wire.add_holds() = ToWire(scope, hold);
  for (const auto& [instrument, screen] : safety.answered) {
    if (GraverNow(screen, in_force)) wire.set_graver_now(true);
  }
  return wire;
}

v1::SafetyAct ToWire(const Scope& scope, const SafetyAct& act) {
  v1::SafetyAct wire;
  wire.set_kind(static_cast<v1::SafetyActKind>(act.kind));
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), act.partner));
  if (act.clinician.has_value()) wire.set_clinician(rpc::ClinicianName(scope.practice(), *act.clinician));
  *wire.mutable_at() = ToWire(act.at);
  wire.set_reason(act.reason.Read(Reveal::kToAnswer));
  wire.set_consultant(act.plan.consultant.Read(Reveal::kToAnswer));
  if (act.plan.supervisor.has_value()) {
    wire.set_supervisor(rpc::ClinicianName(scope.practice(), *act.plan.supervisor));
  }
  if (!act.screen.has_value()) return wire;
  wire.set_instrument(ToWire(act.screen->instrument));
  wire.set_result(ToWire(ResultOf(*act.screen)));
  return wire;
}

v1::ScreenRules ToWire(Instrument instrument, const SetThresholds* set) {
  const Rules& rules = RulesOf(instrument);
  v1::ScreenRules wire;
  wire.set_instrument(ToWire(instrument));
  wire.set_items(rules.items);
  wire.set_lowest(rules.lowest);
  wire.set_highest(rules.highest);
  wire.set_sexual_item(rules.sexual_item);
  *wire.mutable_shipped_total() = ToWire(rules.total);
  *wire.mutable_shipped_sexual() = ToWire(rules.sexual);
  const Thresholds thresholds = set != nullptr ? set->thresholds : ShippedThresholds(instrument);
  wire.set_total_least(thresholds.total);
  wire.set_sexual_least(thresholds.sexual);
  if (set == nullptr) return wire;
  wire.set_reason(set->reason.Read(Reveal::kToAnswer));
  *wire.mutable_set_at() = ToWire(set->set_at);
  return wire;
}

absl::StatusOr<Instrument> FromWire(v1::ViolenceInstrument instrument) {
  switch (instrument) {
    case v1::VIOLENCE_INSTRUMENT_EHITS:
      return Instrument::kEhits;
    case v1::VIOLENCE_INSTRUMENT_HARK:
      return Instrument::kHark;
    default:
      return RefuseField("instrument", "must be a known instrument");
  }
}

absl::StatusOr<Screen> FromWire(const v1::RecordViolenceScreenRequest& request, const ThresholdsInForce& in_force) {
  ASSIGN_OR_RETURN(const Instrument instrument, FromWire(request.instrument()));
  std::vector<ScreenAnswer> answers;
  for (const v1::ScreenItem& item : request.items()) answers.push_back({item.number(), item.value()});
  return MakeScreen(instrument, answers, ThresholdsOf(in_force, instrument));
}

}  // namespace adagio::intake
