#include "services/intake/store/screening_store.h"

#include <string>
#include <utility>

#include "services/intake/store/safety_places.h"
#include "services/intake/store/screen_text.h"
#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/holds.h"

namespace adagio::intake {
namespace {

constexpr int kPlaced = 1;
constexpr int kLifted = 2;

// For each partner, a row for each screen with each standing hold, older screens first. The latest plan is repeated in
// each.
constexpr char kLoad[] = R"(
    SELECT r.principal_id, r.ended_at, s.version, s.answers, p.version, p.reason, p.consultant,
           h.hold_id, h.placed_at, w.reason, p.supervisor_id, h.only_pain
    FROM adagio_spine.relation r
    LEFT JOIN adagio_intake.screen s
      ON s.practice_id = r.practice_id AND s.unit_id = r.unit_id AND s.partner_id = r.principal_id
    LEFT JOIN adagio_intake.safety_plan p
      ON p.practice_id = r.practice_id AND p.unit_id = r.unit_id AND p.partner_id = r.principal_id
     AND p.version = (SELECT MAX(l.version) FROM adagio_intake.safety_plan l
                      WHERE l.practice_id = r.practice_id AND l.unit_id = r.unit_id AND l.partner_id = r.principal_id)
    LEFT JOIN adagio_spine.hold h
      ON h.practice_id = r.practice_id AND h.unit_id = r.unit_id AND h.partner_id = r.principal_id
     AND h.lifted_at IS NULL
    LEFT JOIN adagio_intake.hold_reason w
      ON w.practice_id = h.practice_id AND w.unit_id = h.unit_id AND w.hold_id = h.hold_id AND w.act = 1
    WHERE r.practice_id = ? AND r.unit_id = ? AND r.kind = 1
    ORDER BY r.started_version, r.principal_id, h.placed_version, s.version)";

}  // namespace

absl::StatusOr<std::vector<PartnerSafety>> ScreeningStore::Load(Work& work) const {
  return LoadFrom(work.tx(), work.scope());
}

absl::StatusOr<std::vector<PartnerSafety>> ScreeningStore::Read(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return LoadFrom(*reads, scope);
}

absl::StatusOr<std::vector<PartnerSafety>> ScreeningStore::LoadFrom(storage::Statements& from,
                                                                    const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoad, {scope.practice(), scope.unit()}));
  std::vector<PartnerSafety> unit;
  for (const storage::Row& row : rows) {
    if (unit.empty() || unit.back().partner != row.AsId<PartnerId>(0)) {
      ASSIGN_OR_RETURN(PartnerSafety safety, FromRow(scope, row));
      unit.push_back(std::move(safety));
    }
    std::vector<Hold>& holds = unit.back().holds;
    const bool another = !row.IsNull(7) && (holds.empty() || holds.back().id != row.AsId<HoldId>(7));
    if (another) {
      ASSIGN_OR_RETURN(Hold hold, HoldFromRow(scope, row));
      holds.push_back(std::move(hold));
    }
    // The screens come again with each hold.
    if (!row.IsNull(2) && holds.size() <= 1) RETURN_IF_ERROR(AddScreenOf(scope, row, unit.back()));
  }
  return unit;
}

absl::StatusOr<PartnerSafety> ScreeningStore::FromRow(const Scope& scope, const storage::Row& row) const {
  PartnerSafety safety;
  safety.partner = row.AsId<PartnerId>(0);
  safety.left = !row.IsNull(1);
  if (!row.IsNull(4)) {
    const int64_t version = row.Int(4);
    ASSIGN_OR_RETURN(std::string reason,
                     keys_.Unseal(PlanPlace(scope, safety.partner, "reason", version), row.Text(5)));
    ASSIGN_OR_RETURN(std::string consultant,
                     keys_.Unseal(PlanPlace(scope, safety.partner, "consultant", version), row.Text(6)));
    safety.planned = {.reason = Sensitive(std::move(reason)), .consultant = Sensitive(std::move(consultant))};
    if (!row.IsNull(10)) safety.planned.supervisor = row.AsId<ClinicianId>(10);
    safety.plan = RecordedPlan{version, ConsultantOf(safety.planned)};
  }
  return safety;
}

absl::Status ScreeningStore::AddScreenOf(const Scope& scope, const storage::Row& row, PartnerSafety& safety) const {
  const int64_t version = row.Int(2);
  ASSIGN_OR_RETURN(const std::string text, keys_.Unseal(AnswersPlace(scope, safety.partner, version), row.Text(3)));
  ASSIGN_OR_RETURN(const Screen screen, ScreenFromText(text));
  safety.screens[screen.instrument] = RecordedScreen{version, ResultOf(screen)};
  safety.answered[screen.instrument] = screen;
  return absl::OkStatus();
}

absl::StatusOr<Hold> ScreeningStore::HoldFromRow(const Scope& scope, const storage::Row& row) const {
  Hold hold{.id = row.AsId<HoldId>(7),
            .partner = row.AsId<PartnerId>(0),
            .reason = {},
            .placed_at = row.AsTime(8),
            .lifted = false,
            .only_pain = row.Int(11) != 0};
  if (row.IsNull(9)) return hold;  // placed by another room, which keeps its reasons to itself
  ASSIGN_OR_RETURN(std::string reason,
                   keys_.Unseal(HoldReasonPlace(scope, hold.partner, hold.id, kPlaced), row.Text(9)));
  hold.reason = Sensitive(std::move(reason));
  return hold;
}

