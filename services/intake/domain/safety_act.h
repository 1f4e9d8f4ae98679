#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "services/intake/domain/partner_safety.h"

namespace adagio::intake {

enum class SafetyActKind { kScreen = 1, kPlan = 2, kHoldPlaced = 3, kHoldLifted = 4 };

// One thing that was recorded about a partner's safety, as clinicians look back on it.
struct SafetyAct {
  SafetyActKind kind = SafetyActKind::kScreen;
  PartnerId partner;
  std::optional<ClinicianId> clinician;  // nullopt: another room did it by itself
  absl::Time at;
  std::optional<Screen> screen;   // of a screen
  Sensitive<std::string> reason;  // of the others; empty where another room keeps it
  SafetyPlan plan;                // of a plan
};

}  // namespace adagio::intake
