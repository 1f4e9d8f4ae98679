#include "services/cli/score_occasions.h"

#include <cmath>
#include <cstddef>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "services/cli/csv.h"
#include "services/cli/score_columns.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {

absl::StatusOr<ScoreOccasions> TakeOccasions(absl::string_view text, const OccasionColumnNames& names) {
  ASSIGN_OR_RETURN(CsvReader reader, CsvReader::Open(text));
  ASSIGN_OR_RETURN(const size_t id, ColumnIn(reader.header(), names.id));
  ASSIGN_OR_RETURN(const size_t time_column, ColumnIn(reader.header(), names.time));
  ASSIGN_OR_RETURN(const size_t score_column, ColumnIn(reader.header(), names.score));
  ScoreOccasions occasions;
  absl::flat_hash_map<std::string, size_t> place_of;
  CsvRecord record;
  while (true) {
    ASSIGN_OR_RETURN(const bool any, reader.Next(record));
    if (!any) return occasions;
    if (record.cells[id].empty()) {
      return absl::InvalidArgumentError(absl::StrCat("line ", record.line, ": no id"));
    }
    ASSIGN_OR_RETURN(const double time, NumberIn(record, time_column, names.time));
    ASSIGN_OR_RETURN(const double score, NumberIn(record, score_column, names.score));
    const auto [place, is_new] = place_of.try_emplace(record.cells[id], occasions.ids.size());
    if (is_new) {
      occasions.ids.push_back(record.cells[id]);
      occasions.numbers.push_back(ScoreOccasions::kNobody);
    }
    if (std::isnan(time) || std::isnan(score)) {
      ++occasions.missing;
      continue;
    }
    int64_t& number = occasions.numbers[place->second];
    if (number == ScoreOccasions::kNobody) number = occasions.people++;
    occasions.person.push_back(number);
    occasions.time.push_back(time);
    occasions.score.push_back(score);
  }
}

}  // namespace adagio::cli
