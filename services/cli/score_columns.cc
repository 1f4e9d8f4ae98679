#include "services/cli/score_columns.h"

#include <cstdint>
#include <limits>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
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

// The rows whose ids are known, found by id; it holds the rows' numbers alone.
class Rows {
 public:
  explicit Rows(const std::vector<std::string>& ids) : rows_(0, Hash{ids}, Same{ids}) {}

  // The row that has the id of the last one already; the last one's own number where none has.
  uint32_t FindOrAdd(uint32_t last) { return *rows_.insert(last).first; }

 private:
  struct Hash {
    const std::vector<std::string>& ids;
    size_t operator()(uint32_t row) const { return absl::HashOf(ids[row]); }
  };
  struct Same {
    const std::vector<std::string>& ids;
    bool operator()(uint32_t a, uint32_t b) const { return ids[a] == ids[b]; }
  };
  absl::flat_hash_set<uint32_t, Hash, Same> rows_;
};

}  // namespace

absl::StatusOr<double> NumberIn(const CsvRecord& record, size_t column, absl::string_view name) {
  const absl::string_view cell = absl::StripAsciiWhitespace(record.cells[column]);
  if (cell.empty() || cell == "NA") return std::numeric_limits<double>::quiet_NaN();
  const std::optional<double> score = ParseDecimal(cell);
  if (score.has_value()) return *score;
  return Wrong(record.line, absl::StrCat("column '", name, "' holds no number",
                                         absl::StrContains(cell, ',') ? ": a decimal comma; write a point" : ""));
}

absl::StatusOr<ScoreColumns> TakeScores(absl::string_view text, const ScoreColumnNames& names) {
  ASSIGN_OR_RETURN(CsvReader reader, CsvReader::Open(text));
  ASSIGN_OR_RETURN(const size_t id, ColumnIn(reader.header(), names.id));
  ASSIGN_OR_RETURN(const size_t pre, ColumnIn(reader.header(), names.pre));
  ASSIGN_OR_RETURN(const size_t post, ColumnIn(reader.header(), names.post));
  ScoreColumns columns;
  std::vector<int64_t> lines;
  Rows rows(columns.ids);
  CsvRecord record;
  while (true) {
    ASSIGN_OR_RETURN(const bool any, reader.Next(record));
    if (!any) return columns;
    if (record.cells[id].empty()) return Wrong(record.line, "no id");
    const uint32_t row = static_cast<uint32_t>(columns.ids.size());
    if (row == std::numeric_limits<uint32_t>::max()) return Wrong(record.line, "too many rows");
    columns.ids.push_back(record.cells[id]);
    lines.push_back(record.line);
    const uint32_t first = rows.FindOrAdd(row);
    if (first != row) return Wrong(record.line, absl::StrCat("the id of line ", lines[first], " again"));
    ASSIGN_OR_RETURN(const double score_pre, NumberIn(record, pre, names.pre));
    ASSIGN_OR_RETURN(const double score_post, NumberIn(record, post, names.post));
    columns.pre.push_back(score_pre);
    columns.post.push_back(score_post);
  }
}

}  // namespace adagio::cli
