// Every state the consent engine can reach in a small world, and every command in each of them (breadth first). After
// each, engine and reference agree on what is refused, what is active, what is over, how long it takes and everything
// that can still matter; in each state also on what a participant and a therapist see; and C1 to C6 hold.
//
// One step is walked without a bound. Two steps with every command at once are hundreds of millions of states: there
// every command is walked with at most so many things standing against steps at once, whichever they are, and the rest
// by random ways without a bound.
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/homework/domain/walk/explore.h"

namespace adagio::homework::walk {
namespace {

bool Long() { return std::getenv("ADAGIO_LONG") != nullptr; }

std::string NameOf(const World& world) {
  const char* pair = world.steps < 2              ? ""
                     : world.pair == Pair::kTwins ? " (a step and its smaller part)"
                                                  : " (of two tiers)";
  return absl::StrCat(world.participants, " participants, ", world.steps, world.steps < 2 ? " step" : " steps", pair);
}

void Print(const World& world, const std::string& with, const Walk& walk) {
  std::cout << NameOf(world) << ", " << with << ": " << walk.states.size() << " states, " << walk.transitions
            << " transitions, " << walk.refusals << " refusals, violations";
  for (size_t k = 0; k < kInvariants; ++k) std::cout << " C" << k + 1 << " " << walk.broken[k];
  std::cout << ", of the reference " << !walk.disagreement.empty() << std::endl;
}

Walk ExpectNoViolation(const World& world, const std::string& with) {
  Walk walk = WalkAll(world);
  Print(world, with, walk);
  EXPECT_EQ(walk.violations(), 0);
  EXPECT_EQ(walk.disagreement, "");
  EXPECT_GT(walk.states.size(), 500u);
  return walk;
}

void ExpectNoViolationWithin(World world, int most_against) {
  world.most_against = most_against;
  ExpectNoViolation(world, absl::StrCat("every command, at most ", most_against, " things against"));
}

TEST(ConsentWalk, TwoParticipantsAndOneStep) {
  const World world{.participants = 2, .steps = 1};
  if (Long()) {
    ExpectNoViolation(world, "every command");
  } else {
    ExpectNoViolationWithin(world, 2);
  }
}

TEST(ConsentWalk, ThreeParticipantsAndOneStep) {
  ExpectNoViolationWithin({.participants = 3, .steps = 1}, Long() ? 6 : 1);
}

TEST(ConsentWalk, TwoParticipantsAndTwoSteps) {
  ExpectNoViolationWithin({.participants = 2, .steps = 2}, Long() ? 4 : 1);
}

TEST(ConsentWalk, TwoParticipantsAndAStepWithItsSmallerPart) {
  ExpectNoViolationWithin({.participants = 2, .steps = 2, .pair = Pair::kTwins}, Long() ? 4 : 1);
}

TEST(ConsentWalk, ThreeParticipantsAndTwoSteps) {
  ExpectNoViolationWithin({.participants = 3, .steps = 2}, Long() ? 2 : 0);
}

TEST(ConsentWalk, ThreeParticipantsAndAStepWithItsSmallerPart) {
  ExpectNoViolationWithin({.participants = 3, .steps = 2, .pair = Pair::kTwins}, Long() ? 2 : 0);
}

// Who is who does not matter: told apart, participants reach the same states, once who is who is forgotten.
TEST(ConsentWalk, ParticipantsAreAlike) {
  const World alike{.participants = 2, .steps = 1, .families = Long() ? ~0u : kHolds | kStances | kRepairs};
  World apart = alike;
  apart.alike = false;
  const Walk walk = WalkAll(apart);
  EXPECT_EQ(walk.disagreement, "");
  std::set<uint64_t> forgotten;
  for (const uint64_t code : walk.states) forgotten.insert(Pack(Unpack(code, apart), alike));
  const Walk together = WalkAll(alike);
  EXPECT_EQ(forgotten, std::set<uint64_t>(together.states.begin(), together.states.end()));
  EXPECT_GT(walk.states.size(), together.states.size());
}

// A state leaves out what cannot matter any more. That it forgets nothing else is seen on ways that forget nothing.
TEST(ConsentWalk, NothingThatMattersIsForgottenBetweenTwoStates) {
  for (const Pair pair : {Pair::kTiers, Pair::kTwins}) {
    const World world{.participants = 2, .steps = 2, .pair = pair};
    const int length = Long() ? 4 : 2;
    const Walk walk = WalkEveryWay(world, length);
    Print(world, absl::StrCat("every way of ", length, " commands"), walk);
    EXPECT_EQ(walk.violations(), 0);
    EXPECT_EQ(walk.disagreement, "");
  }
}

TEST(ConsentWalk, LongRandomWaysWithoutABound) {
  for (const int participants : {2, 3}) {
    for (const Pair pair : {Pair::kTiers, Pair::kTwins}) {
      const World world{.participants = participants, .steps = 2, .pair = pair};
      const Walk walk = WalkAtRandom(world, 1, 400, Long() ? 20'000'000 : 50'000);
      Print(world, "every command, random ways", walk);
      EXPECT_EQ(walk.violations(), 0);
      EXPECT_EQ(walk.disagreement, "");
    }
  }
}

}  // namespace
}  // namespace adagio::homework::walk
