#include "absl/strings/str_cat.h"
#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {

namespace {

// The activities by number.
Texts ActivitiesOf(const Ladder& ladder) {
  Texts activities(ladder.steps.size());
  for (const LadderStep& step : ladder.steps) activities[step.number - 1] = step.activity;
  return activities;
}

// The baseline, then number and label of each step in order.
Texts ShapeOf(const Ladder& ladder) {
  Texts shape = {absl::StrCat(ladder.baseline)};
  for (const LadderStep& step : ladder.steps) {
    shape.push_back(absl::StrCat(step.number));
    shape.push_back(step.label);
  }
  return shape;
}

absl::Status Reshape(const Texts& shape, Ladder& ladder) {
  const std::vector<LadderStep> built = ladder.steps;
  if (shape.size() != 1 + 2 * built.size()) return Refuse(Reason::kBug, "a stored ladder does not parse");
  ASSIGN_OR_RETURN(ladder.baseline, NumberFrom(shape[0]));
  for (size_t place = 0; place < built.size(); ++place) {
    ASSIGN_OR_RETURN(const int64_t number, NumberFrom(shape[1 + 2 * place]));
    ladder.steps[place] = {.number = static_cast<int>(number),
                           .label = shape[2 + 2 * place],
                           .activity = built.at(static_cast<size_t>(number) - 1).activity};
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status HomeworkStore::SaveLadder(Work& work, const Ladder& ladder) const {
  const Scope& scope = work.scope();
  const std::string key(ladder.id.bytes());
  ASSIGN_OR_RETURN(const std::string steps, Seal(scope, "ladder", "steps", Uuid(), key, ActivitiesOf(ladder)));
  ASSIGN_OR_RETURN(const std::string shape, Seal(scope, "ladder", "shape", Uuid(), key, ShapeOf(ladder)));
  RETURN_IF_ERROR(
      work.tx()
          .Execute("INSERT INTO adagio_homework.ladder (practice_id, unit_id, ladder_id, participants,"
                   " steps, built_at, shape) VALUES (?, ?, ?, ?, ?, ?, ?)"
                   " ON DUPLICATE KEY UPDATE steps = VALUES(steps), shape = VALUES(shape)",
                   {scope.practice(), scope.unit(), ladder.id, ToBytes(ladder.participants), steps, work.now(), shape})
          .status());
  return work.Announce("ladder.changed", ladder.id.uuid());
}

absl::StatusOr<std::optional<Ladder>> HomeworkStore::LoadLadder(storage::Statements& tx, const Scope& scope,
                                                                const LadderId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query("SELECT participants, steps, shape FROM adagio_homework.ladder"
                                                      " WHERE practice_id = ? AND unit_id = ? AND ladder_id = ?",
                                                      {scope.practice(), scope.unit(), id}));
  if (rows.empty()) return std::optional<Ladder>();
  const std::string key(id.bytes());
  Ladder ladder{.id = id, .participants = {}, .steps = {}};
  ASSIGN_OR_RETURN(ladder.participants, ParticipantsFrom(rows[0].Text(0)));
  ASSIGN_OR_RETURN(const Texts activities, Open(scope, "ladder", "steps", Uuid(), key, rows[0].Text(1)));
  ladder.steps = StepsOf(activities);
  if (rows[0].IsNull(2)) return std::optional<Ladder>(std::move(ladder));
  ASSIGN_OR_RETURN(const Texts shape, Open(scope, "ladder", "shape", Uuid(), key, rows[0].Text(2)));
  RETURN_IF_ERROR(Reshape(shape, ladder));
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
