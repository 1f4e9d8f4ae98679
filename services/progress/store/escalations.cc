#include "services/progress/store/escalations.h"

#include <optional>
#include <string>
#include <vector>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// For clinicians alone, as every event about an alert.
constexpr absl::string_view kEscalated = "alert.escalated";

}  // namespace

absl::Status Escalations::Sweep() {
  std::vector<PracticeId> practices;
  {
    ASSIGN_OR_RETURN(const storage::Pool::Lease reads, options_.reads.Acquire());
    ASSIGN_OR_RETURN(practices, options_.store.Practices(*reads));
  }
  absl::Status all;
  for (const PracticeId& practice : practices) all.Update(Sweep(practice));
  return all;
}

absl::Status Escalations::Sweep(const PracticeId& practice) {
  EscalationPolicy policy;
  std::vector<AlertPlace> due;
  {
    ASSIGN_OR_RETURN(const storage::Pool::Lease reads, options_.reads.Acquire());
    ASSIGN_OR_RETURN(policy, options_.store.LoadPolicy(*reads, practice));
    if (policy.backups.empty()) return absl::OkStatus();
    const absl::Time now = options_.clock.Now();
    ASSIGN_OR_RETURN(const std::vector<AlertPlace> unseen,
                     options_.store.LoadUnseen(*reads, practice, now - policy.after));
    for (const AlertPlace& place : unseen) {
      ASSIGN_OR_RETURN(const std::optional<UnseenAlert> alert, options_.store.LoadUnseen(*reads, place));
      if (alert.has_value() && !EscalatesTo(policy, *alert, now).empty()) due.push_back(place);
    }
  }
  absl::Status all;
  for (const AlertPlace& place : due) all.Update(Escalate(place, policy));
  return all;
}

absl::Status Escalations::Escalate(const AlertPlace& place, const EscalationPolicy& policy) {
  const Scope scope = options_.scope_of(place.practice, place.unit);
  const auto escalate = [&](Work& work) -> absl::StatusOr<std::string> {
    ASSIGN_OR_RETURN(const std::optional<UnseenAlert> alert, options_.store.LoadUnseen(work.tx(), place));
    if (!alert.has_value()) return std::string();
    for (const ClinicianId& to : EscalatesTo(policy, *alert, work.now())) {
      RETURN_IF_ERROR(options_.store.Add(work, place.alert, to));
      RETURN_IF_ERROR(work.Announce(kEscalated, place.alert.uuid()));
    }
    return std::string();
  };
  return options_.units.Run(scope, {options_.entropy.NewUuid(), ""}, escalate).status();
}

}  // namespace adagio::progress
