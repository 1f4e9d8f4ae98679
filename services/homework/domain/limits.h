#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "services/homework/domain/facts.h"

// What a partner says of their own state: what speaks against some activities for the time being, and a day that is not
// one for joint homework. Neither is an answer and neither makes a decline; to the others each looks like any stop.
namespace adagio::homework {

// Until when what `member` said of a day sets `assignment` aside: the end of the last of its occurrences on that day.
// Absent where it has none on it, or is `member`'s alone.
std::optional<absl::Time> SetAsideUntil(const Assignment& assignment, const Member& member);

// When the day of `now` ends in `zone`.
absl::Time EndOfDay(absl::Time now, const absl::TimeZone& zone);

// Whether a participant's day sets it aside at `now`.
bool IsSetAside(const UnitFacts& facts, const Assignment& assignment, absl::Time now);

// Whether something speaks against an activity of these `contraindications` for one of `participants`: what that
// partner said, or pain that a clinician has yet to look at.
bool IsContraindicated(const UnitFacts& facts, const std::vector<PartnerId>& participants,
                       const Contraindications& contraindications);

// Today, until `day_ends`, is no day for joint homework with `partner`: those of its occurrences that are still to come
// stop here, and a yes that `partner` gives before they are over does not stand. What others say is not touched.
UnitFacts SetDayAside(UnitFacts facts, const PartnerId& partner, absl::Time day_ends, const Moment& moment);

// These and no others speak against activities for `partner` from now on. What one of them newly speaks against stops
// here. POLICY_UNACKNOWLEDGED before the partner acknowledged the confidence policy.
absl::StatusOr<UnitFacts> SetContraindications(UnitFacts facts, const PartnerId& partner,
                                               const Contraindications& contraindications, const Moment& moment);

}  // namespace adagio::homework
