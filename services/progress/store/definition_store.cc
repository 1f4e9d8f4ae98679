#include "services/progress/store/definition_store.h"

#include "services/platform/foundation/status.h"

namespace adagio::progress {

absl::StatusOr<std::vector<std::string>> LoadDefinitions(storage::Statements& from, const PracticeId& practice) {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(
      SELECT d.definition
      FROM adagio_progress.instrument_definition d
      WHERE d.practice_id = ?
        AND d.version = (SELECT MAX(l.version) FROM adagio_progress.instrument_definition l
                         WHERE l.practice_id = d.practice_id AND l.instrument = d.instrument)
      ORDER BY d.instrument)",
                                                        {practice}));
  std::vector<std::string> definitions;
  for (const storage::Row& row : rows) definitions.push_back(row.Text(0));
  return definitions;
}

absl::StatusOr<std::optional<std::string>> LoadDefinition(storage::Statements& from, const PracticeId& practice,
                                                          const std::string& key, int version) {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(
      SELECT definition FROM adagio_progress.instrument_definition
      WHERE practice_id = ? AND instrument = ? AND (version = ? OR ? = 0)
      ORDER BY version DESC LIMIT 1)",
                                                        {practice, key, version, version}));
  return rows.empty() ? std::nullopt : std::optional<std::string>(rows[0].Text(0));
}

absl::Status AddDefinition(Work& work, const std::string& key, int version, const std::string& definition) {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_progress.instrument_definition
                    (practice_id, instrument, version, definition, defined_by, defined_at)
                  VALUES (?, ?, ?, ?, ?, ?))",
               {scope.practice(), key, version, definition, scope.principal().id, work.now()})
      .status();
}

}  // namespace adagio::progress
