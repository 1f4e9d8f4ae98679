// Rows of an import out of CSV.
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/cli/csv.h"
#include "services/cli/import_rows.h"
#include "services/cli/options.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;

constexpr int kMostItems = 200;

// Where the header says that things stand.
struct Columns {
  size_t partner = 0;
  size_t instrument = 0;
  size_t version = 0;
  size_t date = 0;
  std::optional<size_t> total;
  std::vector<std::pair<size_t, int>> items;  // column, number
};

absl::StatusOr<Columns> ColumnsOf(const std::vector<std::string>& header) {
  Columns columns;
  ASSIGN_OR_RETURN(columns.partner, ColumnIn(header, "partner"));
  ASSIGN_OR_RETURN(columns.instrument, ColumnIn(header, "instrument"));
  ASSIGN_OR_RETURN(columns.version, ColumnIn(header, "version"));
  ASSIGN_OR_RETURN(columns.date, ColumnIn(header, "date"));
  for (size_t i = 0; i < header.size(); ++i) {
    if (i == columns.partner || i == columns.instrument || i == columns.version || i == columns.date) continue;
    ASSIGN_OR_RETURN(const size_t place, ColumnIn(header, header[i]));  // each once
    int item = 0;
    if (header[i] == "total") {
      columns.total = place;
    } else if (absl::SimpleAtoi(header[i], &item) && item >= 1 && item <= kMostItems) {
      columns.items.emplace_back(place, item);
    } else {
      return absl::InvalidArgumentError(absl::StrCat(
          "column ", i + 1, " is none of partner, instrument, version, date, total and the items' numbers"));
    }
  }
  return columns;
}

class CsvRows final : public ImportRows {
 public:
  CsvRows(CsvReader reader, Columns columns) : reader_(std::move(reader)), columns_(std::move(columns)) {}

  bool Next(v1::ImportedRow& row) override {
    row.Clear();
    const absl::StatusOr<bool> any = reader_.Next(record_);
    if (any.ok() && !*any) return false;
    if (!any.ok()) reader_.GoOn();
    const v1::RowProblem problem = any.ok() ? Read(row) : v1::ROW_PROBLEM_MALFORMED;
    if (problem != v1::ROW_PROBLEM_UNSPECIFIED) {
      row.Clear();
      row.set_unreadable(problem);
    }
    row.set_line(record_.line);
    return true;
  }

 private:
  v1::RowProblem Read(v1::ImportedRow& row) const {
    size_t length = 0;
    for (const std::string& cell : record_.cells) length += cell.size();
    if (length > kLongestRow) return v1::ROW_PROBLEM_TOO_LONG;
    for (const auto& [column, longest] : {std::pair(columns_.partner, 240), std::pair(columns_.instrument, 64)}) {
      const v1::RowProblem problem = ProblemOfName(Cell(column), static_cast<size_t>(longest));
      if (problem != v1::ROW_PROBLEM_UNSPECIFIED) return problem;
    }
    row.set_partner(std::string(Cell(columns_.partner)));
    row.set_instrument(std::string(Cell(columns_.instrument)));
    int32_t number = 0;
    if (!absl::SimpleAtoi(Cell(columns_.version), &number)) return v1::ROW_PROBLEM_NOT_A_NUMBER;
    row.set_version(number);
    if (!ParseDate(Cell(columns_.date), *row.mutable_occurred_at())) return v1::ROW_PROBLEM_NOT_A_DATE;
    for (const auto& [column, item] : columns_.items) {
      if (IsMissing(Cell(column))) continue;
      if (!absl::SimpleAtoi(Cell(column), &number)) return v1::ROW_PROBLEM_NOT_A_NUMBER;
      v1::ImportedAnswer& answer = *row.add_answers();
      answer.set_item(item);
      answer.set_value(number);
    }
    if (!columns_.total.has_value() || IsMissing(Cell(*columns_.total))) return v1::ROW_PROBLEM_UNSPECIFIED;
    const std::optional<double> total = ParseDecimal(Cell(*columns_.total));
    if (!total.has_value()) return v1::ROW_PROBLEM_NOT_A_NUMBER;
    row.set_total(*total);
    return v1::ROW_PROBLEM_UNSPECIFIED;
  }

  absl::string_view Cell(size_t column) const { return absl::StripAsciiWhitespace(record_.cells[column]); }
  static bool IsMissing(absl::string_view cell) { return cell.empty() || cell == "NA"; }

  CsvReader reader_;
  const Columns columns_;
  CsvRecord record_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ImportRows>> CsvImportRows(absl::string_view text) {
  ASSIGN_OR_RETURN(CsvReader reader, CsvReader::Open(text));
  ASSIGN_OR_RETURN(Columns columns, ColumnsOf(reader.header()));
  return std::make_unique<CsvRows>(std::move(reader), std::move(columns));
}

}  // namespace adagio::cli
