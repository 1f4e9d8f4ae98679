#pragma once

#include "services/homework/domain/facts.h"

namespace adagio::homework {

// How long a declined activity rests. Policy, unverified; no published figure is known to us.
constexpr absl::Duration kCoolOff = absl::Hours(7 * 24);

// Whether it still makes anything rest at `now`.
bool Rests(const Decline& decline, absl::Time now);

// Whether `decline` speaks about an activity of `tier` with these participants: the activity itself, in whatever form
// it is offered, and after a decline of a ladder's step every higher tier too.
bool SpeaksAbout(const Decline& decline, const std::string& activity, int tier,
                 const std::vector<PartnerId>& participants);

// Whether that activity rests at `now` for one of `participants`.
bool IsCoolingOff(const UnitFacts& facts, const std::string& activity, int tier,
                  const std::vector<PartnerId>& participants, absl::Time now);

}  // namespace adagio::homework
