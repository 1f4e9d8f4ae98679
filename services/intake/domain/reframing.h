#pragma once

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace adagio::intake {

// Something to ask oneself or one another beside the formulation: it puts the blame on the situation, never on oneself
// or the other (M3).
struct ReframingPrompt {
  absl::string_view key;  // never reused for another prompt
  absl::string_view text;
};

// Our own words, in the order in which they are shown. The same for everybody.
absl::Span<const ReframingPrompt> ReframingPrompts();

}  // namespace adagio::intake
