#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/cli/story/format.pb.h"

namespace adagio::story {

// One step of a story: at most one call, or steps raced against each other, or steps repeated.
struct Step {
  std::string number;  // "12", or "12.2" inside a race or repetition
  int line = 0;        // of the file, from 1
  StepFrame frame;
  const google::protobuf::MethodDescriptor* method = nullptr;  // null where it calls nothing
  std::unique_ptr<google::protobuf::Message> request;          // as written, with its placeholders
  std::vector<Step> raced;
  std::vector<Step> repeated;
  int times = 0;  // how often `repeated` is played
};

// A story, checked: everything it names is there, every path fits its contract, every condition can be evaluated.
struct Story {
  std::string file;
  std::string title;
  std::vector<Actor> cast;
  std::vector<Step> steps;

  // The actor of that name; null where the cast has none.
  const Actor* Find(absl::string_view name) const;
};

// Reads a story. INVALID_ARGUMENT "file:line: what is wrong" otherwise. `file` is used in errors only.
absl::StatusOr<Story> ReadStory(absl::string_view text, absl::string_view file);

}  // namespace adagio::story
