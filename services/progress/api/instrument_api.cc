#include "services/progress/api/instrument_api.h"

#include <optional>

#include "services/platform/foundation/status.h"
#include "services/progress/api/wire.h"
#include "services/progress/store/definition_store.h"
#include "services/progress/store/figures_store.h"

namespace adagio::progress {

absl::StatusOr<v1::DefineInstrumentResponse> InstrumentApi::DefineInstrument(
    const rpc::Authorized<v1::DefineInstrumentRequest>& call) {
  using Response = v1::DefineInstrumentResponse;
  ASSIGN_OR_RETURN(const Instrument defined, FromWire(call.request().instrument()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const PracticeId& practice = work.scope().practice();
    ASSIGN_OR_RETURN(const std::optional<Instrument> latest,
                     parts_.catalogue.FindVersion(work.tx(), practice, defined.key, 0));
    RETURN_IF_ERROR(CheckDefines(latest.has_value() ? &*latest : nullptr, defined));
    const v1::Instrument kept = ToWire(defined, defined.figures);
    RETURN_IF_ERROR(AddDefinition(work, defined.key, defined.version, kept.SerializeAsString()));
    ASSIGN_OR_RETURN(const PracticeFigures supplied, LoadFigures(work.tx(), practice));
    Response response;
    *response.mutable_instrument() = ToWire(defined, FiguresThatCount(defined, FiguresFor(supplied, defined.key)));
    return response;
  });
}

absl::StatusOr<v1::GetInstrumentResponse> InstrumentApi::GetInstrument(
    const rpc::Authorized<v1::GetInstrumentRequest>& call) {
  const v1::GetInstrumentRequest& request = call.request();
  const PracticeId& practice = call.scope().practice();
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::optional<Instrument> found,
                   parts_.catalogue.FindVersion(*reads, practice, request.instrument(), request.version()));
  if (!found.has_value()) return Refuse(Reason::kResourceMissing, "no such version of such an instrument");
  ASSIGN_OR_RETURN(const PracticeFigures supplied, LoadFigures(*reads, practice));
  v1::GetInstrumentResponse response;
  *response.mutable_instrument() = ToWire(*found, FiguresThatCount(*found, FiguresFor(supplied, found->key)));
  return response;
}

}  // namespace adagio::progress
