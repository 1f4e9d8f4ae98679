#pragma once

#include <vector>

#include "adagio/homework/v1/homework.pb.h"
#include "services/homework/api/unit_view.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/readiness.h"

// What the therapist sees of a unit's ladders and of what could come next.
namespace adagio::homework {

std::vector<FeltDiscomfort> FeltIn(const std::vector<CheckInNote>& notes);
v1::LadderProgress ToWire(const Scope& scope, const UnitView& view, const Ladder& ladder);
// Of all ladders of partners who are still of the unit, and for each partner whose stress stopped something.
std::vector<v1::Suggestion> SuggestionsFor(const Scope& scope, const UnitView& view, const Library& library);

}  // namespace adagio::homework
