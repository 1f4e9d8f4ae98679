#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/cli/story/audience.h"
#include "services/cli/story/fields.h"

namespace adagio::story {

// Writes down, for each actor alone, what they sent and what came back: the method, every field, the size of the
// answer. Byte-stable for one seed: a name is shown as ${remembered}, any other id by its first appearance in that
// actor's own transcript, a time counted from the story's beginning, and of a race only that it was run.
class Transcripts final : public Audience {
 public:
  void Announce(const Step&) override {}
  void Attend(const Scene& scene) override;

  // The transcript of that actor so far; empty where they have not acted.
  const std::string& Of(const std::string& actor) { return pages_[actor].text; }
  // Writes DIR/ACTOR.txt for each actor that acted, making DIR where it is missing.
  absl::Status Write(const std::string& directory) const;

 private:
  struct Page {
    std::string text;
    std::map<std::string, std::string> aliases;  // of ids and opaque tokens
  };
  static std::string Show(const Place& place, const Scene& scene, Page& page);
  static void AddLeaves(const google::protobuf::Message& message, const char* mark, const Scene& scene, Page& page);

  std::map<std::string, Page> pages_;
};

}  // namespace adagio::story
