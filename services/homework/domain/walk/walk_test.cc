// Every state the consent engine can reach in a small world, and every command in each of them (breadth first). After
// each, engine and reference agree on what is refused, what is active, what is over, what each participant sees, and on
// everything that can still matter.
//
// One step is walked with every command at once. With two steps everything at once is tens of millions of states and
// more: there two participants are walked with every two families of commands, and three with each family, always with
// answers, pauses, check-ins and time.
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/homework/domain/walk/world.h"

namespace adagio::homework::walk {
namespace {

bool Long() { return std::getenv("ADAGIO_LONG") != nullptr; }

struct Walk {
  std::vector<uint64_t> states;
  int64_t transitions = 0;
  std::string violation;
};

// How a state was first reached, to tell the way to a violation.
struct Reached {
  uint32_t from = 0;
  uint16_t command = 0;
};

// One command in one state. What is reached, where anything is.
class Move {
 public:
  Move(uint64_t code, const Size& size)
      : size_(size), state_(Unpack(code, size)), facts_(FactsOf(state_, size)), unit_(ReferenceOf(state_, size)) {}

  const State& state() const { return state_; }
  std::string Check() const { return Disagreement(facts_, unit_, state_.instant); }

  std::optional<uint64_t> By(const Command& command, std::string& wrong) const {
    std::optional<UnitFacts> facts = walk::After(facts_, command, state_.instant);
    std::optional<reference::Reference> unit = walk::After(unit_, command);
    if (facts.has_value() != unit.has_value()) wrong = "a refusal";
    if (!facts.has_value() || !unit.has_value()) return std::nullopt;
    State next = state_;
    next.instant += command.kind == Kind::kTimePasses;
    unit->clock = ClockOf(next.instant);
    const uint64_t code = Pack(Read(*facts, next, size_), size_);
    wrong = Disagreement(*facts, *unit, next.instant);
    if (wrong.empty() && code != Pack(Read(*unit, next, size_), size_)) wrong = "what can still matter";
    return code;
  }

 private:
  const Size& size_;
  const State state_;
  const UnitFacts facts_;
  const reference::Reference unit_;
};

Walk WalkAll(const Size& size) {
  Walk walk;
  std::vector<Reached> reached(1);
  absl::flat_hash_set<uint64_t> known;
  const std::vector<Command> commands = Commands(size);
  walk.states.push_back(Pack(State(), size));
  known.insert(walk.states[0]);
  for (std::size_t at = 0; at < walk.states.size() && walk.violation.empty(); ++at) {
    const Move move(walk.states[at], size);
    std::string wrong = move.Check();
    std::size_t c = 0;
    for (; c < commands.size() && wrong.empty(); ++c) {
      if (!MakesSense(move.state(), commands[c])) continue;
      const std::optional<uint64_t> next = move.By(commands[c], wrong);
      walk.transitions += next.has_value();
      if (!next.has_value() || !known.insert(*next).second) continue;
      walk.states.push_back(*next);
      reached.push_back({static_cast<uint32_t>(at), static_cast<uint16_t>(c)});
    }
    if (wrong.empty()) continue;
    if (c > 0) walk.violation = absl::StrCat("\n  ", NameOf(commands[c - 1]));
    for (std::size_t way = at; way != 0; way = reached[way].from) {
      walk.violation = absl::StrCat("\n  ", NameOf(commands[reached[way].command]), walk.violation);
    }
    walk.violation = absl::StrCat(wrong, " after:", walk.violation);
  }
  return walk;
}

Walk ExpectNoViolation(const Size& size, const std::string& with) {
  Walk walk = WalkAll(size);
  std::cout << size.participants << " participants, " << size.steps << " steps, " << with << ": " << walk.states.size()
            << " states, " << walk.transitions << " transitions, " << (walk.violation.empty() ? 0 : 1)
            << " violations\n";
  EXPECT_EQ(walk.violation, "");
  EXPECT_GT(walk.states.size(), 500u);
  return walk;
}

TEST(ConsentWalk, TwoParticipantsAndOneStepNeverShowActiveWithoutEveryYes) {
  ExpectNoViolation({.participants = 2, .steps = 1}, "every command");
}

TEST(ConsentWalk, ThreeParticipantsAndOneStepNeverShowActiveWithoutEveryYes) {
  if (!Long()) GTEST_SKIP() << "a long budget; see tests/run --long";
  ExpectNoViolation({.participants = 3, .steps = 1}, "every command");
}

// Who is who does not matter: told apart, participants reach the same states, once who is who is forgotten.
TEST(ConsentWalk, ParticipantsAreAlike) {
  const unsigned all = ~0u;
  const Size alike{.participants = 2, .steps = 1, .families = Long() ? all : kHolds | kStances | kRepairs};
  Size apart = alike;
  apart.alike = false;
  const Walk walk = WalkAll(apart);
  EXPECT_EQ(walk.violation, "");
  std::set<uint64_t> forgotten;
  for (const uint64_t code : walk.states) forgotten.insert(Pack(Unpack(code, apart), alike));
  const Walk together = WalkAll(alike);
  EXPECT_EQ(forgotten, std::set<uint64_t>(together.states.begin(), together.states.end()));
  EXPECT_GT(walk.states.size(), together.states.size());
}

// Every way of so many commands, with nothing forgotten on it: engine and reference go on from what they were, versions
// rise as they do in a database.
class Ways {
 public:
  explicit Ways(const Size& size) : size_(size), commands_(Commands(size)) {}

