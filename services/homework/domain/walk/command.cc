#include "services/homework/domain/walk/command.h"

#include "absl/strings/str_cat.h"

namespace adagio::homework::walk {
namespace {

void AddOfParticipants(const World& world, std::vector<Command>& commands) {
  const auto add = [&](unsigned family, std::initializer_list<Kind> kinds, int who) {
    for (const Kind kind : kinds) {
      if ((world.families & family) != 0) commands.push_back({.kind = kind, .who = who});
    }
  };
  add(kRepairs, {Kind::kRepairOpens, Kind::kRepairCloses, Kind::kRelease}, 0);
  if ((world.families & kHolds) != 0) add(kRepairs, {Kind::kRepairOpensUnsafe}, 0);
  for (int who = 0; who < world.participants; ++who) {
    add(kHolds, {Kind::kHold, Kind::kLift}, who);
    add(kClearances, {Kind::kUnclear, Kind::kClear}, who);
    add(kEnds, {Kind::kLeave}, who);
    add(kLimits, {Kind::kSetAside, Kind::kHurts, Kind::kHurtsNoMore}, who);
  }
}

void AddOfSteps(const World& world, std::vector<Command>& commands) {
  const auto add = [&](unsigned family, std::initializer_list<Kind> kinds, int who, int step, int form = 0) {
    for (const Kind kind : kinds) {
      if ((world.families & family) != 0) commands.push_back({kind, who, step, form});
    }
  };
  const unsigned always = ~0u;
  for (int step = 0; step < world.steps; ++step) {
    add(kPauses, {Kind::kTherapistPauses, Kind::kTherapistResumes}, 0, step);
    add(kEnds, {Kind::kComplete, Kind::kClose, Kind::kOffer}, 0, step, kWithReason);
    add(kLadders, {Kind::kOffer}, 0, step, kWithoutReason);
    add(kLadders, {Kind::kOffer}, 0, step, kWithoutReasonBackAtBaseline);
    add(kReschedules, {Kind::kReschedule}, 0, step, kSameStep);
    if (world.steps > 1) add(kReschedules, {Kind::kReschedule}, 0, step, kOtherStep);
    for (int who = 0; who < world.participants; ++who) {
      add(always, {Kind::kYes, Kind::kTentative, Kind::kSoftNo, Kind::kNo, Kind::kPause, Kind::kStress}, who, step);
      if (step > 0 && ActivityOf(world, step) == 0) continue;
      add(kReschedules, {Kind::kReopen}, who, step);
      add(kStances, {Kind::kNarrow, Kind::kWiden}, who, step);
    }
  }
}

}  // namespace

const std::vector<Return>& ReturnsOf(Pair pair) {
  static const auto* const kOfTiers = new std::vector<Return>{
      {Shape::kPlain, 0},    {Shape::kPlain, 1}, {Shape::kPlain, 2},     {Shape::kPlain, 3},
      {Shape::kInserted, 4}, {Shape::kSplit, 4}, {Shape::kReordered, 4},
  };
  static const auto* const kOfTwins = new std::vector<Return>{
      {Shape::kSplit, 1}, {Shape::kSplit, 4}, {Shape::kSplit, 2}, {Shape::kReordered, 2}, {Shape::kReordered, 4},
  };
  return pair == Pair::kTwins ? *kOfTwins : *kOfTiers;
}

std::vector<Command> Commands(const World& world) {
  std::vector<Command> commands = {{.kind = Kind::kTimePasses}};
  AddOfParticipants(world, commands);
  AddOfSteps(world, commands);
  const int returns = static_cast<int>(ReturnsOf(world.pair).size());
  for (int form = 0; form < returns && (world.families & kLadders) != 0; ++form) {
    commands.push_back({.kind = Kind::kReturnToBaseline, .form = form});
  }
  return commands;
}

bool MakesSense(const State& state, const Command& command) {
  const Person& person = state.people[command.who];
  const auto has_ended = [&](int step) { return state.steps[step].completed || state.steps[step].closed; };
  switch (command.kind) {
    case Kind::kTimePasses:
      return state.instant != kAfter;
    case Kind::kRepairOpens:
    case Kind::kRepairOpensUnsafe:
      return !state.repair;
    case Kind::kRepairCloses:
      return state.repair;
    case Kind::kHold:
      return !person.held;
    case Kind::kLift:
      return person.held;
    case Kind::kClear:
      return !person.cleared;
    case Kind::kLeave:
      return !person.left;
    case Kind::kHurtsNoMore:
      return person.hurts;
    case Kind::kOffer:
      return has_ended(command.step);
    case Kind::kReschedule:
      return command.form == kSameStep || has_ended(1 - command.step);
    default:
      return true;
  }
}

std::string NameOf(const Command& command) {
  static constexpr const char* kNames[] = {"yes",
                                           "tentative yes",
                                           "soft no",
                                           "no",
                                           "pause",
                                           "stress",
                                           "reopens",
                                           "narrower stance",
                                           "wider stance",
                                           "day set aside",
                                           "hurts",
                                           "hurts no more",
                                           "hold",
                                           "hold lifted",
                                           "unclear",
                                           "clear",
                                           "leaves",
                                           "repair opens",
                                           "repair opens after being unsafe",
                                           "repair closes",
                                           "release",
                                           "therapist pauses",
                                           "therapist resumes",
                                           "complete",
                                           "close",
                                           "reschedule",
                                           "return to baseline",
                                           "offer",
                                           "time passes"};
  return absl::StrCat(kNames[static_cast<int>(command.kind)], " (participant ", command.who, ", step ", command.step,
                      ", form ", command.form, ")");
}

}  // namespace adagio::homework::walk
