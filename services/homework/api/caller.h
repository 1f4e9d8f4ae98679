#pragma once

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/apart.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/declassified.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

// What the methods of this room have in common: how they name things and what "there is none" means to whom.
namespace adagio::homework {

inline constexpr absl::string_view kAgreementShape = "practices/{}/treatmentUnits/{}/agreements/{}";
inline constexpr absl::string_view kLadderShape = "practices/{}/treatmentUnits/{}/ladders/{}";
inline constexpr absl::string_view kRepairShape = "practices/{}/treatmentUnits/{}/repairs/{}";
inline constexpr absl::string_view kCheckInShape = "practices/{}/treatmentUnits/{}/checkIns/{}";
inline constexpr absl::string_view kJournalEntryShape = "practices/{}/treatmentUnits/{}/journalEntries/{}";
inline constexpr absl::string_view kVictoryShape = "practices/{}/treatmentUnits/{}/victories/{}";
inline constexpr absl::string_view kMilestoneShape = "practices/{}/treatmentUnits/{}/milestones/{}";
inline constexpr absl::string_view kAssignmentShape = "practices/{}/treatmentUnits/{}/assignments/{}";

// The id in a name that the door has already found valid and of the caller's unit.
template <typename IdType>
absl::StatusOr<IdType> IdIn(absl::string_view text, absl::string_view shape) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(text, shape));
  return name.id<IdType>();
}

// Whether the caller may know of something these participants share: a therapist of the unit, or who is told of `what`.
inline bool MayKnow(const Scope& scope, Told what, const std::vector<PartnerId>& participants) {
  return scope.principal().role != Role::kPartner ||
         IsDeclassified({.what = what, .names_reader = Names(participants, scope.principal().partner())});
}

// The assignments the caller may know of, newest first.
inline std::vector<const Assignment*> Known(const Scope& scope, const UnitFacts& facts) {
  std::vector<const Assignment*> known;
  for (const Assignment& assignment : facts.assignments) {
    if (MayKnow(scope, Told::kAssignment, assignment.participants)) known.push_back(&assignment);
  }
  std::sort(known.begin(), known.end(), [](const Assignment* a, const Assignment* b) {
    return std::tie(b->offered, b->id) < std::tie(a->offered, a->id);
  });
  return known;
}

// What `reader` sees of what its writer shares of `note`, a check-in on `assignment`, with since when it is shared.
inline std::map<CheckInField, Version> ShownTo(const UnitFacts& facts, const Apart& apart, const CheckInNote& note,
                                               const Assignment& assignment, const PartnerId& reader) {
  std::map<CheckInField, Version> shown = note.shared;
  std::erase_if(shown, [&](const auto& field) {
    Claim claim = SharingOf(facts, apart, note.partner, reader, field.second);
    claim.names_reader = note.partner != reader && Names(assignment.participants, reader);
    return !IsDeclassified(claim);
  });
  return shown;
}

// The unit's time for a read: it never runs back behind what was recorded.
inline absl::Time NowOf(const Clock& clock, const Loaded& loaded) { return std::max(clock.Now(), loaded.last_now); }

inline Moment MomentOf(const Work& work) { return {work.version(), work.now()}; }

}  // namespace adagio::homework
