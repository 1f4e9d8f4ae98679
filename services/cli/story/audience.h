#pragma once

#include "absl/time/time.h"
#include "services/cli/story/names.h"
#include "services/cli/story/outcome.h"
#include "services/cli/story/story.h"

namespace adagio::story {

// One step as it was played.
struct Scene {
  const Step& step;
  const Actor* actor;                        // null where the step calls nothing
  const google::protobuf::Message* request;  // as sent; null where the step calls nothing
  const Outcome* outcome;                    // null where the step calls nothing
  bool raced;                                // its outcome may differ from play to play
  absl::Time at;                             // the story's time
  absl::Time beginning;                      // when the story began
  const Names& names;
};

// Watches a story being played, scene by scene and in the story's order, from one thread.
class Audience {
 public:
  virtual ~Audience() = default;
  // The step is about to be played: what it says is still ahead.
  virtual void Announce(const Step& step) = 0;
  virtual void Attend(const Scene& scene) = 0;
};

}  // namespace adagio::story
