#include "services/progress/domain/trigger.h"

#include <cmath>

namespace adagio::progress {

Consequences ConsequencesOf(Concern concern) {
  switch (concern) {
    case Concern::kSelfHarm:
      return {.holds = Holds::kJointHomework, .crisis_text = true};
    case Concern::kAlcohol:
      return {.holds = Holds::kNothing};
    case Concern::kPain:
      return {.holds = Holds::kWhatPainSpeaksAgainst};
    case Concern::kTrauma:
    case Concern::kOther:
      break;
  }
  return {};
}

bool SafetyTrigger::IsAsGrave(double one, double other) const {
  return std::isinf(at_most) ? one >= other : one <= other;
}

}  // namespace adagio::progress
