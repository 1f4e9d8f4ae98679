#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {

absl::Status HomeworkStore::SaveMilestone(Work& work, const Milestone& milestone) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed,
                   Seal(scope, "milestone", "content", Uuid(), std::string(milestone.id.bytes()),
                        {milestone.text.Read(Reveal::kToSeal)}));
  const storage::Value reached =
      milestone.reached_at.has_value() ? storage::Value(*milestone.reached_at) : storage::Value(nullptr);
  RETURN_IF_ERROR(
      work.tx()
          .Execute("INSERT INTO adagio_homework.milestone (practice_id, unit_id, milestone_id, participants,"
                   " noted_version, reached_at, gone, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                   " ON DUPLICATE KEY UPDATE reached_at = VALUES(reached_at), gone = VALUES(gone)",
                   {scope.practice(), scope.unit(), milestone.id, ToBytes(milestone.participants), milestone.noted,
                    reached, milestone.gone, sealed})
          .status());
  return work.Announce("milestone.changed", milestone.id.uuid());
}

absl::StatusOr<Milestone> HomeworkStore::MilestoneFrom(const Scope& scope, const storage::Row& row) const {
  Milestone milestone{.id = row.AsId<MilestoneId>(0),
                      .participants = {},
                      .text = {},
                      .noted = row.Int(2),
                      .reached_at = row.AsTimeOrNull(3),
                      .gone = row.Int(4) != 0};
  ASSIGN_OR_RETURN(milestone.participants, ParticipantsFrom(row.Text(1)));
  ASSIGN_OR_RETURN(const Texts texts,
                   Open(scope, "milestone", "content", Uuid(), std::string(milestone.id.bytes()), row.Text(5)));
  if (texts.size() != 1) return Refuse(Reason::kBug, "a stored milestone does not parse");
  milestone.text = Sensitive<std::string>(texts[0]);
  return milestone;
}

absl::StatusOr<std::vector<Milestone>> HomeworkStore::LoadMilestones(storage::Statements& tx,
                                                                     const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT milestone_id, participants, noted_version, reached_at, gone, content"
                            " FROM adagio_homework.milestone WHERE practice_id = ? AND unit_id = ? AND gone = 0"
                            " ORDER BY noted_version DESC",
                            {scope.practice(), scope.unit()}));
  std::vector<Milestone> milestones;
  for (const storage::Row& row : rows) {
    ASSIGN_OR_RETURN(milestones.emplace_back(), MilestoneFrom(scope, row));
  }
  return milestones;
}

absl::StatusOr<std::optional<Milestone>> HomeworkStore::LoadMilestone(storage::Statements& tx, const Scope& scope,
                                                                      const MilestoneId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT milestone_id, participants, noted_version, reached_at, gone, content"
                            " FROM adagio_homework.milestone"
                            " WHERE practice_id = ? AND unit_id = ? AND milestone_id = ?",
                            {scope.practice(), scope.unit(), id}));
  if (rows.empty()) return std::optional<Milestone>();
  return MilestoneFrom(scope, rows[0]);
}

}  // namespace adagio::homework
