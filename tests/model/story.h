#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/model/imagined.h"
#include "tests/model/player.h"

namespace adagio::test {

// What was done, all units together.
struct Count {
  int64_t commands = 0, refused = 0, repeated = 0, at_once = 0, compared = 0;
};

// One unit's story: each command played on the real unit and on the imagined one, and the two compared.
class Story {
 public:
  Story(Site& site, int people, int lane)
      : unit_(site.AddUnit(people, lane)), imagined_(people, unit_.epoch), player_(site, unit_, lane) {}

  // The first difference that shows, empty where there is none. The clock is moved by who calls, before.
  std::string Play(const Command& command);

  const Imagined& imagined() const { return imagined_; }
  const std::vector<Command>& told() const { return told_; }
  const Count& count() const { return count_; }

 private:
  // An answer that was given and must be given again.
  struct Kept {
    Command command;
    Player::Request request;
    Outcome outcome;
    int64_t at = 0;
  };

  std::string PlayAlone(const Command& command);
  std::string PlayAtOnce(const Command& one, const Command& other);
  std::string PlayAgain(const Command& command);
  std::string Repeat(const Command& command, const Player::Request& request, const Outcome& outcome,
                     reference::Reasons reasons);
  std::string CompareViews(const Imagined& imagined, const Command& command);
  std::string CompareTime(const Command& command);

  const RealUnit unit_;
  Imagined imagined_;
  Player player_;
  std::vector<Command> told_;
  std::optional<Command> waiting_;  // to be sent at once with the next
  std::map<int, Kept> kept_;
  Count count_;
};

// The shortest story found by leaving out commands of `story`, which `differs` says still differs. Asks at most so
// often.
std::vector<Command> Shorten(std::vector<Command> story,
                             const std::function<bool(const std::vector<Command>&)>& differs, int most);

}  // namespace adagio::test
