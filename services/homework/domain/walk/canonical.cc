#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/homework/domain/answer.h"
#include "services/homework/domain/cool_off.h"
#include "services/homework/domain/show.h"
#include "services/homework/domain/walk/world.h"

namespace adagio::homework::walk {
namespace {

constexpr Version kStale = 1, kStop = 2, kFresh = 3;

void Settle(const UnitFacts& facts, const Assignment& before, Assignment& assignment) {
  for (auto& [partner, answer] : assignment.answers) {
    // As the engine takes it, at the moment it was given: whatever stop it forgets must stay to be seen.
    const bool fresh = YesStands(facts, before, partner, answer.at);
    answer.version = fresh ? kFresh : kStale;
    if (Stops(answer.kind)) answer.kind = AnswerKind::kNo;
    // Of a moment only the day that a tentative yes covers can still matter.
    answer.at = answer.kind == AnswerKind::kTentativeYes && fresh
                    ? assignment.schedule().EndOfOccurrence(answer.at) - absl::Hours(24)
                    : assignment.starts_at;
  }
  assignment.offered_at = assignment.starts_at;
}

std::string StateName(State state) { return std::string(1, "OAPCX"[static_cast<int>(state)]); }

}  // namespace

World Canonical(World world) {
  UnitFacts& facts = world.facts;
  const absl::Time now = Now(world);
  const UnitFacts before = facts;
  for (Assignment& assignment : facts.assignments) {
    Settle(before, *before.FindAssignment(assignment.id), assignment);
    assignment.offered = assignment.stopped = kStop;
    if (assignment.completed || assignment.closed) assignment.answers.clear();
  }
  for (Member& member : facts.members) member.stopped = 0;
  for (Repair& repair : facts.repairs) repair.opened = world.oracle.renewed ? kStale : kStop;
  std::erase_if(facts.repairs, [](const Repair& repair) { return !repair.open; });
  facts.agreements[0].released = kStop;
  std::erase_if(facts.declines,
                [&](const Decline& decline) { return decline.reopened || now >= decline.at + kCoolOff; });
  for (Decline& decline : facts.declines) {
    const absl::Time late = facts.assignments[0].starts_at + absl::Hours(24 * 8);
    decline.at = decline.at < late ? facts.assignments[0].starts_at : late + absl::Hours(14);
  }
  std::sort(facts.declines.begin(), facts.declines.end(), [](const Decline& a, const Decline& b) {
    return std::tie(a.partner, a.activity) < std::tie(b.partner, b.activity);
  });
  return world;
}

std::string KeyOf(const World& canonical) {
  const Oracle& oracle = canonical.oracle;
  const std::vector<Assignment>& assignments = canonical.facts.assignments;
  bool all_over = true;
  for (size_t step = 0; step < assignments.size(); ++step) all_over &= oracle.IsOver(static_cast<int>(step));
  std::string key = oracle.SharedKey();
  if (all_over) return key;  // whoever said what before: it takes no answer any more
  // Participants are alike, so worlds that differ in who is who are one.
  std::vector<std::string> people;
  for (size_t who = 0; who < canonical.facts.members.size(); ++who) {
    people.push_back(oracle.PersonKey(static_cast<int>(who)));
    for (const Assignment& assignment : assignments) {
      const auto answer = assignment.answers.find(canonical.facts.members[who].partner);
      const bool none = answer == assignment.answers.end();
      people.back() +=
          none ? '-' : static_cast<char>(static_cast<int>(answer->second.kind) << 2 | answer->second.version);
    }
  }
  std::sort(people.begin(), people.end());
  for (const std::string& person : people) key += person;
  return key;
}

std::string Disagreement(const World& world) {
  const absl::Time now = Now(world);
  for (size_t step = 0; step < world.facts.assignments.size(); ++step) {
    const Assignment& assignment = world.facts.assignments[step];
    const State state = Show(world.facts, assignment, now).state;
    const int number = static_cast<int>(step);
    if ((state == State::kActive) != world.oracle.IsActive(number)) {
      return absl::StrCat("step ", number, " shows ", StateName(state));
    }
    if (IsOver(world.facts, assignment, now) != world.oracle.IsOver(number))
      return absl::StrCat("step ", number, " over");
    for (size_t who = 0; who < world.facts.members.size(); ++who) {
      // What a participant sees depends on nothing but the state and their own yes.
      const ParticipantView view = ShowTo(world.facts, assignment, world.facts.members[who].partner, now);
      const bool asks = state == State::kOffered || state == State::kActive;
      const bool own = asks && world.oracle.YesStands(static_cast<int>(who), number);
      if (view.state != state || view.asks_you != (asks && !own) || view.own_answer.has_value() != own) {
        return absl::StrCat("step ", number, " as participant ", who, " sees it");
      }
      const bool tentative = own && world.oracle.people[who].tentative_at[step] >= 0;
      if ((view.own_length == assignment.shorter_length) != tentative) return absl::StrCat("length of step ", number);
    }
  }
  return "";
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
                                           "hold",
                                           "hold lifted",
                                           "unclear",
                                           "clear",
                                           "leaves",
                                           "repair opens",
                                           "repair closes",
                                           "therapist pauses",
                                           "therapist resumes",
                                           "complete",
                                           "close",
                                           "reschedule",
                                           "return to baseline",
                                           "release",
                                           "time passes"};
  return absl::StrCat(kNames[static_cast<int>(command.kind)], " (participant ", command.who, ", step ", command.step,
                      ")");
}

}  // namespace adagio::homework::walk
