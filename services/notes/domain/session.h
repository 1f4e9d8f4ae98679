#pragma once

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"

namespace adagio::notes {

using SessionId = Id<struct SessionIdKind>;

enum class SessionKind { kJoint, kIndividual };

// A session that was held: with all partners, or with one alone. Locked once and for ever: then it admits nothing new.
struct Session {
  SessionId id;
  SessionKind kind = SessionKind::kJoint;
  PartnerId partner;  // of an individual session; nil for a joint one
  absl::Time held_at;
  ClinicianId opened_by;
  std::optional<absl::Time> locked_at;
};

// Who is or was a partner of the unit.
struct Member {
  PartnerId id;
  std::optional<absl::Time> left_at;
};

// Whether `session` may be recorded at `now`. FIELD_INVALID for one in the future, for an individual session without a
// partner who was of the unit then, for a joint one with a partner.
absl::Status CheckSession(const Session& session, const std::vector<Member>& members, absl::Time now);

// Afterwards it is locked; one that was keeps since when.
Session Lock(Session session, absl::Time now);

// OK while it admits a note and edits of it. SESSION_LOCKED otherwise.
absl::Status CheckOpen(const Session& session);

// The latest of `sessions` before `session` that continues into it: a joint one, or one with the same partner alone.
// Null for the first.
const Session* Before(const std::vector<Session>& sessions, const Session& session);

}  // namespace adagio::notes
