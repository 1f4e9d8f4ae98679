// Every state the consent engine can reach in a small world, and every command in each of them (breadth first). In each
// state engine and oracle agree on what is active, what is over and what each participant sees.
#include <cstdlib>
#include <deque>
#include <iostream>

#include "absl/container/flat_hash_map.h"
#include "gtest/gtest.h"
#include "services/homework/domain/answer.h"
#include "services/homework/domain/offer.h"
#include "services/homework/domain/walk/world.h"

namespace adagio::homework::walk {
namespace {

// How a state was first reached, to tell the way to a violation.
struct Step {
  std::string from;
  Command command;
};

struct Walk {
  int64_t states = 0;
  int64_t transitions = 0;
  std::string violation;
};

std::string WayTo(const absl::flat_hash_map<std::string, Step>& steps, std::string key) {
  std::string way;
  while (!steps.at(key).from.empty()) {
    way = "\n  " + NameOf(steps.at(key).command) + way;
    key = steps.at(key).from;
  }
  return way;
}

// A refused offer or closing is refused for a reason the oracle knows; one that is let through was allowed.
bool RefusalAgrees(const World& world, const Command& command, bool let_through) {
  if (command.kind == Kind::kReschedule) return let_through == world.oracle.MayOffer(command.step);
  if (command.kind == Kind::kRepairOpens && !world.oracle.repair) return let_through == world.oracle.MayOpenRepair();
  if (command.kind == Kind::kRepairCloses && world.oracle.repair) return let_through == world.oracle.MayCloseRepair();
  return true;
}

Walk WalkAll(const Size& size) {
  Walk walk;
  absl::flat_hash_map<std::string, Step> steps;
  std::deque<World> queue = {Start(size)};
  steps[KeyOf(queue.front())] = {};
  const std::vector<Command> commands = Commands(size);
  while (!queue.empty()) {
    const World world = std::move(queue.front());
    queue.pop_front();
    const std::string from = KeyOf(world);
    for (const Command& command : commands) {
      const std::optional<World> after = After(world, command);
      std::string wrong = RefusalAgrees(world, command, after.has_value()) ? "" : "a refusal";
      if (after.has_value()) {
        ++walk.transitions;
        if (wrong.empty()) wrong = Disagreement(*after);
        World canonical = Canonical(*after);
        if (wrong.empty() && !Disagreement(canonical).empty()) wrong = "the canonical form differs";
        std::string key = KeyOf(canonical);
        if (steps.try_emplace(key, Step{from, command}).second) queue.push_back(std::move(canonical));
      }
      if (!wrong.empty()) {
        walk.violation = wrong + " after:" + WayTo(steps, from) + "\n  " + NameOf(command);
        walk.states = static_cast<int64_t>(steps.size());
        return walk;
      }
    }
  }
  walk.states = static_cast<int64_t>(steps.size());
  return walk;
}

void ExpectNoViolation(const Size& size) {
  const Walk walk = WalkAll(size);
  std::cout << size.participants << " participants, " << size.steps << " steps: " << walk.states << " states, "
            << walk.transitions << " transitions, " << (walk.violation.empty() ? 0 : 1) << " violations\n";
  EXPECT_EQ(walk.violation, "");
  EXPECT_GT(walk.states, 1000);
}

TEST(ConsentWalk, TwoParticipantsAndOneStepNeverShowActiveWithoutEveryYes) { ExpectNoViolation({2, 1}); }

TEST(ConsentWalk, ThreeParticipantsAndOneStepNeverShowActiveWithoutEveryYes) {
  if (std::getenv("ADAGIO_LONG") == nullptr) GTEST_SKIP() << "a long budget; see tests/run --long";
  ExpectNoViolation({3, 1});
}

TEST(ConsentWalk, TwoParticipantsAndTwoStepsNeverShowActiveWithoutEveryYes) {
  if (std::getenv("ADAGIO_LONG") == nullptr) GTEST_SKIP() << "a long budget; see tests/run --long";
  ExpectNoViolation({2, 2});
}

}  // namespace
}  // namespace adagio::homework::walk
