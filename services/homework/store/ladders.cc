#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {

absl::Status HomeworkStore::SaveLadder(Work& work, const Ladder& ladder) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string steps,
                   Seal(scope, "ladder", "steps", Uuid(), std::string(ladder.id.bytes()), ladder.activities));
  RETURN_IF_ERROR(
      work.tx()
          .Execute("INSERT INTO adagio_homework.ladder (practice_id, unit_id, ladder_id, participants,"
                   " steps, built_at) VALUES (?, ?, ?, ?, ?, ?)",
                   {scope.practice(), scope.unit(), ladder.id, ToBytes(ladder.participants), steps, work.now()})
          .status());
  return work.Announce("ladder.changed", ladder.id.uuid());
}

absl::StatusOr<std::optional<Ladder>> HomeworkStore::LoadLadder(storage::Statements& tx, const Scope& scope,
                                                                const LadderId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query("SELECT participants, steps FROM adagio_homework.ladder"
                                                      " WHERE practice_id = ? AND unit_id = ? AND ladder_id = ?",
                                                      {scope.practice(), scope.unit(), id}));
  if (rows.empty()) return std::optional<Ladder>();
  Ladder ladder{.id = id, .participants = {}, .activities = {}};
  ASSIGN_OR_RETURN(ladder.participants, ParticipantsFrom(rows[0].Text(0)));
  ASSIGN_OR_RETURN(ladder.activities, Open(scope, "ladder", "steps", Uuid(), std::string(id.bytes()), rows[0].Text(1)));
  return std::optional<Ladder>(std::move(ladder));
}

absl::StatusOr<std::map<int, int>> HomeworkStore::LoadForeseen(storage::Statements& tx, const Scope& scope,
                                                               const LadderId& id, const PartnerId& partner) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT suds FROM adagio_homework.foreseen"
                            " WHERE practice_id = ? AND unit_id = ? AND ladder_id = ? AND partner_id = ?",
                            {scope.practice(), scope.unit(), id, partner}));
  if (rows.empty()) return std::map<int, int>();
  ASSIGN_OR_RETURN(const Texts texts,
                   Open(scope, "foreseen", "suds", partner.uuid(), std::string(id.bytes()), rows[0].Text(0)));
  return NumbersFrom(texts);
}

absl::Status HomeworkStore::SaveForeseen(Work& work, const LadderId& id, const PartnerId& partner,
                                         const std::map<int, int>& suds) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed,
                   Seal(scope, "foreseen", "suds", partner.uuid(), std::string(id.bytes()), ToTexts(suds)));
  return work.tx()
      .Execute(
          "INSERT INTO adagio_homework.foreseen (practice_id, unit_id, ladder_id, partner_id, suds)"
          " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE suds = VALUES(suds)",
          {scope.practice(), scope.unit(), id, partner, sealed})
      .status();
}

}  // namespace adagio::homework
