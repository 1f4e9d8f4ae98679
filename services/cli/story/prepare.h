#pragma once

#include <google/protobuf/message.h>

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/cli/story/names.h"
#include "services/cli/story/story.h"

namespace adagio::story {

// The request `step` sends at `now`: placeholders replaced, times set, an empty request_id drawn from `entropy`.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Prepare(const Step& step, absl::Time now, Names& names,
                                                                   Entropy& entropy);

}  // namespace adagio::story
