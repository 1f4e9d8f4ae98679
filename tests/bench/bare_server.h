#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/bench/bed.h"

namespace adagio::bench {

// Starts adagio_bench_bare with `options`, in a process of its own as adagiod is: it gives every GetAssignment the
// answer that adagiod has for the first couple, and every GetServer adagiod's.
absl::StatusOr<std::unique_ptr<ServerProcess>> StartBare(const Bed& bed, std::vector<std::string> options);

}  // namespace adagio::bench
