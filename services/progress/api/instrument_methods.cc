// The instruments of a practice, and the figures a practice supplies for them.
#include <algorithm>

#include "services/platform/keys/page.h"
#include "services/progress/api/progress_api.h"
#include "services/progress/api/wire.h"
#include "services/progress/store/figures_store.h"

namespace adagio::progress {

absl::StatusOr<v1::ListInstrumentsResponse> ProgressApi::ListInstruments(
    const rpc::Authorized<v1::ListInstrumentsRequest>& call) {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const PracticeFigures supplied, LoadFigures(*reads, call.scope().practice()));
  ASSIGN_OR_RETURN(const std::vector<Instrument> all, parts_.catalogue.All(*reads, call.scope().practice()));
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), all.size()));
  v1::ListInstrumentsResponse response;
  for (size_t i = page.first; i < page.end; ++i) {
    *response.add_instruments() = ToWire(all[i], FiguresThatCount(all[i], FiguresFor(supplied, all[i].key)));
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, all.size()));
  return response;
}

absl::StatusOr<v1::SetReferenceFiguresResponse> ProgressApi::SetReferenceFigures(
    const rpc::Authorized<v1::SetReferenceFiguresRequest>& call) {
  using Response = v1::SetReferenceFiguresResponse;
  const ReferenceFigures figures = FromWire(call.request());
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Instrument instrument,
                     parts_.catalogue.Find(work.tx(), work.scope().practice(), call.request().instrument()));
    RETURN_IF_ERROR(CheckFigures(instrument, figures));
    RETURN_IF_ERROR(AddFigures(work, instrument.key, figures));
    Response response;
    *response.mutable_instrument() = ToWire(instrument, FiguresThatCount(instrument, figures));
    return response;
  });
}

}  // namespace adagio::progress
