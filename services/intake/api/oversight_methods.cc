// Screening, looked back on and set by those who look after it.
#include <utility>
#include <vector>

#include "services/intake/api/screening_api.h"
#include "services/intake/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"

namespace adagio::intake {
namespace {

const SetThresholds* Find(const PracticeThresholds& set, Instrument instrument) {
  const auto found = set.find(instrument);
  return found != set.end() ? &found->second : nullptr;
}

}  // namespace

absl::StatusOr<v1::ListSafetyActsResponse> ScreeningApi::ListSafetyActs(
    const rpc::Authorized<v1::ListSafetyActsRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<SealedSafetyAct> acts, parts_.acts.Read(call.scope()));
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), acts.size()));
  v1::ListSafetyActsResponse response;
  for (size_t i = page.first; i < page.end; ++i) {
    ASSIGN_OR_RETURN(const SafetyAct act, parts_.acts.Open(call.scope(), acts[i]));
    *response.add_acts() = ToWire(call.scope(), act);
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, acts.size()));
  return response;
}

absl::StatusOr<v1::GetScreenRulesResponse> ScreeningApi::GetScreenRules(
    const rpc::Authorized<v1::GetScreenRulesRequest>& call) {
  ASSIGN_OR_RETURN(const PracticeThresholds set, parts_.thresholds.Read(call.scope()));
  v1::GetScreenRulesResponse response;
  for (const Instrument instrument : {Instrument::kEhits, Instrument::kHark}) {
    *response.add_rules() = ToWire(instrument, Find(set, instrument));
  }
  return response;
}

absl::StatusOr<v1::SetScreenThresholdsResponse> ScreeningApi::SetScreenThresholds(
    const rpc::Authorized<v1::SetScreenThresholdsRequest>& call) {
  using Response = v1::SetScreenThresholdsResponse;
  const v1::SetScreenThresholdsRequest& request = call.request();
  ASSIGN_OR_RETURN(const Instrument instrument, FromWire(request.instrument()));
  const Thresholds thresholds{.total = request.total_least(), .sexual = request.sexual_least()};
  RETURN_IF_ERROR(CheckThresholds(instrument, thresholds));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const SetThresholds set{.thresholds = thresholds, .reason = Sensitive(request.reason()), .set_at = work.now()};
    RETURN_IF_ERROR(parts_.thresholds.Add(work, instrument, set));
    Response response;
    *response.mutable_rules() = ToWire(instrument, &set);
    return response;
  });
}

}  // namespace adagio::intake
