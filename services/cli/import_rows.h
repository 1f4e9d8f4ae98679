#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "adagio/progress/v1/import.pb.h"

namespace adagio::cli {

// The rows of a file, one after the other. A record that cannot be read is a row too, which says why and nothing else:
// none is left out, so that a row's place does not depend on what is wrong with another.
class ImportRows {
 public:
  virtual ~ImportRows() = default;
  // Reads the next into `row`; false at the end.
  virtual bool Next(progress::v1::ImportedRow& row) = 0;
};

// A row is no longer than this; a message holds several.
inline constexpr size_t kLongestRow = 8 * 1024;

// CSV with a header: partner, instrument, version, date; total, where there are totals; and a column an item, named by
// its number. An empty cell and NA are no answer. INVALID_ARGUMENT for a header that lacks a column or has another one.
// `text` outlives what is returned.
absl::StatusOr<std::unique_ptr<ImportRows>> CsvImportRows(absl::string_view text);

// JSON lines: {"partner": "…", "instrument": "…", "version": 1, "date": "…", "answers": {"1": 0}} or "total" in place
// of answers. Empty lines are none. `text` outlives what is returned.
std::unique_ptr<ImportRows> JsonImportRows(absl::string_view text);

// A day, which is its beginning in UTC, or a time of RFC 3339.
bool ParseDate(absl::string_view text, google::protobuf::Timestamp& date);
// ASCII that can be seen, at most `longest` of it; otherwise what is wrong with it.
progress::v1::RowProblem ProblemOfName(absl::string_view text, size_t longest);

// What is wrong with a row, for people: "the partner has left".
absl::string_view InWords(progress::v1::RowProblem problem);

}  // namespace adagio::cli
