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

}  // namespace

absl::StatusOr<CsvReader> CsvReader::Open(absl::string_view text) {
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  CsvReader reader(text);
  CsvRecord header;
  ASSIGN_OR_RETURN(const bool any, reader.NextOfAnyLength(header));
  if (!any) return absl::InvalidArgumentError("there is no header line");
  reader.header_ = std::move(header.cells);
  return reader;
}

absl::StatusOr<bool> CsvReader::Next(CsvRecord& record) {
  ASSIGN_OR_RETURN(const bool any, NextOfAnyLength(record));
  if (!any || record.cells.size() == header_.size()) return any;
  return Wrong(record.line, absl::StrCat(record.cells.size(), " cells where the header has ", header_.size(),
                                         " (numbers take a decimal point, not a comma)"));
}

// A record that is no empty line.
absl::StatusOr<bool> CsvReader::NextOfAnyLength(CsvRecord& record) {
  while (TakeLineBreak()) {
  }
  if (rest_.empty()) return false;
  unread_ = Place{rest_, line_};
  RETURN_IF_ERROR(TakeRecord(record));
  unread_.reset();
  return true;
}

void CsvReader::GoOn() {
  if (!unread_.has_value()) return;
  rest_ = unread_->rest;
  line_ = unread_->line + 1;
  unread_.reset();
  const size_t end = rest_.find('\n');
  rest_.remove_prefix(end == absl::string_view::npos ? rest_.size() : end + 1);
}

absl::Status CsvReader::TakeRecord(CsvRecord& record) {
  record.line = line_;
  size_t cells = 0;
  do {
    if (cells == record.cells.size()) record.cells.emplace_back();
    RETURN_IF_ERROR(TakeCell(record.cells[cells++]));
  } while (absl::ConsumePrefix(&rest_, ","));
  record.cells.resize(cells);
  if (!rest_.empty() && !TakeLineBreak()) return Wrong(line_, "a quoted cell goes on after its closing quote");
  return absl::OkStatus();
}

bool CsvReader::TakeLineBreak() {
  if (!absl::ConsumePrefix(&rest_, "\r\n") && !absl::ConsumePrefix(&rest_, "\n")) return false;
  ++line_;
  return true;
}

absl::Status CsvReader::TakeCell(std::string& cell) {
  if (absl::ConsumePrefix(&rest_, "\"")) return TakeQuoted(cell);
  absl::string_view taken = rest_.substr(0, rest_.find_first_of(",\n"));
  rest_.remove_prefix(taken.size());
  // A carriage return before the line feed belongs to the line break.
  if (absl::StartsWith(rest_, "\n")) absl::ConsumeSuffix(&taken, "\r");
  if (absl::StrContains(taken, '"')) return Wrong(line_, "a quote stands inside a cell that is not quoted");
  if (absl::StrContains(taken, '\r')) return Wrong(line_, "a carriage return without a line feed");
  cell.assign(taken.data(), taken.size());
  return absl::OkStatus();
}

absl::Status CsvReader::TakeQuoted(std::string& cell) {
  const int64_t opened = line_;
  cell.clear();
  while (true) {
    const size_t quote = rest_.find('"');
    if (quote == absl::string_view::npos) return Wrong(opened, "a quote is never closed");
    for (const char c : rest_.substr(0, quote)) line_ += c == '\n';
    absl::StrAppend(&cell, rest_.substr(0, quote));
    rest_.remove_prefix(quote + 1);
    if (!absl::ConsumePrefix(&rest_, "\"")) return absl::OkStatus();
    cell += '"';
  }
}

absl::StatusOr<CsvTable> ParseCsv(absl::string_view text) {
  ASSIGN_OR_RETURN(CsvReader reader, CsvReader::Open(text));
  CsvTable table{reader.header(), {}};
  while (true) {
    CsvRecord record;
    ASSIGN_OR_RETURN(const bool any, reader.Next(record));
    if (!any) return table;
    table.records.push_back(std::move(record));
  }
}

absl::StatusOr<size_t> ColumnIn(const std::vector<std::string>& header, absl::string_view name) {
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
