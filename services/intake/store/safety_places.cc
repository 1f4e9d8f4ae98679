#include "services/intake/store/safety_places.h"

#include <string>
#include <utility>

namespace adagio::intake {
namespace {

keys::Place PlaceOf(const Scope& scope, const PartnerId& partner, absl::string_view table, absl::string_view column,
                    std::string row) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = partner.uuid(),
          .table = table,
          .column = column,
          .row = std::move(row)};
}

}  // namespace

keys::Place AnswersPlace(const Scope& scope, const PartnerId& partner, int64_t version) {
  return PlaceOf(scope, partner, "adagio_intake.screen", "answers", std::to_string(version));
}

keys::Place PlanPlace(const Scope& scope, const PartnerId& partner, absl::string_view column, int64_t version) {
  return PlaceOf(scope, partner, "adagio_intake.safety_plan", column, std::to_string(version));
}

keys::Place HoldReasonPlace(const Scope& scope, const PartnerId& partner, const HoldId& hold, int act) {
  return PlaceOf(scope, partner, "adagio_intake.hold_reason", "reason",
                 std::string(hold.bytes()) + std::to_string(act));
}

}  // namespace adagio::intake
