#include "services/cli/play.h"

#include <iostream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/file.h"
#include "services/cli/options.h"
#include "services/cli/play_setting.h"
#include "services/cli/story/player.h"
#include "services/cli/story/transcript.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(Usage: adagio play STORY [--data=DIR] [--server=ADDR,...] [--seed=N] [--transcripts=DIR]

Plays a story, a text file of steps with what is expected of each, against a running server. Stories that move the clock
need one that was started with --story-clock, and play alone on it. tests/stories/README.md shows the format.

  --data=DIR         the server's data folder, for its key and its address (default: ADAGIO_DATA)
  --server=ADDRS     the server's address, where it is not the one in the data folder; of several processes that
                     share the services, all of them
  --seed=N           what request ids are drawn from (default: 1)
  --transcripts=DIR  writes there what each actor sent and saw, one file an actor

Exits with 0 when every expectation held, with 1 at the first that did not, and with 2 where the story cannot be read.

Example:
  adagiod --data=/tmp/adagio --story-clock --seed=1 &
  adagio play tests/stories/tentative.textproto --data=/tmp/adagio --transcripts=/tmp/seen
)";

absl::StatusOr<uint64_t> SeedIn(const Options& options) {
  const std::optional<std::string> text = options.Find("seed");
  uint64_t seed = 1;
  if (text.has_value() && !absl::SimpleAtoi(*text, &seed)) {
    return absl::InvalidArgumentError("--seed must be a whole number");
  }
  return seed;
}

absl::StatusOr<story::Story> StoryIn(const Options& options) {
  if (options.words().size() != 1) return absl::InvalidArgumentError("exactly one story is needed");
  const std::string& file = options.words()[0];
  ASSIGN_OR_RETURN(const std::string text, ReadFile(file));
  return story::ReadStory(text, file, ReadFile);
}

absl::Status Play(const Args& args) {
  ASSIGN_OR_RETURN(const Options options, Options::Parse(args, {{"data", "server", "seed", "transcripts"}, {}}));
  ASSIGN_OR_RETURN(const uint64_t seed, SeedIn(options));
  ASSIGN_OR_RETURN(const story::Story story, StoryIn(options));
  ASSIGN_OR_RETURN(const Setting setting, SettingIn(options));

  story::Transcripts transcripts;
  story::Player player(*setting.server, *setting.credentials, {&transcripts});
  const absl::Time began = absl::Now();
  const absl::Status played = player.Play(story, seed);
  const double seconds = absl::ToDoubleSeconds(absl::Now() - began);
  // Written also where an expectation failed: they show what led to it.
  if (const std::optional<std::string> directory = options.Find("transcripts")) {
    RETURN_IF_ERROR(transcripts.Write(*directory));
  }
  RETURN_IF_ERROR(played);
  std::cout << absl::StrFormat("%s: %d steps in %.1f s, every expectation held\n", story.file, player.steps_played(),
                               seconds);
  return absl::OkStatus();
}

}  // namespace

const Command kPlay{"play", "plays a story against a running server", kHelp,
                    [](const Args& args) { return Finish("play", Play(args)); }};

}  // namespace adagio::cli
