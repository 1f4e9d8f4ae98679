#pragma once

#include <map>
#include <vector>

#include "adagio/homework/v1/homework.pb.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/readiness.h"
#include "services/homework/store/homework_store.h"

// What the therapist sees of a unit's ladders and of what could come next.
namespace adagio::homework {

// Everything that view is made of, read one after the other. Assignments: all of the unit.
struct UnitView {
  Loaded loaded;
  std::vector<CheckInNote> notes;
  std::vector<AgreementRecord> agreements;
  std::vector<Ladder> ladders;
  HomeworkStore::Foreseen foreseen;
  absl::Time now;
};

std::vector<FeltDiscomfort> FeltIn(const std::vector<CheckInNote>& notes);
v1::LadderProgress ToWire(const Scope& scope, const UnitView& view, const Ladder& ladder);
// Of all ladders of partners who are still of the unit, and for each partner whose stress stopped something.
std::vector<v1::Suggestion> SuggestionsFor(const Scope& scope, const UnitView& view, const Library& library);

}  // namespace adagio::homework
