#include "services/intake/domain/clearance.h"

#include <algorithm>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
std::optional<RecordedScreen> Deciding(const LatestScreens& screens) {
  std::optional<RecordedScreen> deciding;
  for (const auto& [instrument, screen] : screens) {
    if (!deciding.has_value()) {
      deciding = screen;
      continue;
    }
    if (GravityOf(screen.result) > GravityOf(deciding->result)) deciding->result = screen.result;
    deciding->version = std::max(deciding->version, screen.version);
  }
  return deciding;
}

Clearance Clear(const std::optional<RecordedScreen>& screen, const std::optional<RecordedPlan>& plan) {
  if (!screen.has_value()) return {};
  Clearance clearance{.cleared = false, .screen = screen->result, .by_plan = false};
  if (screen->result == ScreenResult::kNegative) {
    clearance.cleared = true;
    return clearance;
  }
  if (!plan.has_value() || plan->version <= screen->version) return clearance;
  clearance.by_plan = CheckPlan(screen, plan->consultant).ok();
  clearance.cleared = clearance.by_plan;
  return clearance;
}

absl::Status CheckPlan(const std::optional<RecordedScreen>& screen, Consultant consultant) {
  const ScreenResult result = screen.has_value() ? screen->result : ScreenResult::kIncomplete;
  switch (result) {
    case ScreenResult::kIncomplete:
      return Refuse(Reason::kScreenIncomplete, "complete the screen first");
    case ScreenResult::kNegative:
      return RefuseField("partner", "the latest screen is negative: there is nothing to plan for");
    case ScreenResult::kPositive:
      return absl::OkStatus();
    case ScreenResult::kPositiveSexual:
      if (consultant == Consultant::kNamed) return absl::OkStatus();
      return Refuse(Reason::kConsultantMissing, "name a supervisor or consultant");
  }
  return Refuse(Reason::kBug, "a screen has a result of no kind");
}

}  // namespace adagio::intake