  void Go(const UnitFacts& facts, const reference::Reference& unit, const State& state, Version version, int left) {
    for (const Command& command : commands_) {
      if (!MakesSense(state, command)) continue;
      const auto facts_after = After(facts, command, state.instant, version);
      auto unit_after = After(unit, command);
      ++steps_;
      ASSERT_EQ(facts_after.has_value(), unit_after.has_value()) << Way(command);
      if (!facts_after.has_value()) continue;
      State next = state;
      next.instant += command.kind == Kind::kTimePasses;
      unit_after->clock = ClockOf(next.instant);
      ASSERT_EQ(Disagreement(*facts_after, *unit_after, next.instant), "") << Way(command);
      next = Read(*unit_after, next, size_);
      ASSERT_EQ(Pack(Read(*facts_after, next, size_), size_), Pack(next, size_)) << Way(command);
      if (left <= 1) continue;
      way_.push_back(command);
      Go(*facts_after, *unit_after, next, version + 1, left - 1);
      way_.pop_back();
      if (testing::Test::HasFatalFailure()) return;
    }
  }
  int64_t steps() const { return steps_; }

 private:
  std::string Way(const Command& last) const {
    std::string way;
    for (const Command& command : way_) absl::StrAppend(&way, "\n  ", NameOf(command));
    return absl::StrCat(way, "\n  ", NameOf(last));
  }

  const Size size_;
  const std::vector<Command> commands_;
  std::vector<Command> way_;
  int64_t steps_ = 0;
};

TEST(ConsentWalk, NothingThatMattersIsForgottenBetweenTwoStates) {
  const Size size{.participants = 2, .steps = Long() ? 2 : 1};
  const int length = Long() ? 4 : 3;
  Ways ways(size);
  ways.Go(FactsOf(State(), size), ReferenceOf(State(), size), State(), kNext, length);
  std::cout << "every way of " << length << " commands, 2 participants, " << size.steps << " steps: " << ways.steps()
            << " commands\n";
}

constexpr std::pair<Family, const char*> kFamilies[] = {
    {kHolds, "holds"}, {kClearances, "clearances"},   {kStances, "stances"}, {kRepairs, "repairs"}, {kPauses, "pauses"},
    {kEnds, "ends"},   {kReschedules, "reschedules"},
};

// A part of what can happen, walked to its end: answers, pauses and time, and some families of commands.
struct Slice {
  unsigned families = 0;
  std::string with;

  friend std::ostream& operator<<(std::ostream& out, const Slice& slice) { return out << slice.with; }
};

std::vector<Slice> OneFamilyEach() {
  std::vector<Slice> slices;
  for (const auto& [family, name] : kFamilies) slices.push_back({family, name});
  return slices;
}

std::vector<Slice> EveryTwoFamilies() {
  std::vector<Slice> slices;
  for (const auto& [one, name] : kFamilies) {
    for (const auto& [other, other_name] : kFamilies) {
      if (one < other) slices.push_back({one | static_cast<unsigned>(other), absl::StrCat(name, "_and_", other_name)});
    }
  }
  return slices;
}

std::string WithOf(const testing::TestParamInfo<Slice>& slice) { return slice.param.with; }

class ConsentWalkOfTwo : public testing::TestWithParam<Slice> {};

TEST_P(ConsentWalkOfTwo, AndTwoStepsNeverShowActiveWithoutEveryYes) {
  if (!Long()) GTEST_SKIP() << "a long budget; see tests/run --long";
  ExpectNoViolation({.participants = 2, .steps = 2, .families = GetParam().families}, GetParam().with);
}

INSTANTIATE_TEST_SUITE_P(EveryTwoFamilies, ConsentWalkOfTwo, testing::ValuesIn(EveryTwoFamilies()), WithOf);

class ConsentWalkOfThree : public testing::TestWithParam<Slice> {};

TEST_P(ConsentWalkOfThree, AndTwoStepsNeverShowActiveWithoutEveryYes) {
  if (!Long()) GTEST_SKIP() << "a long budget; see tests/run --long";
  ExpectNoViolation({.participants = 3, .steps = 2, .families = GetParam().families}, GetParam().with);
}

INSTANTIATE_TEST_SUITE_P(OneFamilyEach, ConsentWalkOfThree, testing::ValuesIn(OneFamilyEach()), WithOf);

}  // namespace
}  // namespace adagio::homework::walk
