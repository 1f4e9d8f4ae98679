#include "services/homework/domain/walk/explore.h"

#include <numeric>
#include <random>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace adagio::homework::walk {
namespace {

// How a state was first reached, to tell the way to what is wrong.
struct Reached {
  uint32_t from = 0;
  uint16_t command = 0;
};

// The engine and the reference at one point of a way, and what the engine shows there.
struct Both {
  UnitFacts facts;
  reference::Reference unit;
  Moments moments;

  const State& state() const { return moments.state; }
};

Both At(const State& state, const World& world) {
  Both both{.facts = FactsOf(state, world), .unit = ReferenceOf(state, world), .moments = {.state = state}};
  both.moments.shown = ShownBy(both.facts, state.instant);
  return both;
}

// Both after `command`; absent where it is refused. Looks at all that must hold and counts; what differs between the
// two goes to `walk.disagreement`.
std::optional<Both> Next(const Both& before, const Command& command, const World& world, Version version, Walk& walk) {
  std::optional<UnitFacts> facts = After(before.facts, command, before.state().instant, world, version);
  std::optional<reference::Reference> unit = After(before.unit, command, world);
  if (facts.has_value() != unit.has_value()) walk.disagreement = "a refusal";
  if (!facts.has_value() || !unit.has_value()) {
    ++walk.refusals;
    return std::nullopt;
  }
  ++walk.transitions;
  State state = before.state();
  state.instant += command.kind == Kind::kTimePasses;
  unit->clock = ClockOf(state.instant);
  Both after{.facts = *std::move(facts), .unit = *std::move(unit), .moments = {}};
  after.moments = {.state = Read(after.facts, state, world), .shown = ShownBy(after.facts, state.instant)};
  if (walk.disagreement = Disagreement(after.moments.shown, after.unit); walk.disagreement.empty()) {
    const bool same = Pack(after.state(), world) == Pack(Read(after.unit, state, world), world);
    if (!same) walk.disagreement = "what can still matter";
  }
  const unsigned broken = Broken(before.moments, command, after.moments, world);
  for (size_t k = 0; broken != 0 && k < kInvariants; ++k) walk.broken[k] += broken >> k & 1;
  return after;
}

std::string Tell(const std::vector<Command>& way) {
  std::string told;
  for (const Command& command : way) absl::StrAppend(&told, "\n  ", NameOf(command));
  return told;
}

class EveryWay {
 public:
  explicit EveryWay(const World& world) : world_(world), commands_(Commands(world)) {}

  void Go(const Both& both, Version version, int left, Walk& walk) {
    for (const Command& command : commands_) {
      if (!MakesSense(both.state(), command)) continue;
      way_.push_back(command);
      const std::optional<Both> after = Next(both, command, world_, version, walk);
      if (after.has_value() && walk.violations() == 0 && left > 1) Go(*after, version + 1, left - 1, walk);
      if (walk.violations() != 0) {
        if (!told_) absl::StrAppend(&walk.disagreement, " after:", Tell(way_));
        told_ = true;
        return;
      }
      way_.pop_back();
    }
  }

 private:
  const World world_;
  const std::vector<Command> commands_;
  std::vector<Command> way_;
  bool told_ = false;
};

// Whether the one before could do the same, and it would come to the same.
bool IsSaidByItsLike(const State& state, const Command& command, const World& world) {
  return world.alike && command.who > 0 && state.people[command.who] == state.people[command.who - 1];
}

}  // namespace

int64_t Walk::violations() const {
  return std::accumulate(broken.begin(), broken.end(), int64_t{!disagreement.empty()});
}

Walk WalkAll(const World& world) {
  Walk walk;
  std::vector<Reached> reached(1);
  absl::flat_hash_set<uint64_t> known;
  const std::vector<Command> commands = Commands(world);
  walk.states.push_back(Pack(State(), world));
  known.insert(walk.states[0]);
  for (size_t at = 0; at < walk.states.size() && walk.violations() == 0; ++at) {
    const Both both = At(Unpack(walk.states[at], world), world);
    walk.disagreement = Disagreement(both.facts, both.unit, both.state().instant);
    size_t c = 0;
    for (; c < commands.size() && walk.violations() == 0; ++c) {
      if (!MakesSense(both.state(), commands[c]) || IsSaidByItsLike(both.state(), commands[c], world)) continue;
      const std::optional<Both> next = Next(both, commands[c], world, kNext, walk);
      if (!next.has_value()) continue;
      if (Against(next->state(), world) > world.most_against) {
        ++walk.left;
        continue;
      }
      const uint64_t code = Pack(next->state(), world);
      if (!known.insert(code).second) continue;
      walk.states.push_back(code);
      reached.push_back({static_cast<uint32_t>(at), static_cast<uint16_t>(c)});
    }
    if (walk.violations() == 0) continue;
    std::string way = c > 0 ? Tell({commands[c - 1]}) : "";
    for (size_t to = at; to != 0; to = reached[to].from) way = absl::StrCat(Tell({commands[reached[to].command]}), way);
    absl::StrAppend(&walk.disagreement, " after:", way);
  }
  return walk;
}

Walk WalkAtRandom(const World& world, uint64_t seed, int length, int64_t transitions) {
  Walk walk;
  std::mt19937_64 random(seed);
  absl::flat_hash_set<uint64_t> seen;
  const std::vector<Command> commands = Commands(world);
  while (walk.transitions < transitions && walk.violations() == 0) {
    Both both = At(State(), world);
    std::vector<Command> way;
    for (Version version = kNext; version < kNext + length && walk.violations() == 0; ++version) {
      // Days pass seldom, and people leave seldom: else every way would be short.
      const Command& command = commands[random() % commands.size()];
      const bool seldom = command.kind == Kind::kTimePasses || command.kind == Kind::kLeave;
      if (!MakesSense(both.state(), command) || (seldom && random() % 8 != 0)) continue;
      way.push_back(command);
      std::optional<Both> after = Next(both, command, world, version, walk);
      if (!after.has_value()) continue;
      both = *std::move(after);
      if (seen.insert(Pack(both.state(), world)).second) walk.states.push_back(Pack(both.state(), world));
    }
    if (walk.violations() != 0) absl::StrAppend(&walk.disagreement, " after:", Tell(way));
  }
  return walk;
}

Walk WalkEveryWay(const World& world, int length) {
  Walk walk;
  EveryWay(world).Go(At(State(), world), kNext, length, walk);
  return walk;
}

}  // namespace adagio::homework::walk
