#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::cli {

// One record and the line of the file it starts on, counted from 1.
struct CsvRecord {
  int64_t line = 0;
  std::vector<std::string> cells;
};

// A header and records that all have as many cells as it has.
struct CsvTable {
  std::vector<std::string> header;
  std::vector<CsvRecord> records;

  // INVALID_ARGUMENT where no column, or more than one, has that name.
  absl::StatusOr<size_t> Column(absl::string_view name) const;
};

// Reads RFC 4180: commas, quotes where a cell holds a comma, a quote or a line break, CRLF or LF, a last line break or
// none. A byte order mark is skipped, and so are empty lines. Strict: INVALID_ARGUMENT names the line of a stray or
// unclosed quote and of a record that is longer or shorter than the header. No message holds what a cell holds.
absl::StatusOr<CsvTable> ParseCsv(absl::string_view text);

// `cell` as it stands in a CSV file: quoted where it has to be.
std::string QuoteCsv(absl::string_view cell);

}  // namespace adagio::cli
