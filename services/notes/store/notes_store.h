#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/notes/domain/note.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::notes {

// A note without its content.
struct Heading {
  NoteId id;
  SessionId session;
  absl::Time held_at;
  absl::Time drafted_at;
  std::optional<absl::Time> signed_at;
  int addenda = 0;
  bool co_signed = false;
};

// The rows of sessions and notes as values of the domain and back. Every statement is scoped by the practice and unit
// of the caller's Scope, and content is sealed for its one place. No rule is decided here. Safe from any thread.
class NotesStore {
 public:
  explicit NotesStore(const keys::Keyring& keys) : keys_(keys) {}

  // Everybody who is or was a partner of the unit.
  absl::StatusOr<std::vector<Member>> LoadMembers(storage::Statements& tx, const Scope& scope) const;

  absl::Status SaveSession(Work& work, const Session& session) const;
  absl::Status SaveLock(Work& work, const Session& session) const;
  // All of the unit, the latest held first.
  absl::StatusOr<std::vector<Session>> LoadSessions(storage::Statements& tx, const Scope& scope) const;
  // RESOURCE_MISSING where the unit has none of that id.
  absl::StatusOr<Session> LoadSession(storage::Statements& tx, const Scope& scope, const SessionId& id) const;

  // A new draft, or the changed content of one.
  absl::Status SaveDraft(Work& work, const Note& note) const;
  // The note with everything put down about it, in one statement. RESOURCE_MISSING where the unit has none of that id.
  absl::StatusOr<Note> LoadNote(storage::Statements& tx, const Scope& scope, const NoteId& id) const;
  // Absent where the session has none.
  absl::StatusOr<std::optional<Note>> LoadNoteOf(storage::Statements& tx, const Scope& scope,
                                                 const SessionId& session) const;
  // All of the unit, that of the latest session first.
  absl::StatusOr<std::vector<Heading>> LoadHeadings(storage::Statements& tx, const Scope& scope) const;

  // Each is put down once and never changed.
  absl::Status SaveSignature(Work& work, const Note& note) const;
  absl::Status SaveAddendum(Work& work, const NoteId& note, const Addendum& addendum) const;
  absl::Status SaveCoSignature(Work& work, const NoteId& note, const Signed& by) const;
  absl::Status SaveComment(Work& work, const NoteId& note, const Comment& comment) const;

 private:
  struct Entry;
  keys::Place PlaceOf(const Scope& scope, const NoteId& note) const;
  absl::Status SaveEntry(Work& work, const NoteId& note, const Entry& entry) const;
  absl::StatusOr<Note> NoteFrom(const Scope& scope, const storage::Rows& rows) const;
  absl::Status TakeIn(const Scope& scope, const storage::Row& row, Note& note) const;

  const keys::Keyring& keys_;
};

}  // namespace adagio::notes
