#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/bench/bed.h"

namespace adagio::bench {

// The statements of one AnswerAssignment from START TRANSACTION to COMMIT, as the database's own log saw them come from
// the server: the texts as they were prepared, in their order. So the limit can never do less, or more, than the
// server.
absl::StatusOr<std::vector<std::string>> StatementsOfOneAnswer(const Bed& bed);

}  // namespace adagio::bench
