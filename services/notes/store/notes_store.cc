#include "services/notes/store/notes_store.h"

#include "services/notes/store/encoding.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::notes {
namespace {

// A note and, for each thing put down about it, a row; in the order in which they were put down.
constexpr char kLoad[] = R"(
    SELECT n.note_id, n.session_id, n.author_id, n.drafted_at, n.revision, n.content,
           e.kind, e.entry_id, e.author_id, e.entered_at, e.content, e.signature, e.public_key
    FROM adagio_notes.note n
    LEFT JOIN adagio_notes.entry e
      ON e.practice_id = n.practice_id AND e.unit_id = n.unit_id AND e.note_id = n.note_id
    WHERE n.practice_id = ? AND n.unit_id = ? AND )";
constexpr char kInOrder[] = " ORDER BY e.entered_version, e.kind, e.entry_id";

}  // namespace

keys::Place NotesStore::PlaceOf(const Scope& scope, const NoteId& note) const {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .table = "adagio_notes.note",
          .column = "content",
          .row = std::string(note.bytes())};
}

absl::Status NotesStore::SaveDraft(Work& work, const Note& note) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed, keys_.Seal(PlaceOf(scope, note.id), Pack(ToTexts(note))));
  // The unit's guard is held: between the two nobody else writes the row.
  ASSIGN_OR_RETURN(const int64_t changed,
                   work.tx().Execute("UPDATE adagio_notes.note SET revision = ?, content = ?"
                                     " WHERE practice_id = ? AND unit_id = ? AND note_id = ?",
                                     {note.revision, sealed, scope.practice(), scope.unit(), note.id}));
  if (changed == 0) {
    RETURN_IF_ERROR(work.tx()
                        .Execute("INSERT INTO adagio_notes.note (practice_id, unit_id, note_id, session_id, author_id,"
                                 " drafted_at, revision, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                 {scope.practice(), scope.unit(), note.id, note.session, note.author, note.drafted_at,
                                  note.revision, sealed})
                        .status());
  }
  return work.Announce("note.changed", note.id.uuid());
}

absl::StatusOr<Note> NotesStore::LoadNote(storage::Statements& tx, const Scope& scope, const NoteId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query(std::string(kLoad) + "n.note_id = ?" + kInOrder, {scope.practice(), scope.unit(), id}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such note");
  return NoteFrom(scope, rows);
}

absl::StatusOr<std::optional<Note>> NotesStore::LoadNoteOf(storage::Statements& tx, const Scope& scope,
                                                           const SessionId& session) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query(std::string(kLoad) + "n.session_id = ?" + kInOrder,
                                                      {scope.practice(), scope.unit(), session}));
  if (rows.empty()) return std::optional<Note>();
  return NoteFrom(scope, rows);
}

absl::StatusOr<Note> NotesStore::NoteFrom(const Scope& scope, const storage::Rows& rows) const {
  Note note{.id = rows[0].AsId<NoteId>(0),
            .session = rows[0].AsId<SessionId>(1),
            .author = rows[0].AsId<ClinicianId>(2),
            .drafted_at = rows[0].AsTime(3),
            .revision = rows[0].Int(4)};
  for (const storage::Row& row : rows) {
    if (!row.IsNull(6)) RETURN_IF_ERROR(TakeIn(scope, row, note));
  }
  if (note.is_signed()) return note;
  ASSIGN_OR_RETURN(const std::string packed, keys_.Unseal(PlaceOf(scope, note.id), rows[0].Text(5)));
  ASSIGN_OR_RETURN(const Texts texts, Unpack(packed));
  RETURN_IF_ERROR(FillFrom(texts, note));
  return note;
}

absl::StatusOr<std::vector<Heading>> NotesStore::LoadHeadings(storage::Statements& tx, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query(R"(
      SELECT n.note_id, n.session_id, s.held_at, n.drafted_at,
             MAX(CASE WHEN e.kind = 1 THEN e.entered_at END), COUNT(CASE WHEN e.kind = 2 THEN 1 END),
             COUNT(CASE WHEN e.kind = 3 THEN 1 END) > 0
      FROM adagio_notes.note n
      JOIN adagio_notes.session s
        ON s.practice_id = n.practice_id AND s.unit_id = n.unit_id AND s.session_id = n.session_id
      LEFT JOIN adagio_notes.entry e
        ON e.practice_id = n.practice_id AND e.unit_id = n.unit_id AND e.note_id = n.note_id
      WHERE n.practice_id = ? AND n.unit_id = ?
      GROUP BY n.note_id, n.session_id, s.held_at, n.drafted_at
      ORDER BY s.held_at DESC, n.note_id)",
                                                      {scope.practice(), scope.unit()}));
  std::vector<Heading> headings;
  for (const storage::Row& row : rows) {
    headings.push_back({.id = row.AsId<NoteId>(0),
                        .session = row.AsId<SessionId>(1),
                        .held_at = row.AsTime(2),
                        .drafted_at = row.AsTime(3),
                        .signed_at = row.AsTimeOrNull(4),
                        .addenda = static_cast<int>(row.Int(5)),
                        .co_signed = row.Int(6) != 0});
  }
  return headings;
}

}  // namespace adagio::notes
