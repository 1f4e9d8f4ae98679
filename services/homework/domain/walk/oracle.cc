#include "services/homework/domain/walk/oracle.h"

namespace adagio::homework::walk {
namespace {

// The day of the window each instant falls in; a yes before the window is for its first day.
constexpr std::array kDay = {0, 0, 1, 8, 9, 10};

bool DeclineRests(int declined_at, int now) {
  if (declined_at < 0) return false;
  return now < kCooledOff || declined_at >= kCooledOff;
}

}  // namespace

bool Oracle::IsOver(int step) const {
  if (completed[step] || closed[step] || instant == kAfter) return true;
  for (const Person& person : people) {
    if (person.left) return true;
  }
  return false;
}

bool Oracle::AgreementHolds() const { return second_version || instant < kPastReview; }

bool Oracle::Rests(int step) const {
  for (const Person& person : people) {
    for (int gentler = 0; gentler <= step; ++gentler) {
      if (DeclineRests(person.declined_at[gentler], instant)) return true;
    }
  }
  return false;
}

bool Oracle::YesStands(int who, int step) const {
  const Person& person = people[who];
  if (!person.yes[step]) return false;
  return person.tentative_at[step] < 0 || kDay[person.tentative_at[step]] == kDay[instant];
}

bool Oracle::IsActive(int step) const {
  if (IsOver(step) || instant == kBefore || therapist_paused[step] || repair || !AgreementHolds()) return false;
  for (size_t who = 0; who < people.size(); ++who) {
    const Person& person = people[who];
    if (person.held || !person.cleared || !person.covers[step] || person.stopping[step]) return false;
    if (!YesStands(static_cast<int>(who), step)) return false;
  }
  return !Rests(step);
}

bool Oracle::MayOffer(int step) const {
  if (completed[step] || closed[step] || instant == kAfter || repair || !AgreementHolds() || Rests(step)) return false;
  for (const Person& person : people) {
    if (person.left || person.held || !person.cleared || !person.covers[step]) return false;
  }
  return true;
}

bool Oracle::MayOpenRepair() const {
  for (const Person& person : people) {
    if (person.left) return false;
  }
  return true;
}

// Nobody is left to renew anything with, or all are there and have.
bool Oracle::MayCloseRepair() const {
  size_t staying = 0;
  for (const Person& person : people) staying += !person.left;
  return staying < 2 || (staying == people.size() && renewed);
}

void Oracle::LoseYeses(int step) {
  for (Person& person : people) person.yes[step] = false;
}

// A stop of a step rests that step and every harder one.
void Oracle::StopBy(Person& person, int step) {
  for (int harder = step; harder < kMostSteps; ++harder) LoseYeses(harder);
  person.stopping[step] = true;
  person.declined_at[step] = instant;
}

void Oracle::Personal(Person& person, const Command& command) {
  const int step = command.step;
  switch (command.kind) {
    case Kind::kYes:
    case Kind::kTentative:
      person.yes[step] = true;
      person.tentative_at[step] = command.kind == Kind::kTentative ? instant : -1;
      person.stopping[step] = false;
      person.declined_at[step] = -1;
      return;
    case Kind::kReopen:
      person.declined_at[step] = -1;
      return;
    case Kind::kNarrow:
      person.covers[step] = false;
      return LoseYeses(step);
    case Kind::kWiden:
      person.covers[step] = true;
      return;
    case Kind::kLift:
      person.held = false;
      return;
    case Kind::kClear:
      person.cleared = true;
      return;
    case Kind::kLeave:
      person.left = true;
      return;
    case Kind::kHold:
    case Kind::kUnclear:
      (command.kind == Kind::kHold ? person.held : person.cleared) = command.kind == Kind::kHold;
      for (int each = 0; each < kMostSteps; ++each) LoseYeses(each);
      return;
    default:
      // A pause of what is over already changes nothing.
      if (!IsOver(step)) StopBy(person, step);
  }
}

void Oracle::Apply(const Command& command) {
  const int step = command.step;
  switch (command.kind) {
    case Kind::kTimePasses:
      ++instant;
      return;
    case Kind::kRelease:
      second_version = true;
      renewed = repair;
      for (int each = 0; each < kMostSteps; ++each) LoseYeses(each);
      return;
    case Kind::kRepairOpens:
      repair = true;
      renewed = false;
      for (int each = 0; each < kMostSteps; ++each) LoseYeses(each);
      return;
    case Kind::kRepairCloses:
      repair = renewed = false;
      return;
    case Kind::kTherapistPauses:
      if (IsOver(step)) return;
      therapist_paused[step] = true;
      return LoseYeses(step);
    case Kind::kTherapistResumes:
      therapist_paused[step] = false;
      return;
    case Kind::kComplete:
      completed[step] = true;
      return;
    case Kind::kClose:
      closed[step] = true;
      return;
    case Kind::kReturnToBaseline:
      for (int harder = step; harder < kMostSteps; ++harder) closed[harder] = closed[harder] || !IsOver(harder);
      return;
    case Kind::kReschedule:
      therapist_paused[step] = false;
      LoseYeses(step);
      for (Person& person : people) person.stopping[step] = false;
      return;
    default:
      Personal(people[command.who], command);
  }
}

std::string Oracle::SharedKey() const {
  std::string key;
  key += static_cast<char>(instant | repair << 3 | second_version << 4 | renewed << 5);
  for (int step = 0; step < kMostSteps; ++step) {
    key += static_cast<char>(therapist_paused[step] | completed[step] << 1 | closed[step] << 2);
  }
  return key;
}

std::string Oracle::PersonKey(int who) const {
  const Person& person = people[who];
  std::string key;
  key += static_cast<char>(person.held | person.cleared << 1 | person.left << 2);
  for (int step = 0; step < kMostSteps; ++step) {
    // Which day a tentative yes covers and whether a decline rests is all that can still matter of their instants.
    const int day = person.yes[step] && person.tentative_at[step] >= 0 ? kDay[person.tentative_at[step]] + 1 : 0;
    const bool late = person.declined_at[step] >= kCooledOff;
    const bool rests = DeclineRests(person.declined_at[step], instant);
    key += static_cast<char>(person.covers[step] | person.stopping[step] << 1 | person.yes[step] << 2 | late << 3 |
                             rests << 4);
    key += static_cast<char>(day);
  }
  return key;
}

}  // namespace adagio::homework::walk
