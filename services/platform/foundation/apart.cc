#include "services/platform/foundation/apart.h"

#include <algorithm>

namespace adagio {

int64_t Apart::EndOf(const PartnerId& partner, int64_t version) const {
  const auto of_partner = periods_.find(partner);
  if (of_partner == periods_.end()) return version;
  for (const Period& period : of_partner->second) {
    if (period.since <= version && version < period.until) return period.until;
  }
  return version;
}

bool Apart::HaveMet(const PartnerId& one, const PartnerId& other, int64_t since) const {
  int64_t moment = since;
  while (true) {
    const int64_t end = std::max(EndOf(one, moment), EndOf(other, moment));
    if (end == moment) return true;
    if (end == kStill) return false;
    moment = end;
  }
}

}  // namespace adagio
