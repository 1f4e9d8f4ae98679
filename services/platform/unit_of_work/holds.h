#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/apart.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"

// What holds homework of a partner. Several services place and lift holds; how, and what follows for the clinicians, is
// the same for all of them. Why is known to the service alone.
namespace adagio {

// By when a clinician looks again at what holds a partner's joint homework. Status: policy, unverified.
inline constexpr absl::Duration kHoldLookedAtWithin = absl::Hours(7 * 24);

// What a hold stops. The numbers are those of its rows.
enum class HoldReach {
  kJointHomework = 0,
  kPain = 1,  // activities that pain speaks against, alone or together
};

absl::Status PlaceHold(Work& work, const PartnerId& partner, const Uuid& hold,
                       HoldReach reach = HoldReach::kJointHomework);

// Harmless where the hold was lifted before.
absl::Status LiftHold(Work& work, const PartnerId& partner, const Uuid& hold);

// Sets whether `partner` is cleared for joint homework. Where that is so already nothing moves: a screen that changes
// nothing asks nobody again.
absl::Status SetClearance(Work& work, const PartnerId& partner, bool cleared);

// When the partners of the unit could not do joint work. A hold for pain counts for nothing here.
absl::StatusOr<Apart> ReadApart(storage::Statements& tx, const Scope& scope);

// To be called after a hold or the clearance of `partner` has changed: afterwards the partner waits for a clinician
// while a hold stands or a recorded screen does not clear, and not otherwise; and the change is announced.
absl::Status TellOfClearance(Work& work, const PartnerId& partner);

}  // namespace adagio
