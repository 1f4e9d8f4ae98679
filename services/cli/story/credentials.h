#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/cli/story/format.pb.h"

namespace adagio::story {

// Signs the tokens a story's actors go with. Safe to call from any thread.
class Credentials {
 public:
  virtual ~Credentials() = default;
  // A token for `actor` in `practice` (its UUID; empty for an operator) with this flaw, good at `now`, which is the
  // story's time. Never asked for NONE or OTHER_PRACTICE.
  virtual absl::StatusOr<std::string> Sign(const Actor& actor, absl::string_view practice, Token flaw,
                                           absl::Time now) = 0;
};

}  // namespace adagio::story
