#pragma once

#include "absl/status/statusor.h"
#include "adagio/intake/v1/quotations.pb.h"
#include "services/intake/domain/quotation.h"
#include "services/intake/store/quotation_store.h"
#include "services/platform/foundation/scope.h"

// How quotations look on the wire.
namespace adagio::intake {

v1::Quotation ToWire(const Scope& scope, const KnownQuotation& known);

// What is asked for, without its id, who asks and when. INVALID_ARGUMENT where the place is not one of the source
// named.
absl::StatusOr<Quotation> FromWire(const v1::AskQuotationRequest& request);

// Of practices/{practice}/treatmentUnits/{unit}/quotations/{quotation}.
absl::StatusOr<QuotationId> QuotationIdFrom(const std::string& name);

}  // namespace adagio::intake
