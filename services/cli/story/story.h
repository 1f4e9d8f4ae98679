#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/cli/story/format.pb.h"

namespace adagio::story {

// One step of a story: at most one call, or steps raced against each other, or steps repeated.
struct Step {
  std::string file;    // where it is written
  int line = 0;        // there, from 1
  std::string number;  // there: "12", or "12.2" inside a race or repetition
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
  int clocks_go_forward_on_day = 0;  // from 1; 0: the story begins in any week
  std::vector<Actor> cast;
  std::vector<Step> steps;

  // The actor of that name; null where the cast has none.
  const Actor* Find(absl::string_view name) const;
};

// Gives the text of a file that a story begins with; its path is beside the story that names it.
using Open = std::function<absl::StatusOr<std::string>(const std::string& path)>;

// Reads a story. INVALID_ARGUMENT "file:line: what is wrong" otherwise. `file` is used in errors, and as the place from
// which `open` finds others.
absl::StatusOr<Story> ReadStory(absl::string_view text, absl::string_view file, const Open& open = nullptr);

}  // namespace adagio::story
