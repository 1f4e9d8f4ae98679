#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/cli/story/audience.h"
#include "services/cli/story/clock.h"
#include "services/cli/story/credentials.h"
#include "services/cli/story/expectations.h"
#include "services/cli/story/names.h"
#include "services/cli/story/server.h"

namespace adagio::story {

// Plays one story against a server. Request ids and ${uuid:…} are drawn from the seed and the story's beginning, so
// that two plays of one seed on two fresh servers are alike, and two on one server do not meet. Used once, from one
// thread.
class Player {
 public:
  // All outlive this.
  Player(Server& server, Credentials& credentials, std::vector<Audience*> audience)
      : server_(server), credentials_(credentials), audience_(std::move(audience)) {}

  // OK when every expectation held. Otherwise "file:line: step N (…): …" for the first step of which one did not; the
  // steps after it are not played.
  absl::Status Play(const Story& story, uint64_t seed);
  // How many steps were played, those inside races and repetitions one by one.
  int steps_played() const { return steps_played_; }

 private:
  struct Line;  // one call, made ready

  absl::Status PlaySteps(const std::vector<Step>& steps);
  absl::Status PlayStep(const Step& step);
  absl::Status MoveClock(const StepFrame& frame);
  absl::Status PlayCalls(const std::vector<const Step*>& steps);
  absl::StatusOr<Line> Rehearse(const Step& step);
  absl::StatusOr<std::string> TokenOf(const Actor& actor, Token flaw);
  absl::Status Judge(const Line& line);

  Server& server_;
  Credentials& credentials_;
  const std::vector<Audience*> audience_;
  const Story* story_ = nullptr;
  std::unique_ptr<ServerClock> clock_;
  std::unique_ptr<Entropy> entropy_;
  std::unique_ptr<Names> names_;
  std::map<std::string, std::string> kept_;
  int steps_played_ = 0;
};

}  // namespace adagio::story
