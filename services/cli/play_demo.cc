#include "services/cli/play_demo.h"

#include <iostream>
#include <string>

#include "absl/strings/str_format.h"
#include "embedded/demo_stories.h"
#include "services/cli/options.h"
#include "services/cli/play_setting.h"
#include "services/cli/story/player.h"
#include "services/cli/story/printed.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(Usage: adagio demo [--data=DIR] [--server=ADDR,...]

Plays twelve weeks of a couple's therapy against a running server, and prints them as the therapist would like to
read them: what happened, and side by side what each of the three did and saw. The server must have been started with
--story-clock; nothing waits for real time.

  --data=DIR     the server's data folder, for its key and its address (default: ADAGIO_DATA)
  --server=ADDRS the server's address, where it is not the one in the data folder; of several processes that
                     share the services, all of them

Example:
  adagiod --data=/tmp/adagio --story-clock --seed=1 &
  adagio demo --data=/tmp/adagio
)";

absl::StatusOr<std::string> FromEmbedded(const std::string& file) {
  for (const auto& [name, text] : embedded::DemoStories()) {
    if (name == file) return std::string(text);
  }
  return absl::NotFoundError("no such story is built in");
}

absl::Status Demo(const Args& args) {
  ASSIGN_OR_RETURN(const Options options, Options::Parse(args, {{"data", "server"}, {}}));
  RETURN_IF_ERROR(options.ExpectNoWords());
  ASSIGN_OR_RETURN(const Setting setting, SettingIn(options));
  const auto [name, text] = embedded::DemoStories().front();
  ASSIGN_OR_RETURN(const story::Story story, story::ReadStory(text, name, FromEmbedded));

  story::PrintedStory printed(story, std::cout);
  story::Player player(*setting.server, *setting.credentials, {&printed});
  const absl::Time began = absl::Now();
  const absl::Status played = player.Play(story, 1);
  printed.End();
  RETURN_IF_ERROR(played);
  std::cout << absl::StrFormat("\n%d steps in %.1f s; every expectation held.\n", player.steps_played(),
                               absl::ToDoubleSeconds(absl::Now() - began));
  return absl::OkStatus();
}

}  // namespace

const Command kDemo{"demo", "plays a course of therapy and prints it week by week", kHelp,
                    [](const Args& args) { return Finish("demo", Demo(args)); }};

}  // namespace adagio::cli
