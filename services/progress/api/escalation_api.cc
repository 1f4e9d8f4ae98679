#include "services/progress/api/escalation_api.h"

#include <vector>

#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"
#include "services/platform/rpc/resource_name.h"
#include "services/progress/api/alert_acts.h"
#include "services/progress/api/caller.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {
namespace {

// A unit that is not there is told from one in which nothing waits for the caller by nothing at all.
template <typename Response>
absl::StatusOr<Response> OrMissing(absl::StatusOr<Response> answer) {
  if (ReasonOf(answer.status()) != Reason::kAccessDenied) return answer;
  return Refuse(Reason::kResourceMissing, "no such alert waits for the caller");
}

}  // namespace

absl::StatusOr<v1::ListEscalatedAlertsResponse> EscalationApi::ListEscalatedAlerts(
    const rpc::Authorized<v1::ListEscalatedAlertsRequest>& call) {
  const Scope& scope = call.scope();
  RETURN_IF_ERROR(parts_.escalations.Sweep(scope.practice()));
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::vector<EscalatedAlert> waiting, parts_.store.LoadWaiting(*reads, scope));
  const keys::Pages pages(parts_.keys, scope);
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), waiting.size()));
  v1::ListEscalatedAlertsResponse response;
  for (size_t i = page.first; i < page.end; ++i) {
    v1::EscalatedAlert& alert = *response.add_alerts();
    alert.set_alert(rpc::NameInUnit(scope.practice(), waiting[i].unit, "alerts", waiting[i].alert));
    *alert.mutable_raised_at() = ToWire(waiting[i].raised_at);
    *alert.mutable_escalated_at() = ToWire(waiting[i].escalated_at);
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, waiting.size()));
  return response;
}

absl::StatusOr<v1::GetEscalatedAlertResponse> EscalationApi::GetEscalatedAlert(
    const rpc::Authorized<v1::GetEscalatedAlertRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<AlertId>(call.request().alert(), kAlertShape));
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const Alert alert, Find(*reads, call.scope(), id));
  v1::GetEscalatedAlertResponse response;
  *response.mutable_alert() = ToWire(call.scope(), alert);
  return response;
}

absl::StatusOr<v1::AcknowledgeEscalatedAlertResponse> EscalationApi::AcknowledgeEscalatedAlert(
    const rpc::Authorized<v1::AcknowledgeEscalatedAlertRequest>& call) {
  using Response = v1::AcknowledgeEscalatedAlertResponse;
  ASSIGN_OR_RETURN(const auto id, IdIn<AlertId>(call.request().alert(), kAlertShape));
  return OrMissing(Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Alert alert, Find(work.tx(), work.scope(), id));
    ASSIGN_OR_RETURN(const Alert acknowledged, Acknowledge(work, parts_.alerts, &alert));
    Response response;
    *response.mutable_alert() = ToWire(work.scope(), acknowledged);
    return response;
  }));
}

absl::StatusOr<v1::TriageEscalatedAlertResponse> EscalationApi::TriageEscalatedAlert(
    const rpc::Authorized<v1::TriageEscalatedAlertRequest>& call) {
  using Response = v1::TriageEscalatedAlertResponse;
  ASSIGN_OR_RETURN(const auto id, IdIn<AlertId>(call.request().alert(), kAlertShape));
  ASSIGN_OR_RETURN(const AlertAct decided, ActFrom(call.request().outcome()));
  return OrMissing(Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Alert alert, Find(work.tx(), work.scope(), id));
    ASSIGN_OR_RETURN(const Alert triaged,
                     Triage(work, parts_.alerts, &alert, decided, Sensitive(call.request().reason())));
    Response response;
    *response.mutable_alert() = ToWire(work.scope(), triaged);
    return response;
  }));
}

absl::StatusOr<Alert> EscalationApi::Find(storage::Statements& from, const Scope& scope, const AlertId& id) const {
  ASSIGN_OR_RETURN(const bool waits, parts_.store.Waits(from, scope, id));
  if (!waits) return Refuse(Reason::kResourceMissing, "no such alert waits for the caller");
  ASSIGN_OR_RETURN(const std::vector<Alert> alerts, parts_.alerts.Load(from, scope));
  const Alert* alert = progress::Find(alerts, id);
  if (alert == nullptr) return Refuse(Reason::kBug, "an alert that went on is not there");
  return *alert;
}

}  // namespace adagio::progress
