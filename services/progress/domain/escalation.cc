#include "services/progress/domain/escalation.h"

#include <algorithm>
#include <cstdint>

namespace adagio::progress {
namespace {

std::vector<ClinicianId> Elsewhere(const EscalationPolicy& policy, const std::set<ClinicianId>& treating) {
  std::vector<ClinicianId> elsewhere;
  for (const ClinicianId& backup : policy.backups) {
    if (!treating.contains(backup)) elsewhere.push_back(backup);
  }
  return elsewhere.empty() ? policy.backups : elsewhere;
}

}  // namespace

std::vector<ClinicianId> EscalatesTo(const EscalationPolicy& policy, const UnseenAlert& alert, absl::Time now) {
  if (policy.after <= absl::ZeroDuration() || now < alert.raised_at) return {};
  const std::vector<ClinicianId> asked = Elsewhere(policy, alert.treating);
  absl::Duration rest;
  const int64_t times = absl::IDivDuration(now - alert.raised_at, policy.after, &rest);
  const size_t due = std::min<size_t>(static_cast<size_t>(times), asked.size());
  std::vector<ClinicianId> to;
  for (size_t i = 0; i < due; ++i) {
    const auto& known = alert.escalated;
    if (std::find(known.begin(), known.end(), asked[i]) == known.end()) to.push_back(asked[i]);
  }
  return to;
}

}  // namespace adagio::progress
