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

constexpr size_t kHeadTexts = 2;
constexpr size_t kStepTexts = 3;

// The baseline and the last return to it, then number, label and own length in seconds of each step in order.
Texts ShapeOf(const Ladder& ladder) {
  Texts shape = {absl::StrCat(ladder.baseline), absl::StrCat(ladder.returned)};
  for (const LadderStep& step : ladder.steps) {
    shape.push_back(absl::StrCat(step.number));
    shape.push_back(step.label);
    shape.push_back(absl::StrCat(absl::ToInt64Seconds(step.usual_length)));
  }
  return shape;
}

absl::Status Reshape(const Texts& shape, Ladder& ladder) {
  const std::vector<LadderStep> built = ladder.steps;
  if (shape.size() != kHeadTexts + kStepTexts * built.size()) {
    return Refuse(Reason::kBug, "a stored ladder does not parse");
  }
  ASSIGN_OR_RETURN(ladder.baseline, NumberFrom(shape[0]));
  ASSIGN_OR_RETURN(ladder.returned, NumberFrom(shape[1]));
  for (size_t place = 0; place < built.size(); ++place) {
    const size_t first = kHeadTexts + kStepTexts * place;
    ASSIGN_OR_RETURN(const int64_t number, NumberFrom(shape[first]));
    ASSIGN_OR_RETURN(const int64_t seconds, NumberFrom(shape[first + 2]));
    ladder.steps[place] = {.number = static_cast<int>(number),
                           .label = shape[first + 1],
                           .activity = built.at(static_cast<size_t>(number) - 1).activity,
                           .usual_length = absl::Seconds(seconds)};
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

absl::StatusOr<Ladder> HomeworkStore::LadderFrom(const Scope& scope, const storage::Row& row) const {
  Ladder ladder{.id = row.AsId<LadderId>(0), .participants = {}, .steps = {}};
  const std::string key(ladder.id.bytes());
  ASSIGN_OR_RETURN(ladder.participants, ParticipantsFrom(row.Text(1)));
  ASSIGN_OR_RETURN(const Texts activities, Open(scope, "ladder", "steps", Uuid(), key, row.Text(2)));
  ladder.steps = StepsOf(activities);
  if (row.IsNull(3)) return ladder;
  ASSIGN_OR_RETURN(const Texts shape, Open(scope, "ladder", "shape", Uuid(), key, row.Text(3)));
  RETURN_IF_ERROR(Reshape(shape, ladder));
  return ladder;
}

absl::StatusOr<std::optional<Ladder>> HomeworkStore::LoadLadder(storage::Statements& tx, const Scope& scope,
                                                                const LadderId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT ladder_id, participants, steps, shape FROM adagio_homework.ladder"
                            " WHERE practice_id = ? AND unit_id = ? AND ladder_id = ?",
                            {scope.practice(), scope.unit(), id}));
  if (rows.empty()) return std::optional<Ladder>();
  return LadderFrom(scope, rows[0]);
}

absl::StatusOr<std::vector<Ladder>> HomeworkStore::LoadLadders(storage::Statements& tx, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT ladder_id, participants, steps, shape FROM adagio_homework.ladder"
                            " WHERE practice_id = ? AND unit_id = ? ORDER BY built_at, ladder_id",
                            {scope.practice(), scope.unit()}));
  std::vector<Ladder> ladders;
  for (const storage::Row& row : rows) {
    ASSIGN_OR_RETURN(ladders.emplace_back(), LadderFrom(scope, row));
  }
  return ladders;
}

absl::StatusOr<HomeworkStore::Foreseen> HomeworkStore::LoadAllForeseen(storage::Statements& tx,
                                                                       const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query("SELECT ladder_id, partner_id, suds FROM adagio_homework.foreseen"
                                                      " WHERE practice_id = ? AND unit_id = ?",
                                                      {scope.practice(), scope.unit()}));
  Foreseen foreseen;
  for (const storage::Row& row : rows) {
    const auto ladder = row.AsId<LadderId>(0);
    const auto partner = row.AsId<PartnerId>(1);
    ASSIGN_OR_RETURN(const Texts texts,
                     Open(scope, "foreseen", "suds", partner.uuid(), std::string(ladder.bytes()), row.Text(2)));
    ASSIGN_OR_RETURN((foreseen[{ladder, partner}]), NumbersFrom(texts));
  }
  return foreseen;
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