absl::Status ScreeningStore::AddSitting(Work& work, const SittingId& sitting, const PartnerId& partner) const {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.sitting
                    (practice_id, unit_id, sitting_id, partner_id, clinician_id, opened_at)
                  VALUES (?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), sitting, partner, scope.principal().id, work.now()})
      .status();
}

absl::StatusOr<PartnerId> ScreeningStore::FindSitting(Work& work, const SittingId& sitting) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, work.tx().Query("SELECT partner_id FROM adagio_intake.sitting "
                                                             "WHERE practice_id = ? AND unit_id = ? AND sitting_id = ?",
                                                             {work.scope().practice(), work.scope().unit(), sitting}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such sitting in the unit");
  return rows[0].AsId<PartnerId>(0);
}

absl::StatusOr<std::set<Instrument>> ScreeningStore::CompleteIn(Work& work, const SittingId& sitting,
                                                                const PartnerId& partner) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   work.tx().Query("SELECT version, answers FROM adagio_intake.screen "
                                   "WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND sitting_id = ?",
                                   {scope.practice(), scope.unit(), partner, sitting}));
  std::set<Instrument> complete;
  for (const storage::Row& row : rows) {
    ASSIGN_OR_RETURN(const std::string text, keys_.Unseal(AnswersPlace(scope, partner, row.Int(0)), row.Text(1)));
    ASSIGN_OR_RETURN(const Screen screen, ScreenFromText(text));
    if (ResultOf(screen) != ScreenResult::kIncomplete) complete.insert(screen.instrument);
  }
  return complete;
}

absl::StatusOr<bool> ScreeningStore::SupervisesCaller(Work& work, const ClinicianId& supervisor) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(
      const storage::Rows rows,
      work.tx().Query("SELECT 1 FROM adagio_directory.supervision "
                      "WHERE practice_id = ? AND therapist_id = ? AND supervisor_id = ? AND ended_at IS NULL",
                      {scope.practice(), scope.principal().id, supervisor}));
  return !rows.empty();
}

absl::Status ScreeningStore::AddScreen(Work& work, const SittingId& sitting, const PartnerId& partner,
                                       const Screen& screen) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string answers, keys_.Seal(AnswersPlace(scope, partner, work.version()), ToText(screen)));
  return work.tx()
      .Execute(
          R"(INSERT INTO adagio_intake.screen
                    (practice_id, unit_id, partner_id, version, sitting_id, clinician_id, answers, recorded_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?))",
          {scope.practice(), scope.unit(), partner, work.version(), sitting, scope.principal().id, answers, work.now()})
      .status();
}

absl::Status ScreeningStore::AddPlan(Work& work, const PartnerId& partner, const SafetyPlan& plan) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string reason,
                   keys_.Seal(PlanPlace(scope, partner, "reason", work.version()), plan.reason.Read(Reveal::kToSeal)));
  ASSIGN_OR_RETURN(const std::string consultant, keys_.Seal(PlanPlace(scope, partner, "consultant", work.version()),
                                                            plan.consultant.Read(Reveal::kToSeal)));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.safety_plan
                    (practice_id, unit_id, partner_id, version, clinician_id, reason, consultant, supervisor_id,
                     recorded_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), partner, work.version(), scope.principal().id, reason, consultant,
                plan.supervisor, work.now()})
      .status();
}

absl::Status ScreeningStore::AddHold(Work& work, const Hold& hold) const {
  RETURN_IF_ERROR(PlaceHold(work, hold.partner, hold.id.uuid()));
  return AddHoldReason(work, hold, kPlaced, hold.reason);
}

absl::StatusOr<std::optional<Hold>> ScreeningStore::FindHold(Work& work, const HoldId& hold) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   work.tx().Query("SELECT partner_id, placed_at, lifted_at FROM adagio_spine.hold "
                                   "WHERE practice_id = ? AND unit_id = ? AND hold_id = ?",
                                   {work.scope().practice(), work.scope().unit(), hold}));
  if (rows.empty()) return std::optional<Hold>();
  return std::make_optional(Hold{.id = hold,
                                 .partner = rows[0].AsId<PartnerId>(0),
                                 .reason = {},
                                 .placed_at = rows[0].AsTime(1),
                                 .lifted = !rows[0].IsNull(2)});
}

absl::Status ScreeningStore::Lift(Work& work, const Hold& hold, const Sensitive<std::string>& reason) const {
  RETURN_IF_ERROR(LiftHold(work, hold.partner, hold.id.uuid()));
  return AddHoldReason(work, hold, kLifted, reason);
}

absl::Status ScreeningStore::AddHoldReason(Work& work, const Hold& hold, int act,
                                           const Sensitive<std::string>& reason) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed,
                   keys_.Seal(HoldReasonPlace(scope, hold.partner, hold.id, act), reason.Read(Reveal::kToSeal)));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.hold_reason
                    (practice_id, unit_id, hold_id, act, clinician_id, reason, recorded_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), hold.id, act, scope.principal().id, sealed, work.now()})
      .status();
}

}  // namespace adagio::intake
