#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/intake/domain/partner_safety.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"

// Where what is recorded of a partner's safety is sealed. The row is the version, or the hold and the act.
namespace adagio::intake {

keys::Place AnswersPlace(const Scope& scope, const PartnerId& partner, int64_t version);
keys::Place PlanPlace(const Scope& scope, const PartnerId& partner, absl::string_view column, int64_t version);
keys::Place HoldReasonPlace(const Scope& scope, const PartnerId& partner, const HoldId& hold, int act);

}  // namespace adagio::intake
