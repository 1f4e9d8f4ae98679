#include "services/cli/score_columns.h"

#include <limits>
#include <unordered_map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/cli/options.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

absl::Status Wrong(int64_t line, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("line ", line, ": ", what));
}

absl::StatusOr<double> ScoreIn(const CsvRecord& record, size_t column, absl::string_view name) {
  const absl::string_view cell = absl::StripAsciiWhitespace(record.cells[column]);
  if (cell.empty() || cell == "NA") return std::numeric_limits<double>::quiet_NaN();
  const std::optional<double> score = ParseDecimal(cell);
  if (score.has_value()) return *score;
  return Wrong(record.line, absl::StrCat("column '", name, "' holds no number",
                                         absl::StrContains(cell, ',') ? ": a decimal comma; write a point" : ""));
}

}  // namespace

absl::StatusOr<ScoreColumns> TakeScores(const CsvTable& table, const ScoreColumnNames& names) {
  ASSIGN_OR_RETURN(const size_t id, table.Column(names.id));
  ASSIGN_OR_RETURN(const size_t pre, table.Column(names.pre));
  ASSIGN_OR_RETURN(const size_t post, table.Column(names.post));
  ScoreColumns columns;
  std::unordered_map<std::string, int64_t> line_of;
  for (const CsvRecord& record : table.records) {
    if (record.cells[id].empty()) return Wrong(record.line, "no id");
    const auto [first, is_new] = line_of.emplace(record.cells[id], record.line);
    if (!is_new) return Wrong(record.line, absl::StrCat("the id of line ", first->second, " again"));
    columns.ids.push_back(record.cells[id]);
    ASSIGN_OR_RETURN(const double score_pre, ScoreIn(record, pre, names.pre));
    ASSIGN_OR_RETURN(const double score_post, ScoreIn(record, post, names.post));
    columns.pre.push_back(score_pre);
    columns.post.push_back(score_post);
  }
  return columns;
}

}  // namespace adagio::cli
