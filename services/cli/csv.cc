#include "services/cli/csv.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

absl::Status Wrong(int64_t line, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("line ", line, ": ", what));
}

// Takes one record after the other from the front of a text.
class Reader {
 public:
  explicit Reader(absl::string_view text) : rest_(text) {}

  // The next record that is no empty line; nothing at the end.
  absl::StatusOr<std::optional<CsvRecord>> Next() {
    while (TakeLineBreak()) {
    }
    if (rest_.empty()) return std::optional<CsvRecord>();
    CsvRecord record{line_, {}};
    do {
      ASSIGN_OR_RETURN(std::string cell, TakeCell());
      record.cells.push_back(std::move(cell));
    } while (absl::ConsumePrefix(&rest_, ","));
    if (!rest_.empty() && !TakeLineBreak()) return Wrong(line_, "a quoted cell goes on after its closing quote");
    return std::optional<CsvRecord>(std::move(record));
  }

 private:
  bool TakeLineBreak() {
    if (!absl::ConsumePrefix(&rest_, "\r\n") && !absl::ConsumePrefix(&rest_, "\n")) return false;
    ++line_;
    return true;
  }

  absl::StatusOr<std::string> TakeCell() {
    if (absl::ConsumePrefix(&rest_, "\"")) return TakeQuoted();
    absl::string_view cell = rest_.substr(0, rest_.find_first_of(",\n"));
    rest_.remove_prefix(cell.size());
    // A carriage return before the line feed belongs to the line break.
    if (absl::StartsWith(rest_, "\n")) absl::ConsumeSuffix(&cell, "\r");
    if (absl::StrContains(cell, '"')) return Wrong(line_, "a quote stands inside a cell that is not quoted");
    if (absl::StrContains(cell, '\r')) return Wrong(line_, "a carriage return without a line feed");
    return std::string(cell);
  }

  absl::StatusOr<std::string> TakeQuoted() {
    const int64_t opened = line_;
    std::string cell;
    while (true) {
      const size_t quote = rest_.find('"');
      if (quote == absl::string_view::npos) return Wrong(opened, "a quote is never closed");
      for (const char c : rest_.substr(0, quote)) line_ += c == '\n';
      absl::StrAppend(&cell, rest_.substr(0, quote));
      rest_.remove_prefix(quote + 1);
      if (!absl::ConsumePrefix(&rest_, "\"")) return cell;
      cell += '"';
    }
  }

  absl::string_view rest_;
  int64_t line_ = 1;
};

}  // namespace

absl::StatusOr<CsvTable> ParseCsv(absl::string_view text) {
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  Reader reader(text);
  ASSIGN_OR_RETURN(std::optional<CsvRecord> header, reader.Next());
  if (!header.has_value()) return absl::InvalidArgumentError("there is no header line");
  CsvTable table{std::move(header->cells), {}};
  while (true) {
    ASSIGN_OR_RETURN(std::optional<CsvRecord> record, reader.Next());
    if (!record.has_value()) return table;
    if (record->cells.size() != table.header.size()) {
      return Wrong(record->line, absl::StrCat(record->cells.size(), " cells where the header has ", table.header.size(),
                                              " (numbers take a decimal point, not a comma)"));
    }
    table.records.push_back(*std::move(record));
  }
}

absl::StatusOr<size_t> CsvTable::Column(absl::string_view name) const {
  std::optional<size_t> found;
  for (size_t i = 0; i < header.size(); ++i) {
    if (header[i] != name) continue;
    if (found.has_value()) return absl::InvalidArgumentError(absl::StrCat("two columns are named '", name, "'"));
    found = i;
  }
  if (found.has_value()) return *found;
  const bool semicolons = header.size() == 1 && absl::StrContains(header[0], ';');
  return absl::InvalidArgumentError(absl::StrCat("no column is named '", name, "'",
                                                 semicolons ? "; cells are parted by semicolons, not by commas" : ""));
}

std::string QuoteCsv(absl::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == absl::string_view::npos) return std::string(cell);
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

}  // namespace adagio::cli
