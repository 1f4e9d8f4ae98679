#include "services/progress/store/figures_store.h"

#include <utility>

#include "services/platform/foundation/status.h"
#include "services/progress/store/content.h"

namespace adagio::progress {

absl::StatusOr<PracticeFigures> LoadFigures(storage::Statements& from, const PracticeId& practice) {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(
      SELECT f.instrument, f.figures
      FROM adagio_progress.reference_figures f
      WHERE f.practice_id = ?
        AND f.version = (SELECT MAX(l.version) FROM adagio_progress.reference_figures l
                         WHERE l.practice_id = f.practice_id AND l.instrument = f.instrument))",
                                                        {practice}));
  PracticeFigures supplied;
  for (const storage::Row& row : rows) {
    ASSIGN_OR_RETURN(ReferenceFigures figures, FiguresFrom(row.Text(1)));
    supplied[row.Text(0)] = std::move(figures);
  }
  return supplied;
}

absl::Status AddFigures(Work& work, const std::string& instrument, const ReferenceFigures& figures) {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_progress.reference_figures
                    (practice_id, instrument, version, figures, supplied_by, supplied_at)
                  VALUES (?, ?, ?, ?, ?, ?))",
               {scope.practice(), instrument, work.version(), ToText(figures), scope.principal().id, work.now()})
      .status();
}

std::optional<ReferenceFigures> FiguresFor(const PracticeFigures& figures, const std::string& instrument) {
  const auto found = figures.find(instrument);
  return found == figures.end() ? std::nullopt : std::optional<ReferenceFigures>(found->second);
}

}  // namespace adagio::progress
