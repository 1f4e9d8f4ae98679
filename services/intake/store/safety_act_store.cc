#include "services/intake/store/safety_act_store.h"

#include <utility>

#include "services/intake/store/safety_places.h"
#include "services/intake/store/screen_text.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr int kPlaced = 1;
constexpr int kLifted = 2;

// A hold that another room placed or lifted has no reason here, and nobody to name.
constexpr char kRead[] = R"(
    SELECT 1, s.partner_id, s.version, s.recorded_at, s.clinician_id, s.answers, NULL, NULL, NULL
    FROM adagio_intake.screen s
    WHERE s.practice_id = ? AND s.unit_id = ?
    UNION ALL
    SELECT 2, p.partner_id, p.version, p.recorded_at, p.clinician_id, p.reason, p.consultant, p.supervisor_id, NULL
    FROM adagio_intake.safety_plan p
    WHERE p.practice_id = ? AND p.unit_id = ?
    UNION ALL
    SELECT 3, h.partner_id, h.placed_version, h.placed_at, w.clinician_id, w.reason, NULL, NULL, h.hold_id
    FROM adagio_spine.hold h
    LEFT JOIN adagio_intake.hold_reason w
      ON w.practice_id = h.practice_id AND w.unit_id = h.unit_id AND w.hold_id = h.hold_id AND w.act = 1
    WHERE h.practice_id = ? AND h.unit_id = ?
    UNION ALL
    SELECT 4, h.partner_id, h.lifted_version, h.lifted_at, w.clinician_id, w.reason, NULL, NULL, h.hold_id
    FROM adagio_spine.hold h
    LEFT JOIN adagio_intake.hold_reason w
      ON w.practice_id = h.practice_id AND w.unit_id = h.unit_id AND w.hold_id = h.hold_id AND w.act = 2
    WHERE h.practice_id = ? AND h.unit_id = ? AND h.lifted_version IS NOT NULL
    ORDER BY 3 DESC, 1, 9)";

SealedSafetyAct FromRow(const storage::Row& row) {
  SealedSafetyAct sealed;
  sealed.act.kind = static_cast<SafetyActKind>(row.Int(0));
  sealed.act.partner = row.AsId<PartnerId>(1);
  sealed.version = row.Int(2);
  sealed.act.at = row.AsTime(3);
  if (!row.IsNull(4)) sealed.act.clinician = row.AsId<ClinicianId>(4);
  if (!row.IsNull(5)) sealed.sealed = row.Text(5);
  if (!row.IsNull(6)) sealed.consultant = row.Text(6);
  if (!row.IsNull(7)) sealed.act.plan.supervisor = row.AsId<ClinicianId>(7);
  if (!row.IsNull(8)) sealed.hold = row.AsId<HoldId>(8);
  return sealed;
}

keys::Place PlaceOf(const Scope& scope, const SealedSafetyAct& sealed) {
  switch (sealed.act.kind) {
    case SafetyActKind::kScreen:
      return AnswersPlace(scope, sealed.act.partner, sealed.version);
    case SafetyActKind::kPlan:
      return PlanPlace(scope, sealed.act.partner, "reason", sealed.version);
    case SafetyActKind::kHoldPlaced:
      return HoldReasonPlace(scope, sealed.act.partner, sealed.hold, kPlaced);
    case SafetyActKind::kHoldLifted:
      break;
  }
  return HoldReasonPlace(scope, sealed.act.partner, sealed.hold, kLifted);
}

}  // namespace

absl::StatusOr<std::vector<SealedSafetyAct>> SafetyActStore::Read(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  std::vector<storage::Value> places;
  for (int part = 0; part < 4; ++part) places.insert(places.end(), {scope.practice(), scope.unit()});
  ASSIGN_OR_RETURN(const storage::Rows rows, reads->Query(kRead, places));
  std::vector<SealedSafetyAct> acts;
  for (const storage::Row& row : rows) acts.push_back(FromRow(row));
  return acts;
}

absl::StatusOr<SafetyAct> SafetyActStore::Open(const Scope& scope, const SealedSafetyAct& sealed) const {
  SafetyAct act = sealed.act;
  if (sealed.sealed.empty()) return act;
  ASSIGN_OR_RETURN(std::string text, keys_.Unseal(PlaceOf(scope, sealed), sealed.sealed));
  if (act.kind == SafetyActKind::kScreen) {
    ASSIGN_OR_RETURN(act.screen, ScreenFromText(text));
    return act;
  }
  act.reason = Sensitive(std::move(text));
  if (act.kind != SafetyActKind::kPlan) return act;
  const keys::Place place = PlanPlace(scope, act.partner, "consultant", sealed.version);
  ASSIGN_OR_RETURN(std::string consultant, keys_.Unseal(place, sealed.consultant));
  act.plan.consultant = Sensitive(std::move(consultant));
  return act;
}

}  // namespace adagio::intake
