#include "services/homework/domain/walk/world.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "services/homework/domain/agreement.h"
#include "services/homework/domain/answer.h"
#include "services/homework/domain/ladder.h"
#include "services/homework/domain/offer.h"
#include "services/homework/domain/repair.h"
#include "services/homework/domain/show.h"

namespace adagio::homework::walk {
namespace {

// Versions as a canonical world has them: yeses before the last stop, stops, yeses after it; the next command is later.
constexpr Version kStale = 1, kStop = 2, kFresh = 3, kNext = 4;

absl::Time Window() { return absl::FromUnixSeconds(1'772'481'600); }

Uuid NumberedUuid(char kind, int number) {
  std::string bytes(16, kind);
  bytes[15] = static_cast<char>(number);
  return Uuid::FromBytes(bytes);
}
PartnerId Partner(int who) { return PartnerId(NumberedUuid('p', who)); }
AssignmentId Step(int step) { return AssignmentId(NumberedUuid('a', step)); }
std::string ActivityOf(int step) { return step == 0 ? "hand_holding" : "back_rub_clothed"; }
int TierOf(int step) { return step == 0 ? 1 : 3; }

absl::Time TimeOf(int instant) {
  constexpr std::array kHours = {-12, 6, 30, 206, 221, 252};
  return Window() + absl::Hours(kHours[instant]);
}

std::vector<PartnerId> Everyone(const World& world) {
  std::vector<PartnerId> everyone;
  for (const Member& member : world.facts.members) everyone.push_back(member.partner);
  return everyone;
}

Proposal ProposalOf(const World& world, int step, int number) {
  return {.id = AssignmentId(NumberedUuid('a', number)),
          .activity = {.key = ActivityOf(step),
                       .title = {},
                       .description = {},
                       .tier = TierOf(step),
                       .touch = true,
                       .usual_length = {},
                       .shorter_length = {},
                       .exit_strategies = {}},
          .ladder = LadderId(NumberedUuid('l', 0)),
          .step = step + 1,
          .participants = Everyone(world),
          .schedule = {Window(), 10},
          .usual_length = absl::Minutes(10),
          .shorter_length = absl::Minutes(5)};
}

// The walk's ladder, above a step that is never offered. Its baseline is the step below `step`.
Ladder LadderBelow(int step) {
  constexpr int kNeverOffered = 3;
  Ladder ladder{.id = LadderId(NumberedUuid('l', 0)),
                .participants = {},
                .steps = {{kNeverOffered, "0", ""}, {1, "1", ActivityOf(0)}, {2, "2", ActivityOf(1)}},
                .baseline = 0};
  ladder.baseline = ladder.steps[step].number;
  return ladder;
}

// Puts the new offer where the closed one was, so that a world keeps its size.
UnitFacts InPlace(UnitFacts facts, int step) {
  facts.assignments[step] = facts.assignments.back();
  facts.assignments.pop_back();
  facts.assignments[step].id = Step(step);
  return facts;
}

absl::StatusOr<UnitFacts> Partners(const World& world, const Command& command, const Moment& moment) {
  const PartnerId who = Partner(command.who);
  const AssignmentId step = Step(command.step);
  const AgreementId agreement = world.facts.agreements[0].id;
  switch (command.kind) {
    case Kind::kYes:
      return RecordAnswer(world.facts, step, who, AnswerKind::kYes, moment);
    case Kind::kTentative:
      return RecordAnswer(world.facts, step, who, AnswerKind::kTentativeYes, moment);
    case Kind::kSoftNo:
      return RecordAnswer(world.facts, step, who, AnswerKind::kSoftNo, moment);
    case Kind::kNo:
      return RecordAnswer(world.facts, step, who, AnswerKind::kNo, moment);
    case Kind::kPause:
      return PauseByParticipant(world.facts, step, who, moment);
    case Kind::kStress:
      return CheckIn(world.facts, step, who, kDefaultStressThreshold + 1, kDefaultStressThreshold, moment);
    case Kind::kReopen:
      return ReopenActivity(world.facts, ActivityOf(command.step), who);
    case Kind::kNarrow:
      return SetStance(world.facts, agreement, who, ActivityOf(command.step), Stance::kNotNow, moment);
    default:
      return SetStance(world.facts, agreement, who, ActivityOf(command.step), Stance::kTentative, moment);
  }
}

absl::StatusOr<UnitFacts> Therapists(const World& world, const Command& command, const Moment& moment) {
  const AssignmentId step = Step(command.step);
  switch (command.kind) {
    case Kind::kTherapistPauses:
      return PauseByTherapist(world.facts, step, moment);
    case Kind::kTherapistResumes:
      return Resume(world.facts, step);
    case Kind::kComplete:
      return Complete(world.facts, step);
    case Kind::kClose:
      return Close(world.facts, step);
    case Kind::kReturnToBaseline:
      return ReturnToBaseline(world.facts, LadderBelow(command.step), moment.now);
    default: {
      absl::StatusOr<UnitFacts> facts = Reschedule(world.facts, step, ProposalOf(world, command.step, 9), moment);
      if (facts.ok()) facts = InPlace(*facts, command.step);
      return facts;
    }
  }
}

// What other services and the agreement do to the facts that steps depend on.
UnitFacts Elsewhere(UnitFacts facts, const Command& command, const Moment& moment) {
  Member& member = facts.members[command.who];
  switch (command.kind) {
    case Kind::kHold:
    case Kind::kUnclear:
      (command.kind == Kind::kHold ? member.held : member.cleared) = command.kind == Kind::kHold;
      member.stopped = moment.version;
      break;
    case Kind::kLift:
      member.held = false;
      break;
    case Kind::kClear:
      member.cleared = true;
      break;
    case Kind::kLeave:
      member.left = true;
      break;
    default:
      facts.agreements[0].released = moment.version;
      facts.agreements[0].review_at = Window() + absl::Hours(24 * 300);
  }
  return facts;
}

// Opened by the second against the first, as the engine does both.
absl::StatusOr<UnitFacts> Repairs(const World& world, const Command& command, const Moment& moment) {
  const RepairId id(NumberedUuid('r', 0));
  if (command.kind == Kind::kRepairCloses) return CloseRepair(world.facts, id);
  const RepairRecord opened{.id = id,
                            .participants = Everyone(world),
                            .opener = Partner(1),
                            .opened_at = {},
                            .unsafe_or_forced = UnsafeOrForced::kNo,
                            .private_account = {},
                            .account = {},
                            .released_at = {}};
  return OpenRepair(world.facts, opened, moment);
}

bool MakesSense(const Oracle& oracle, const Command& command) {
  const Oracle::Person& person = oracle.people[command.who];
  switch (command.kind) {
    case Kind::kTimePasses:
      return oracle.instant != kAfter;
    case Kind::kRelease:
      return !oracle.second_version || (oracle.repair && !oracle.renewed);
    case Kind::kRepairOpens:
      return !oracle.repair;
    case Kind::kRepairCloses:
      return oracle.repair;
    case Kind::kLift:
      return person.held;
    case Kind::kClear:
      return !person.cleared;
    case Kind::kLeave:
      return !person.left;
    default:
      return true;
  }
}

}  // namespace

absl::Time Now(const World& world) { return TimeOf(world.oracle.instant); }

std::vector<Command> Commands(const Size& size) {
  std::vector<Command> commands = {{.kind = Kind::kRepairOpens},
                                   {.kind = Kind::kRepairCloses},
                                   {.kind = Kind::kRelease},
                                   {.kind = Kind::kTimePasses}};
  for (int who = 0; who < size.participants; ++who) {
    for (Kind kind : {Kind::kHold, Kind::kLift, Kind::kUnclear, Kind::kClear, Kind::kLeave}) {
      commands.push_back({kind, who, 0});
    }
  }
  for (int step = 0; step < size.steps; ++step) {
    for (Kind kind : {Kind::kTherapistPauses, Kind::kTherapistResumes, Kind::kComplete, Kind::kClose, Kind::kReschedule,
                      Kind::kReturnToBaseline}) {
      commands.push_back({kind, 0, step});
    }
    for (int who = 0; who < size.participants; ++who) {
      for (Kind kind : {Kind::kYes, Kind::kTentative, Kind::kSoftNo, Kind::kNo, Kind::kPause, Kind::kStress,
                        Kind::kReopen, Kind::kNarrow, Kind::kWiden}) {
        commands.push_back({kind, who, step});
      }
    }
  }
  return commands;
}

World Start(const Size& size) {
  World world;
  world.oracle.people.resize(size.participants);
  for (int who = 0; who < size.participants; ++who) {
    world.facts.members.push_back({.partner = Partner(who), .acknowledged = true, .cleared = true});
  }
  Agreement agreement{.id = AgreementId(NumberedUuid('g', 0)),
                      .participants = Everyone(world),
                      .activities = {},
                      .released = kStop,
                      .review_at = Window() + absl::Hours(24 * 9),
                      .stances = {}};
  for (int step = 0; step < kMostSteps; ++step) {
    agreement.activities.push_back(ActivityOf(step));
    for (const PartnerId& partner : agreement.participants)
      agreement.stances[partner][ActivityOf(step)] = Stance::kWilling;
  }
  world.facts.agreements.push_back(agreement);
  for (int step = 0; step < size.steps; ++step) {
    world.facts = *Offer(world.facts, ProposalOf(world, step, step), {kStop, Now(world)});
  }
  return Canonical(world);
}

std::optional<World> After(const World& world, const Command& command) {
  if (!MakesSense(world.oracle, command)) return std::nullopt;
  World after = world;
  const Moment moment{kNext, Now(world)};
  if (command.kind >= Kind::kTherapistPauses && command.kind <= Kind::kReturnToBaseline) {
    const absl::StatusOr<UnitFacts> facts = Therapists(world, command, moment);
    if (!facts.ok()) return std::nullopt;
    after.facts = *facts;
  } else if (command.kind <= Kind::kWiden) {
    const absl::StatusOr<UnitFacts> facts = Partners(world, command, moment);
    if (!facts.ok()) return std::nullopt;
    after.facts = *facts;
  } else if (command.kind == Kind::kRepairOpens || command.kind == Kind::kRepairCloses) {
    const absl::StatusOr<UnitFacts> facts = Repairs(world, command, moment);
    if (!facts.ok()) return std::nullopt;
    after.facts = *facts;
  } else if (command.kind != Kind::kTimePasses) {
    after.facts = Elsewhere(world.facts, command, moment);
  }
  after.oracle.Apply(command);
  return after;
}

}  // namespace adagio::homework::walk
