#include "services/notes/store/notes_store.h"
#include "services/platform/foundation/status.h"

namespace adagio::notes {
namespace {

constexpr int kPartner = 1;  // of a relation
constexpr int kJoint = 1;
constexpr int kIndividual = 2;

Session SessionFrom(const storage::Row& row) {
  Session session{.id = row.AsId<SessionId>(0),
                  .kind = row.Int(1) == kJoint ? SessionKind::kJoint : SessionKind::kIndividual,
                  .held_at = row.AsTime(3),
                  .opened_by = row.AsId<ClinicianId>(4),
                  .locked_at = row.AsTimeOrNull(5)};
  if (!row.IsNull(2)) session.partner = row.AsId<PartnerId>(2);
  return session;
}

}  // namespace

absl::StatusOr<std::vector<Member>> NotesStore::LoadMembers(storage::Statements& tx, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query("SELECT principal_id, ended_at FROM adagio_spine.relation"
                                                      " WHERE practice_id = ? AND unit_id = ? AND kind = ?",
                                                      {scope.practice(), scope.unit(), kPartner}));
  std::vector<Member> members;
  for (const storage::Row& row : rows) members.push_back({row.AsId<PartnerId>(0), row.AsTimeOrNull(1)});
  return members;
}

absl::Status NotesStore::SaveSession(Work& work, const Session& session) const {
  const Scope& scope = work.scope();
  const bool joint = session.kind == SessionKind::kJoint;
  RETURN_IF_ERROR(work.tx()
                      .Execute("INSERT INTO adagio_notes.session (practice_id, unit_id, session_id, kind, partner_id,"
                               " held_at, opened_by, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                               {scope.practice(), scope.unit(), session.id, joint ? kJoint : kIndividual,
                                joint ? storage::Value(nullptr) : storage::Value(session.partner), session.held_at,
                                session.opened_by, work.now()})
                      .status());
  return work.Announce("session.changed", session.id.uuid());
}

absl::Status NotesStore::SaveLock(Work& work, const Session& session) const {
  const Scope& scope = work.scope();
  RETURN_IF_ERROR(work.tx()
                      .Execute("UPDATE adagio_notes.session SET locked_by = ?, locked_at = ?"
                               " WHERE practice_id = ? AND unit_id = ? AND session_id = ? AND locked_at IS NULL",
                               {scope.principal().id, session.locked_at, scope.practice(), scope.unit(), session.id})
                      .status());
  return work.Announce("session.changed", session.id.uuid());
}

absl::StatusOr<std::vector<Session>> NotesStore::LoadSessions(storage::Statements& tx, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT session_id, kind, partner_id, held_at, opened_by, locked_at"
                            " FROM adagio_notes.session WHERE practice_id = ? AND unit_id = ?"
                            " ORDER BY held_at DESC, session_id",
                            {scope.practice(), scope.unit()}));
  std::vector<Session> sessions;
  for (const storage::Row& row : rows) sessions.push_back(SessionFrom(row));
  return sessions;
}

absl::StatusOr<Session> NotesStore::LoadSession(storage::Statements& tx, const Scope& scope,
                                                const SessionId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT session_id, kind, partner_id, held_at, opened_by, locked_at"
                            " FROM adagio_notes.session WHERE practice_id = ? AND unit_id = ? AND session_id = ?",
                            {scope.practice(), scope.unit(), id}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such session");
  return SessionFrom(rows[0]);
}

}  // namespace adagio::notes
