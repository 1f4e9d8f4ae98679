#include "services/progress/store/import_store.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {

absl::StatusOr<std::optional<ImportProgress>> ImportStore::Load(storage::Statements& from, const Scope& scope,
                                                                const Uuid& import) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(SELECT position, taken, rejected FROM adagio_progress.import
                                      WHERE practice_id = ? AND importer_id = ? AND import_id = ?)",
                                                        {scope.practice(), scope.principal().id, import}));
  if (rows.empty()) return std::optional<ImportProgress>();
  return std::optional<ImportProgress>(
      {.position = rows[0].Int(0), .taken = rows[0].Int(1), .rejected = rows[0].Int(2)});
}

absl::Status ImportStore::Save(Work& work, const Uuid& import, const Advanced& advanced) const {
  const Scope& scope = work.scope();
  const ImportProgress& progress = advanced.progress;
  ASSIGN_OR_RETURN(
      const int64_t found,
      work.tx().Execute(R"(UPDATE adagio_progress.import SET position = ?, taken = ?, rejected = ?, advanced_at = ?
                  WHERE practice_id = ? AND importer_id = ? AND import_id = ?)",
                        {progress.position, progress.taken, progress.rejected, work.now(), scope.practice(),
                         scope.principal().id, import}));
  if (found == 0) {
    RETURN_IF_ERROR(work.tx()
                        .Execute(R"(INSERT INTO adagio_progress.import
                                      (practice_id, importer_id, import_id, position, taken, rejected, advanced_at)
                                    VALUES (?, ?, ?, ?, ?, ?, ?))",
                                 {scope.practice(), scope.principal().id, import, progress.position, progress.taken,
                                  progress.rejected, work.now()})
                        .status());
  }
  if (advanced.rejected.empty()) return absl::OkStatus();
  std::string sql =
      "INSERT INTO adagio_progress.import_rejection"
      " (practice_id, importer_id, import_id, position, line, problem) VALUES ";
  std::vector<storage::Value> values;
  for (const RejectedRow& row : advanced.rejected) {
    absl::StrAppend(&sql, values.empty() ? "" : ", ", "(?, ?, ?, ?, ?, ?)");
    for (storage::Value value :
         {storage::Value(scope.practice()), storage::Value(scope.principal().id), storage::Value(import),
          storage::Value(row.position), storage::Value(row.line), storage::Value(static_cast<int>(row.problem))}) {
      values.push_back(std::move(value));
    }
  }
  return work.tx().Execute(sql, values).status();
}

absl::StatusOr<std::vector<RejectedRow>> ImportStore::LoadRejected(storage::Statements& from, const Scope& scope,
                                                                   const Uuid& import, size_t skipped,
                                                                   size_t most) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   from.Query(R"(SELECT position, line, problem FROM adagio_progress.import_rejection
                    WHERE practice_id = ? AND importer_id = ? AND import_id = ?
                    ORDER BY position LIMIT ? OFFSET ?)",
                              {scope.practice(), scope.principal().id, import, int64_t(most), int64_t(skipped)}));
  std::vector<RejectedRow> rejected;
  for (const storage::Row& row : rows) {
    rejected.push_back({.position = row.Int(0), .line = row.Int(1), .problem = static_cast<RowProblem>(row.Int(2))});
  }
  return rejected;
}

absl::StatusOr<bool> ImportStore::Treats(storage::Statements& from, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(SELECT 1 FROM adagio_spine.relation
                                 WHERE practice_id = ? AND unit_id = ? AND principal_id = ? AND kind = 2
                                   AND ended_at IS NULL)",
                                                        {scope.practice(), scope.unit(), scope.principal().id}));
  return !rows.empty();
}

}  // namespace adagio::progress
