#include "services/notes/domain/session.h"

#include <algorithm>

#include "services/platform/foundation/status.h"

namespace adagio::notes {

absl::Status CheckSession(const Session& session, const std::vector<Member>& members, absl::Time now) {
  if (session.held_at > now) return RefuseField("held_at", "not in the future");
  const bool alone = session.kind == SessionKind::kIndividual;
  if (!alone && session.partner != PartnerId()) return RefuseField("partner", "absent for a joint session");
  const bool was_there = std::any_of(members.begin(), members.end(), [&](const Member& member) {
    return member.id == session.partner && (!member.left_at.has_value() || session.held_at <= *member.left_at);
  });
  if (alone && !was_there) return RefuseField("partner", "a partner of the unit at that time");
  return absl::OkStatus();
}

Session Lock(Session session, absl::Time now) {
  if (!session.locked_at.has_value()) session.locked_at = now;
  return session;
}

absl::Status CheckOpen(const Session& session) {
  if (session.locked_at.has_value()) return Refuse(Reason::kSessionLocked, "the session is locked");
  return absl::OkStatus();
}

const Session* Before(const std::vector<Session>& sessions, const Session& session) {
  const Session* latest = nullptr;
  for (const Session& other : sessions) {
    const bool continues = other.kind == SessionKind::kJoint || other.partner == session.partner;
    if (!continues || other.id == session.id || other.held_at >= session.held_at) continue;
    if (latest == nullptr || other.held_at > latest->held_at) latest = &other;
  }
  return latest;
}

}  // namespace adagio::notes
