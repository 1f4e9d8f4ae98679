#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/intake/domain/violence_screen.h"

namespace adagio::intake {

// A screen as text to be sealed, for example "ehits by=7/2 1=2 2=1".
std::string ToText(const Screen& screen);
// INTERNAL/BUG for anything ToText did not write.
absl::StatusOr<Screen> ScreenFromText(absl::string_view text);

}  // namespace adagio::intake
