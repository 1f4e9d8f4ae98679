#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/platform/storage/connection.h"

namespace adagio::storage {

// One numbered file of one schema. Statements are separated by a semicolon at the end of a line.
struct Migration {
  absl::string_view schema;  // for example "adagio_homework"
  int number;                // from 1, without gaps
  absl::string_view name;    // the file's name
  absl::string_view sql;
};

// Brings every schema to the newest migration, in the order given; what is applied already is left alone.
// A run that was cut short is taken up where it was. One process at a time.
// FAILED_PRECONDITION, with nothing changed, when the database holds a migration this build does not know (it was made
// by a newer version) or one whose text has changed since.
absl::Status Migrate(Connection& admin, const std::vector<Migration>& migrations);

}  // namespace adagio::storage
