#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::directory {

// How many partners a unit has at the same time, at most.
inline constexpr int kMostPartners = 8;

// A partner of a treatment unit.
struct Partner {
  PartnerId id;
  Sensitive<std::string> display_name;
  bool left = false;  // the membership has ended; it never begins again
};

// The partners treated together, in the order in which they were added.
struct TreatmentUnit {
  UnitId id;
  Sensitive<std::string> display_name;
  std::vector<Partner> partners;
};

// Null where no partner of that id ever was in the unit.
const Partner* FindPartner(const TreatmentUnit& unit, const PartnerId& id);

// Whether one more partner may be added. INVALID_ARGUMENT where the unit is full.
absl::Status CheckAdd(const TreatmentUnit& unit);

// Whether the membership may be ended. NOT_FOUND/RESOURCE_MISSING where there never was one,
// FAILED_PRECONDITION/ALREADY_OVER where it has ended.
absl::Status CheckEnd(const TreatmentUnit& unit, const PartnerId& partner);

}  // namespace adagio::directory
