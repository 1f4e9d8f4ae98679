// What clinicians are told of a safety item's answer, and what they do about it.
#include <algorithm>

#include "services/platform/keys/page.h"
#include "services/platform/unit_of_work/holds.h"
#include "services/platform/unit_of_work/worklist.h"
#include "services/progress/api/caller.h"
#include "services/progress/api/progress_api.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {
namespace {

// For clinicians alone: both say that something about a partner's safety was recorded.
constexpr absl::string_view kRaised = "alert.raised";
constexpr absl::string_view kLookedAfter = "alert.changed";
// As intake says it of its own holds.
constexpr absl::string_view kClearanceChanged = "clearance.changed";

// The alert that came of an act, as it now is.
Alert After(Alert alert, const RecordedAct& act) {
  if (act.act == AlertAct::kHoldReleased) alert.hold_stands = false;
  alert.acts.push_back(act);
  return alert;
}

absl::StatusOr<AlertAct> ActFrom(v1::TriageOutcome outcome) {
  switch (outcome) {
    case v1::TRIAGE_OUTCOME_HOLD_KEPT:
      return AlertAct::kHoldKept;
    case v1::TRIAGE_OUTCOME_HOLD_RELEASED:
      return AlertAct::kHoldReleased;
    default:
      return RefuseField("outcome", "must be a known value");
  }
}

}  // namespace

absl::Status ProgressApi::RaiseAlert(Work& work, const Administration& administration,
                                     const SafetyAnswer& answer) const {
  ASSIGN_OR_RETURN(std::vector<Alert> known, parts_.alerts.Load(work.tx(), work.scope()));
  std::erase_if(known, [&](const Alert& alert) { return alert.administration != administration.id; });
  if (!RaisesAlert(known, answer)) return absl::OkStatus();
  const Alert alert{.id = AlertId(work.NewUuid()),
                    .partner = administration.partner,
                    .administration = administration.id,
                    .instrument = administration.instrument,
                    .hold = HoldId(work.NewUuid()),
                    .raised_at = work.now(),
                    .answer = Sensitive(answer)};
  RETURN_IF_ERROR(parts_.alerts.Raise(work, alert));
  RETURN_IF_ERROR(AwaitClinician(work, Matter::kSafetyAlert, alert.id.uuid(), work.now() + kTriageWithin));
  RETURN_IF_ERROR(work.Announce(kRaised, alert.id.uuid()));
  return work.Announce(kClearanceChanged, alert.partner.uuid());
}

absl::StatusOr<v1::ListAlertsResponse> ProgressApi::ListAlerts(const rpc::Authorized<v1::ListAlertsRequest>& call) {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::vector<Alert> alerts, parts_.alerts.Load(*reads, call.scope()));
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), alerts.size()));
  v1::ListAlertsResponse response;
  for (size_t i = page.first; i < page.end; ++i) *response.add_alerts() = ToWire(call.scope(), alerts[i]);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, alerts.size()));
  return response;
}

absl::StatusOr<v1::AcknowledgeAlertResponse> ProgressApi::AcknowledgeAlert(
    const rpc::Authorized<v1::AcknowledgeAlertRequest>& call) {
  using Response = v1::AcknowledgeAlertResponse;
  ASSIGN_OR_RETURN(const auto id, IdIn<AlertId>(call.request().alert(), kAlertShape));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const std::vector<Alert> alerts, parts_.alerts.Load(work.tx(), work.scope()));
    const Alert* alert = Find(alerts, id);
    RETURN_IF_ERROR(CheckAcknowledge(alert));
    const RecordedAct act{.act = AlertAct::kAcknowledged, .at = work.now()};
    RETURN_IF_ERROR(parts_.alerts.AddAct(work, *alert, act));
    RETURN_IF_ERROR(work.Announce(kLookedAfter, id.uuid()));
    Response response;
    *response.mutable_alert() = ToWire(work.scope(), After(*alert, act));
    return response;
  });
}

absl::StatusOr<v1::TriageAlertResponse> ProgressApi::TriageAlert(const rpc::Authorized<v1::TriageAlertRequest>& call) {
  using Response = v1::TriageAlertResponse;
  ASSIGN_OR_RETURN(const auto id, IdIn<AlertId>(call.request().alert(), kAlertShape));
  ASSIGN_OR_RETURN(const AlertAct decided, ActFrom(call.request().outcome()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const std::vector<Alert> alerts, parts_.alerts.Load(work.tx(), work.scope()));
    const Alert* alert = Find(alerts, id);
    RETURN_IF_ERROR(CheckTriage(alert, decided));
    const RecordedAct act{.act = decided, .at = work.now(), .reason = Sensitive(call.request().reason())};
    RETURN_IF_ERROR(parts_.alerts.AddAct(work, *alert, act));
    if (decided == AlertAct::kHoldReleased) RETURN_IF_ERROR(LiftHold(work, alert->partner, alert->hold.uuid()));
    RETURN_IF_ERROR(Settle(work, Matter::kSafetyAlert, id.uuid()));
    RETURN_IF_ERROR(TellOfClearance(work, alert->partner));
    RETURN_IF_ERROR(work.Announce(kLookedAfter, id.uuid()));
    Response response;
    *response.mutable_alert() = ToWire(work.scope(), After(*alert, act));
    return response;
  });
}

}  // namespace adagio::progress
