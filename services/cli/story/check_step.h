#pragma once

#include <functional>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "services/cli/story/story.h"

namespace adagio::story {

// What a story knows by the time a step is played.
struct Known {
  std::set<std::string> names;  // remembered
  std::set<std::string> kept;   // outcomes
};

// Puts the file and the line of a step's field (its element `index`, or -1) before a complaint.
using Locate = std::function<absl::Status(const char* field, int index, const absl::Status& complaint)>;

// Whether everything `step` says can be done and judged, given what is known before it.
absl::Status CheckStep(const Step& step, const Story& story, const Known& known, const Locate& locate);

// Adds what `step` makes known.
void Learn(const Step& step, Known& known);

}  // namespace adagio::story
