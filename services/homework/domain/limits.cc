#include "services/homework/domain/limits.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "services/homework/domain/answer.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

Member* FindMember(UnitFacts& facts, const PartnerId& partner) {
  const auto found = std::find_if(facts.members.begin(), facts.members.end(),
                                  [&](const Member& member) { return member.partner == partner; });
  return found == facts.members.end() ? nullptr : &*found;
}

}  // namespace

std::optional<absl::Time> SetAsideUntil(const Assignment& assignment, const Member& member) {
  if (!member.day_aside.has_value() || !assignment.joint()) return std::nullopt;
  return assignment.schedule.EndOfThoseWithin(member.day_aside->said_at, member.day_aside->day_ends);
}

absl::Time EndOfDay(absl::Time now, const absl::TimeZone& zone) {
  return zone.At(absl::CivilSecond(zone.At(now).cs.year(), zone.At(now).cs.month(), zone.At(now).cs.day() + 1)).pre;
}

bool IsSetAside(const UnitFacts& facts, const Assignment& assignment, absl::Time now) {
  return std::any_of(facts.members.begin(), facts.members.end(), [&](const Member& member) {
    if (!member.day_aside.has_value() || !Names(assignment.participants, member.partner)) return false;
    const std::optional<absl::Time> until = SetAsideUntil(assignment, member);
    return until.has_value() && now < *until;
  });
}

bool IsContraindicated(const UnitFacts& facts, const std::vector<PartnerId>& participants,
                       const Contraindications& contraindications) {
  return std::any_of(facts.members.begin(), facts.members.end(), [&](const Member& member) {
    if (!Names(participants, member.partner)) return false;
    return member.contraindications.Meets(contraindications) ||
           (member.pain_held && contraindications.Has(Contraindication::kPain));
  });
}

UnitFacts SetDayAside(UnitFacts facts, const PartnerId& partner, absl::Time day_ends, const Moment& moment) {
  Member* member = FindMember(facts, partner);
  if (member == nullptr) return facts;
  member->day_aside = {.said_at = moment.now, .day_ends = day_ends};
  for (Assignment& assignment : facts.assignments) {
    if (!Names(assignment.participants, partner)) continue;
    if (SetAsideUntil(assignment, *member).has_value()) assignment.stopped = moment.version;
  }
  return facts;
}

absl::StatusOr<UnitFacts> SetContraindications(UnitFacts facts, const PartnerId& partner,
                                               const Contraindications& contraindications, const Moment& moment) {
  RETURN_IF_ERROR(CheckAcknowledged(facts, partner));
  Member* member = FindMember(facts, partner);
  const Contraindications added = contraindications.Without(member->contraindications);
  member->contraindications = contraindications;
  for (Assignment& assignment : facts.assignments) {
    if (!Names(assignment.participants, partner) || !assignment.contraindications.Meets(added)) continue;
    assignment.stopped = moment.version;
  }
  return facts;
}

}  // namespace adagio::homework
