#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "absl/status/status.h"
#include "services/intake/domain/violence_screen.h"

namespace adagio::intake {

// A screen of one partner.
struct RecordedScreen {
  int64_t version = 0;  // the unit's version that recorded it
  ScreenResult result = ScreenResult::kIncomplete;
};

// The latest screen with each instrument.
using LatestScreens = std::map<Instrument, RecordedScreen>;

// What they come to: the gravest of their results, as of the newest of them. A negative screen with one instrument
// never makes a positive or an incomplete one with another undone. Nothing where there is none.
std::optional<RecordedScreen> Deciding(const LatestScreens& screens);

// Whether somebody stands behind a plan.
enum class Consultant { kNone, kNamed };

// The latest safety plan of one partner.
struct RecordedPlan {
  int64_t version = 0;
  Consultant consultant = Consultant::kNone;
};

// Whether one partner may take part in joint homework, and why.
struct Clearance {
  bool cleared = false;
  ScreenResult screen = ScreenResult::kIncomplete;  // incomplete where none was recorded
  bool by_plan = false;

  friend bool operator==(const Clearance&, const Clearance&) = default;
};

// The clearance that follows from the deciding screen and the latest plan. Complete and negative clears; positive
// clears under a plan recorded after it, positive on the sexual item only when that plan names a consultant. Nothing
// else does: a later screen voids the plan.
Clearance Clear(const std::optional<RecordedScreen>& screen, const std::optional<RecordedPlan>& plan);

// Whether a plan may be recorded now. FAILED_PRECONDITION/SCREEN_INCOMPLETE while there is no complete screen,
// CONSULTANT_MISSING where the sexual item was positive and nobody is named. INVALID_ARGUMENT after a negative screen,
// which clears by itself.
absl::Status CheckPlan(const std::optional<RecordedScreen>& screen, Consultant consultant);

}  // namespace adagio::intake
