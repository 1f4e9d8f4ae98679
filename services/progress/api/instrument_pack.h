#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/progress/domain/instrument.h"

namespace adagio::progress {

// The instruments of a pack in text form (plugins/packs). INVALID_ARGUMENT that names the fault where it does not parse
// or breaks a rule of CheckInstrument.
absl::StatusOr<Instruments> InstrumentsFrom(absl::string_view pack);

}  // namespace adagio::progress
