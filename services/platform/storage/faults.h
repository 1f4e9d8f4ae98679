#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace adagio::storage {

// The status for an error of the database or its driver: UNAVAILABLE/STORE_UNAVAILABLE, or INTERNAL/BUG where it shows
// a mistake of ours (a broken statement, a duplicate nobody expected). It carries its Fault and `error`. The message
// names `error`, and `sql` where the mistake is ours; never what the database says, which may quote a value.
absl::Status StatusOfError(int error, absl::string_view sql);

// The status for a database that could not be reached. Always kRefused.
absl::Status StatusOfNoConnection(int error);

// The database's number of the error that `status` carries; 0 where it carries none.
int ErrorOf(const absl::Status& status);

}  // namespace adagio::storage
