#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::cli {

// The names of the columns that hold one occasion a row.
struct OccasionColumnNames {
  std::string id;
  std::string time;
  std::string score;
};

// Occasions by column, without those where a time or a score is missing.
struct ScoreOccasions {
  static constexpr int64_t kNobody = -1;

  std::vector<std::string> ids;  // of everybody, as they come up first
  std::vector<int64_t> numbers;  // by id: from 0 without a gap; kNobody of those who have no whole occasion
  int64_t people = 0;            // with a number
  int64_t missing = 0;           // rows left out
  std::vector<int64_t> person;   // by occasion
  std::vector<double> time;
  std::vector<double> score;
};

// Takes the occasions out of the text of a CSV file. An empty cell and NA are missing; an id may come up in any rows.
// INVALID_ARGUMENT names the line where an id is missing or a cell holds no number with a decimal point.
absl::StatusOr<ScoreOccasions> TakeOccasions(absl::string_view text, const OccasionColumnNames& names);

}  // namespace adagio::cli
