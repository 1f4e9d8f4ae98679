// The therapist's view of a unit: one call gives all of it.
#include "services/homework/api/caller.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/unit_wire.h"
#include "services/homework/domain/show.h"

namespace adagio::homework {
namespace {

// How long an assignment whose window has ended stays in the therapist's view.
constexpr absl::Duration kRecent = absl::Hours(30 * 24);

}  // namespace

absl::StatusOr<v1::GetUnitHomeworkResponse> HomeworkApi::GetUnitHomework(
    const rpc::Authorized<v1::GetUnitHomeworkRequest>& call) {
  const Scope& scope = call.scope();
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const UnitView view, ReadUnit(parts_.store, *reads, scope, parts_.clock));
  const UnitFacts& facts = view.loaded.facts;
  v1::GetUnitHomeworkResponse response;
  for (const Assignment* assignment : Known(scope, facts)) {
    if (assignment->schedule.ends_at() <= view.now - kRecent) continue;
    *response.add_assignments() = ToClinicalWire(scope, view.loaded, *assignment, view.notes, view.now);
  }
  for (const AgreementRecord& agreement : view.agreements) {
    if (!AnyLeft(facts, agreement.participants)) *response.add_agreements() = ToWire(scope, agreement, view.now);
  }
  for (const Ladder& ladder : view.ladders) {
    if (!AnyLeft(facts, ladder.participants)) *response.add_ladders() = ToWire(scope, view, ladder);
  }
  for (v1::Suggestion& suggestion : SuggestionsFor(scope, view, parts_.library)) {
    *response.add_suggestions() = std::move(suggestion);
  }
  return response;
}

}  // namespace adagio::homework
