#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/cli/story/fields.h"
#include "services/cli/story/format.pb.h"
#include "services/cli/story/outcome.h"

namespace adagio::story {

// Whether `expect` can be evaluated on answers of `type`: known code and reason, a path that resolves, one condition.
absl::Status CheckExpect(const Expect& expect, const google::protobuf::Descriptor* type);

// What expectations are judged by besides the outcome itself.
struct Judgement {
  absl::Time now;
  Expand expand;
  const std::map<std::string, std::string>& kept;  // bytes of earlier outcomes
};

// What of a step's expectations does not hold, each as one clause "expected X, got Y". Empty where all is as it should
// be.
absl::StatusOr<std::vector<std::string>> Disappointments(const StepFrame& frame, const Outcome& outcome,
                                                         const Judgement& judgement);

}  // namespace adagio::story
