#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/intake/domain/clearance.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::intake {

using SittingId = Id<struct SittingKind>;
using HoldId = Id<struct HoldKind>;

// How many holds of one partner stand at the same time, at most.
inline constexpr size_t kMostHolds = 50;

// Stops all joint homework of one partner, or what pain speaks against alone, until a clinician lifts it.
struct Hold {
  HoldId id;
  PartnerId partner;
  Sensitive<std::string> reason;
  absl::Time placed_at;
  bool lifted = false;
  bool only_pain = false;
};

// A plan in its author's words.
struct SafetyPlan {
  Sensitive<std::string> reason;
  Sensitive<std::string> consultant;      // from outside the practice; empty: nobody is named
  std::optional<ClinicianId> supervisor;  // who supervised its author then
};

// All that is known of one partner's safety. For clinicians alone.
struct PartnerSafety {
  PartnerId partner;
  bool left = false;
  LatestScreens screens;
  std::map<Instrument, Screen> answered;  // the same screens, as they were answered
  std::optional<RecordedPlan> plan;       // the latest, void or not
  SafetyPlan planned;                     // its words
  std::vector<Hold> holds;                // those that stand, in the order in which they were placed
};

// The fewest letters of a name. Status: policy, unverified.
inline constexpr size_t kShortestName = 3;

// Whether `plan` names somebody: a supervisor, or a consultant by what could be a name.
Consultant ConsultantOf(const SafetyPlan& plan);

// Whether anything may be recorded about a partner: `safety` is null where the unit never had them
// (NOT_FOUND/RESOURCE_MISSING). FAILED_PRECONDITION/ALREADY_OVER once they have left.
absl::Status CheckTreated(const PartnerSafety* safety);

// INVALID_ARGUMENT where no further hold can stand beside the others.
absl::Status CheckPlaceHold(const PartnerSafety& safety);

// Whether `hold` may be lifted: null where the unit never had it (NOT_FOUND/RESOURCE_MISSING).
// FAILED_PRECONDITION/ALREADY_OVER when it was lifted before.
absl::Status CheckLift(const Hold* hold);

// Null where the unit never had the partner.
const PartnerSafety* FindPartner(const std::vector<PartnerSafety>& unit, const PartnerId& partner);

}  // namespace adagio::intake
