#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/bench/bed.h"
#include "tests/bench/load.h"

namespace adagio::bench {

// The transactions of AnswerAssignment without the server: the same statements in the same order with values of the
// same sizes, on a copy of the practice in the same tables, each thread with a connection and prepared statements of
// its own.
class WriteLimit {
 public:
  // `statements` as StatementsOfOneAnswer gives them.
  static absl::StatusOr<std::unique_ptr<WriteLimit>> Make(const Bed& bed, std::vector<std::string> statements);
  ~WriteLimit();

  absl::StatusOr<Rate> Measure(int threads, absl::Duration length);
  size_t statements() const { return statements_.size(); }

 private:
  class Session;

  WriteLimit(const Bed& bed, std::vector<std::string> statements) : bed_(bed), statements_(std::move(statements)) {}

  const Bed& bed_;
  const std::vector<std::string> statements_;
  std::string practice_;       // the id of the copy
  size_t answer_bytes_ = 0;    // of a sealed answer
  size_t response_bytes_ = 0;  // of a sealed response under its request id
  std::atomic<int64_t> counter_ = 0;
};

}  // namespace adagio::bench
