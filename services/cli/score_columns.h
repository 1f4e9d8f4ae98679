#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/csv.h"

namespace adagio::cli {

// The names of the columns that hold a pair of scores.
struct ScoreColumnNames {
  std::string id;
  std::string pre;
  std::string post;
};

// Pairs of scores by column; NaN where one is missing.
struct ScoreColumns {
  std::vector<std::string> ids;
  std::vector<double> pre;
  std::vector<double> post;
};

// Takes the pairs out of the text of a CSV file. An empty cell and NA are missing. INVALID_ARGUMENT names the line
// where an id is missing or repeated, or a score is not a number with a decimal point.
absl::StatusOr<ScoreColumns> TakeScores(absl::string_view text, const ScoreColumnNames& names);

// The number in one cell; NaN where it is missing. INVALID_ARGUMENT names the line and the column, `name`.
absl::StatusOr<double> NumberIn(const CsvRecord& record, size_t column, absl::string_view name);

}  // namespace adagio::cli
