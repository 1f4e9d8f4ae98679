#include "services/progress/store/alert_store.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/holds.h"
#include "services/progress/store/content.h"

namespace adagio::progress {
namespace {

// A row for each act of each alert; one for an alert without.
constexpr char kLoad[] = R"(
    SELECT a.alert_id, a.partner_id, a.administration_id, a.hold_id, a.raised_at, a.content,
           h.hold_id IS NOT NULL, c.act, c.recorded_at, c.reason
    FROM adagio_progress.alert a
    LEFT JOIN adagio_spine.hold h
      ON h.practice_id = a.practice_id AND h.unit_id = a.unit_id AND h.partner_id = a.partner_id
     AND h.hold_id = a.hold_id AND h.lifted_version IS NULL
    LEFT JOIN adagio_progress.alert_act c
      ON c.practice_id = a.practice_id AND c.unit_id = a.unit_id AND c.alert_id = a.alert_id
    WHERE a.practice_id = ? AND a.unit_id = ?
    ORDER BY a.raised_version DESC, a.alert_id, c.act)";

keys::Place ContentPlace(const Scope& scope, const Alert& alert) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = alert.partner.uuid(),
          .table = "adagio_progress.alert",
          .column = "content",
          .row = std::string(alert.id.bytes())};
}

keys::Place ReasonPlace(const Scope& scope, const Alert& alert, AlertAct act) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = alert.partner.uuid(),
          .table = "adagio_progress.alert_act",
          .column = "reason",
          .row = absl::StrCat(alert.id.bytes(), static_cast<int>(act))};
}

HoldReach ReachOf(const Reached& reached) {
  return ConsequencesOf(reached.concern).holds == Holds::kWhatPainSpeaksAgainst ? HoldReach::kPain
                                                                                : HoldReach::kJointHomework;
}

}  // namespace

const Alert* Find(const std::vector<Alert>& alerts, const AlertId& id) {
  for (const Alert& alert : alerts) {
    if (alert.id == id) return &alert;
  }
  return nullptr;
}

absl::StatusOr<std::vector<Alert>> AlertStore::Load(storage::Statements& from, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoad, {scope.practice(), scope.unit()}));
  std::vector<Alert> alerts;
  for (const storage::Row& row : rows) {
    if (alerts.empty() || alerts.back().id != row.AsId<AlertId>(0)) {
      ASSIGN_OR_RETURN(Alert alert, FromRow(scope, row));
      alerts.push_back(std::move(alert));
    }
    if (row.IsNull(7)) continue;
    ASSIGN_OR_RETURN(RecordedAct act, ActFromRow(scope, alerts.back(), row));
    alerts.back().acts.push_back(std::move(act));
  }
  return alerts;
}

absl::StatusOr<Alert> AlertStore::FromRow(const Scope& scope, const storage::Row& row) const {
  Alert alert{.id = row.AsId<AlertId>(0),
              .partner = row.AsId<PartnerId>(1),
              .administration = row.AsId<AdministrationId>(2),
              .hold = row.IsNull(3) ? std::nullopt : std::optional<HoldId>(row.AsId<HoldId>(3)),
              .raised_at = row.AsTime(4),
              .hold_stands = row.Int(6) != 0};
  ASSIGN_OR_RETURN(const std::string content, keys_.Unseal(ContentPlace(scope, alert), row.Text(5)));
  RETURN_IF_ERROR(FillReached(content, alert));
  return alert;
}

absl::StatusOr<RecordedAct> AlertStore::ActFromRow(const Scope& scope, const Alert& alert,
                                                   const storage::Row& row) const {
  const auto act = static_cast<AlertAct>(row.Int(7));
  ASSIGN_OR_RETURN(std::string reason, keys_.Unseal(ReasonPlace(scope, alert, act), row.Text(9)));
  return RecordedAct{.act = act, .at = row.AsTime(8), .reason = Sensitive(std::move(reason))};
}

absl::Status AlertStore::Raise(Work& work, const Alert& alert) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(
      const std::string content,
      keys_.Seal(ContentPlace(scope, alert), ToText(alert.instrument, alert.reached.Read(Reveal::kToSeal))));
  if (alert.hold.has_value()) {
    RETURN_IF_ERROR(PlaceHold(work, alert.partner, alert.hold->uuid(), ReachOf(alert.reached.Read(Reveal::kToDecide))));
  }
  return work.tx()
      .Execute(R"(INSERT INTO adagio_progress.alert (practice_id, unit_id, alert_id, partner_id, administration_id,
                                                     hold_id, raised_at, raised_version, content)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), alert.id, alert.partner, alert.administration, alert.hold,
                alert.raised_at, work.version(), content})
      .status();
}

absl::Status AlertStore::AddAct(Work& work, const Alert& alert, const RecordedAct& act) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string reason,
                   keys_.Seal(ReasonPlace(scope, alert, act.act), act.reason.Read(Reveal::kToSeal)));
  return work.tx()
      .Execute(
          R"(INSERT INTO adagio_progress.alert_act
                    (practice_id, unit_id, alert_id, act, clinician_id, reason, recorded_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?))",
          {scope.practice(), scope.unit(), alert.id, static_cast<int>(act.act), scope.principal().id, reason, act.at})
      .status();
}

}  // namespace adagio::progress
