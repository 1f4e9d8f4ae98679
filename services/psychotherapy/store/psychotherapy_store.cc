#include "services/psychotherapy/store/psychotherapy_store.h"

#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::psychotherapy {
namespace {

keys::Place PlaceOf(const Scope& scope, const NoteId& id) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = scope.principal().id,
          .table = "adagio_psychotherapy.note",
          .column = "content",
          .row = std::string(id.bytes()),
          .compartment = keys::Compartment::kPsychotherapy};
}

}  // namespace

absl::Status PsychotherapyStore::Save(Work& work, const NoteId& id, const Sensitive<std::string>& text) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed, keys_.Seal(PlaceOf(scope, id), text.Read(Reveal::kToSeal)));
  return work.tx()
      .Execute(
          "INSERT INTO adagio_psychotherapy.note (practice_id, unit_id, author_id, note_id, version, content)"
          " VALUES (?, ?, ?, ?, ?, ?)",
          {scope.practice(), scope.unit(), scope.principal().id, id, work.version(), sealed})
      .status();
}

absl::StatusOr<Sensitive<std::string>> PsychotherapyStore::Load(storage::Statements& tx, const Scope& scope,
                                                                const NoteId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT content FROM adagio_psychotherapy.note"
                            " WHERE practice_id = ? AND unit_id = ? AND author_id = ? AND note_id = ?",
                            {scope.practice(), scope.unit(), scope.principal().id, id}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such note");
  ASSIGN_OR_RETURN(std::string text, keys_.Unseal(PlaceOf(scope, id), rows[0].Text(0)));
  return Sensitive<std::string>(std::move(text));
}

absl::StatusOr<std::vector<NoteId>> PsychotherapyStore::List(storage::Statements& tx, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT note_id FROM adagio_psychotherapy.note"
                            " WHERE practice_id = ? AND unit_id = ? AND author_id = ? ORDER BY version DESC, note_id",
                            {scope.practice(), scope.unit(), scope.principal().id}));
  std::vector<NoteId> ids;
  for (const storage::Row& row : rows) ids.push_back(row.AsId<NoteId>(0));
  return ids;
}

}  // namespace adagio::psychotherapy
