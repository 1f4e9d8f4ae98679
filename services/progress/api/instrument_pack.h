#pragma once

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/progress/domain/instruments.h"

namespace adagio::progress {

// The instruments of packs in text form (plugins/packs), each a name and a text. INVALID_ARGUMENT that names the fault
// where one does not parse or breaks a rule of CheckInstrument.
absl::StatusOr<Instruments> InstrumentsFrom(const std::vector<std::pair<absl::string_view, absl::string_view>>& packs);

}  // namespace adagio::progress
