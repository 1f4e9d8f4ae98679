// What clinicians are told of what reached a safety trigger, and what they do about it.
#include "services/platform/keys/page.h"
#include "services/progress/api/alert_acts.h"
#include "services/progress/api/caller.h"
#include "services/progress/api/progress_api.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {
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
    ASSIGN_OR_RETURN(const Alert acknowledged, Acknowledge(work, parts_.alerts, alert));
    Response response;
    *response.mutable_alert() = ToWire(work.scope(), acknowledged);
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
    ASSIGN_OR_RETURN(const Alert triaged,
                     Triage(work, parts_.alerts, alert, decided, Sensitive(call.request().reason())));
    Response response;
    *response.mutable_alert() = ToWire(work.scope(), triaged);
    return response;
  });
}

}  // namespace adagio::progress
