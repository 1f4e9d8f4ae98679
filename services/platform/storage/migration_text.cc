#include "services/platform/storage/migration_text.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace adagio::storage {

std::vector<std::string> StatementsOf(absl::string_view sql) {
  std::vector<std::string> statements;
  std::string statement;
  for (const absl::string_view raw : absl::StrSplit(sql, '\n')) {
    const absl::string_view line = absl::StripTrailingAsciiWhitespace(raw);
    const absl::string_view text = absl::StripLeadingAsciiWhitespace(line);
    if (text.empty() || absl::StartsWith(text, "--")) continue;
    absl::StrAppend(&statement, statement.empty() ? "" : "\n", line);
    if (line.back() != ';') continue;
    statement.pop_back();
    if (!absl::StripAsciiWhitespace(statement).empty()) statements.push_back(std::move(statement));
    statement.clear();
  }
  if (!statement.empty()) statements.push_back(std::move(statement));
  return statements;
}

}  // namespace adagio::storage
