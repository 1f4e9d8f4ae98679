#pragma once

#include <cstdint>
#include <optional>
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

// The place of the column of that name. INVALID_ARGUMENT where no column, or more than one, has it.
absl::StatusOr<size_t> ColumnIn(const std::vector<std::string>& header, absl::string_view name);

// Reads RFC 4180 record by record: commas, quotes where a cell holds a comma, a quote or a line break, CRLF or LF, a
// last line break or none. A byte order mark is skipped, and so are empty lines. Strict: INVALID_ARGUMENT names the
// line of a stray or unclosed quote and of a record that is longer or shorter than the header. No message holds what a
// cell holds.
class CsvReader {
 public:
  // Takes the header. INVALID_ARGUMENT where there is none. `text` outlives the reader.
  static absl::StatusOr<CsvReader> Open(absl::string_view text);

  const std::vector<std::string>& header() const { return header_; }
  // Reads the next record, which has as many cells as the header, into `record`; false at the end. What `record` holds
  // already is used again: a long file costs no memory a record.
  absl::StatusOr<bool> Next(CsvRecord& record);
  // After an error of Next, so that one bad record hides no other: a record that is longer or shorter than the header
  // is left behind; of one that cannot be read the first line is, since where it ends is not known.
  void GoOn();

 private:
  struct Place {
    absl::string_view rest;
    int64_t line;
  };

  explicit CsvReader(absl::string_view text) : rest_(text) {}

  absl::StatusOr<bool> NextOfAnyLength(CsvRecord& record);
  absl::Status TakeRecord(CsvRecord& record);
  bool TakeLineBreak();
  absl::Status TakeCell(std::string& cell);
  absl::Status TakeQuoted(std::string& cell);

  std::vector<std::string> header_;
  absl::string_view rest_;
  int64_t line_ = 1;
  std::optional<Place> unread_;  // where the record begins that cannot be read
};

// A header and records that all have as many cells as it has.
struct CsvTable {
  std::vector<std::string> header;
  std::vector<CsvRecord> records;

  absl::StatusOr<size_t> Column(absl::string_view name) const { return ColumnIn(header, name); }
};

// All records of a file at once, as CsvReader reads them.
absl::StatusOr<CsvTable> ParseCsv(absl::string_view text);

// `cell` as it stands in a CSV file: quoted where it has to be.
std::string QuoteCsv(absl::string_view cell);

}  // namespace adagio::cli
