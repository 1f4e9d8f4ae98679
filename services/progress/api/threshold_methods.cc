// The thresholds of safety triggers, as a practice moves them.
#include <cmath>
#include <optional>
#include <vector>

#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"
#include "services/platform/rpc/resource_name.h"
#include "services/progress/api/instrument_api.h"
#include "services/progress/api/wire.h"
#include "services/progress/store/figures_store.h"

namespace adagio::progress {
namespace {

// Nothing without a bound.
absl::StatusOr<std::optional<Threshold>> ThresholdOf(const v1::SetTriggerThresholdRequest& request) {
  if (!request.has_at_least() && !request.has_at_most()) return std::optional<Threshold>();
  Threshold threshold;
  if (request.has_at_least()) threshold.at_least = request.at_least();
  if (request.has_at_most()) threshold.at_most = request.at_most();
  if (request.has_at_least() && !std::isfinite(threshold.at_least)) return RefuseField("at_least", "a number");
  if (request.has_at_most() && !std::isfinite(threshold.at_most)) return RefuseField("at_most", "a number");
  return std::optional<Threshold>(threshold);
}

v1::ThresholdChange ToWire(const PracticeId& practice, const ThresholdChange& change) {
  v1::ThresholdChange wire;
  wire.set_instrument(change.instrument);
  wire.set_trigger(change.trigger);
  if (change.threshold.has_value()) {
    if (std::isfinite(change.threshold->at_least)) wire.set_at_least(change.threshold->at_least);
    if (std::isfinite(change.threshold->at_most)) wire.set_at_most(change.threshold->at_most);
  }
  wire.set_reason(change.reason.Read(Reveal::kToAnswer));
  wire.set_moved_by(rpc::ClinicianName(practice, change.moved_by));
  *wire.mutable_moved_at() = progress::ToWire(change.moved_at);
  return wire;
}

}  // namespace

absl::StatusOr<v1::SetTriggerThresholdResponse> InstrumentApi::SetTriggerThreshold(
    const rpc::Authorized<v1::SetTriggerThresholdRequest>& call) {
  using Response = v1::SetTriggerThresholdResponse;
  const v1::SetTriggerThresholdRequest& request = call.request();
  ASSIGN_OR_RETURN(const std::optional<Threshold> threshold, ThresholdOf(request));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const PracticeId& practice = work.scope().practice();
    ASSIGN_OR_RETURN(const std::optional<Instrument> defined,
                     parts_.catalogue.Defined(work.tx(), practice, request.instrument(), 0));
    if (!defined.has_value()) return RefuseField("instrument", "must be an instrument of the practice");
    if (FindTrigger(*defined, request.trigger()) == nullptr) {
      return RefuseField("trigger", "must be a trigger of the instrument");
    }
    if (threshold.has_value()) RETURN_IF_ERROR(CheckThreshold(*defined, request.trigger(), *threshold));
    RETURN_IF_ERROR(parts_.thresholds.Add(work, {.instrument = request.instrument(),
                                                 .trigger = request.trigger(),
                                                 .threshold = threshold,
                                                 .reason = Sensitive(request.reason()),
                                                 .moved_by = ClinicianId(call.caller().id),
                                                 .moved_at = work.now()}));
    ASSIGN_OR_RETURN(const Instrument now, parts_.catalogue.Find(work.tx(), practice, request.instrument()));
    ASSIGN_OR_RETURN(const PracticeFigures supplied, LoadFigures(work.tx(), practice));
    Response response;
    *response.mutable_instrument() = progress::ToWire(now, FiguresThatCount(now, FiguresFor(supplied, now.key)));
    return response;
  });
}

absl::StatusOr<v1::ListThresholdChangesResponse> InstrumentApi::ListThresholdChanges(
    const rpc::Authorized<v1::ListThresholdChangesRequest>& call) {
  const PracticeId& practice = call.scope().practice();
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::vector<ThresholdChange> changes, parts_.thresholds.Load(*reads, practice));
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), changes.size()));
  v1::ListThresholdChangesResponse response;
  for (size_t i = page.first; i < page.end; ++i) *response.add_changes() = ToWire(practice, changes[i]);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, changes.size()));
  return response;
}

}  // namespace adagio::progress
