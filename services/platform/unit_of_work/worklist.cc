#include "services/platform/unit_of_work/worklist.h"

#include "services/platform/foundation/status.h"

namespace adagio {
namespace {

int NumberOf(Matter matter) { return static_cast<int>(matter); }

}  // namespace

// The unit's guard is held: between the statements nobody else writes the row.
absl::Status AwaitClinician(Work& work, Matter matter, const Uuid& about, absl::Time due) {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const storage::Rows known,
                   work.tx().Query("SELECT settled_at FROM adagio_spine.worklist"
                                   " WHERE practice_id = ? AND unit_id = ? AND kind = ? AND about_id = ?",
                                   {scope.practice(), scope.unit(), NumberOf(matter), about}));
  if (known.empty()) {
    return work.tx()
        .Execute(
            "INSERT INTO adagio_spine.worklist (practice_id, unit_id, kind, about_id, since, due_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            {scope.practice(), scope.unit(), NumberOf(matter), about, work.now(), due})
        .status();
  }
  if (known[0].IsNull(0)) {
    return work.tx()
        .Execute(
            "UPDATE adagio_spine.worklist SET due_at = ?"
            " WHERE practice_id = ? AND unit_id = ? AND kind = ? AND about_id = ?",
            {due, scope.practice(), scope.unit(), NumberOf(matter), about})
        .status();
  }
  return work.tx()
      .Execute(
          "UPDATE adagio_spine.worklist SET since = ?, due_at = ?, settled_at = NULL"
          " WHERE practice_id = ? AND unit_id = ? AND kind = ? AND about_id = ?",
          {work.now(), due, scope.practice(), scope.unit(), NumberOf(matter), about})
      .status();
}

absl::Status Settle(Work& work, Matter matter, const Uuid& about) {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(
          "UPDATE adagio_spine.worklist SET settled_at = ?"
          " WHERE practice_id = ? AND unit_id = ? AND kind = ? AND about_id = ? AND settled_at IS NULL",
          {work.now(), scope.practice(), scope.unit(), NumberOf(matter), about})
      .status();
}

}  // namespace adagio
