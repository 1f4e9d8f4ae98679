#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace adagio::story {

// How a call ended, as its caller saw it.
struct Outcome {
  absl::StatusCode code = absl::StatusCode::kOk;
  std::string reason;                                 // of the error's details; empty where it has none
  std::vector<std::string> violates;                  // the fields its details name
  std::string message;                                // of the error, for developers
  std::string bytes;                                  // everything that came back, to compare two outcomes by
  int64_t answer_size = 0;                            // of the answer on the wire
  std::shared_ptr<google::protobuf::Message> answer;  // null where it was refused

  bool ok() const { return code == absl::StatusCode::kOk; }
  // "OK", or "FAILED_PRECONDITION/CLEARANCE_HELD".
  std::string Name() const;
};

}  // namespace adagio::story
