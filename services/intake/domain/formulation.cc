#include "services/intake/domain/formulation.h"

#include "absl/strings/ascii.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {

absl::Status CheckText(const Sensitive<std::string>& text) {
  if (absl::StripAsciiWhitespace(text.Read(Reveal::kToDecide)).empty()) {
    return RefuseField("text", "must say something");
  }
  return absl::OkStatus();
}

absl::Status CheckRelease(const Formulation& formulation, int version, const Sensitive<std::string>& given) {
  RETURN_IF_ERROR(CheckText(given));
  if (version < 1 || version >= formulation.next_version()) {
    return RefuseField("version", "must be a kept version");
  }
  return absl::OkStatus();
}

}  // namespace adagio::intake
