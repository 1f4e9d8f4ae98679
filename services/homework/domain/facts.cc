#include "services/homework/domain/facts.h"

#include <algorithm>

namespace adagio::homework {
namespace {

template <typename Things, typename Match>
auto* FindIn(Things& things, Match match) {
  const auto found = std::find_if(things.begin(), things.end(), match);
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

const Member* UnitFacts::FindMember(const PartnerId& partner) const {
  return FindIn(members, [&](const Member& m) { return m.partner == partner; });
}

const Agreement* UnitFacts::FindAgreement(const std::vector<PartnerId>& participants) const {
  return FindIn(agreements, [&](const Agreement& a) { return a.participants == participants; });
}

const Assignment* UnitFacts::FindAssignment(const AssignmentId& id) const {
  return FindIn(assignments, [&](const Assignment& a) { return a.id == id; });
}

Assignment* UnitFacts::FindAssignment(const AssignmentId& id) {
  return FindIn(assignments, [&](const Assignment& a) { return a.id == id; });
}

bool Names(const std::vector<PartnerId>& participants, const PartnerId& partner) {
  return std::find(participants.begin(), participants.end(), partner) != participants.end();
}

}  // namespace adagio::homework
