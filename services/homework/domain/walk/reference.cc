// Long because it is all of homework's rules, once more, in one place to be read beside product.md.
#include "services/homework/domain/walk/reference.h"

#include <algorithm>
#include <utility>

namespace adagio::homework::reference {
namespace {

constexpr int64_t kYear = 366 * kDay;

constexpr std::size_t kMostRungs = 50;

bool IsStop(Said said) { return said >= Said::kSoftNo; }

}  // namespace

int Ladder::PlaceOf(int number) const {
  for (std::size_t place = 0; place < rungs.size(); ++place) {
    if (rungs[place].number == number) return static_cast<int>(place);
  }
  return -1;
}

int Count(unsigned set) {
  int count = 0;
  for (; set != 0; set &= set - 1) ++count;
  return count;
}

// --- What holds now ---

bool Reference::AnyLeft(People who) const {
  for (std::size_t k = 0; k < people.size(); ++k) {
    if (Has(who, static_cast<int>(k)) && people[k].left) return true;
  }
  return false;
}

bool Reference::MayTogether(People who) const {
  for (std::size_t k = 0; k < people.size(); ++k) {
    if (Has(who, static_cast<int>(k)) && (people[k].holds > 0 || !people[k].cleared)) return false;
  }
  return true;
}

int Reference::AgreementOf(People who) const {
  for (std::size_t i = 0; i < agreements.size(); ++i) {
    if (agreements[i].who == who) return static_cast<int>(i);
  }
  return -1;
}

bool Reference::AgreementHolds(People who) const {
  const int found = AgreementOf(who);
  return found >= 0 && agreements[found].in_force != 0 && now() < agreements[found].review_at;
}

bool Reference::StancesCover(People who, int activity) const {
  const int found = AgreementOf(who);
  if (found < 0 || !Has(agreements[found].in_force, activity)) return false;
  for (std::size_t k = 0; k < people.size(); ++k) {
    if (Has(who, static_cast<int>(k)) && !Has(agreements[found].covers[k], activity)) return false;
  }
  return true;
}

bool Reference::RepairAmong(People who) const {
  for (const Repair& repair : repairs) {
    if (!repair.closed && Count(repair.who & who) >= 2) return true;
  }
  return false;
}

bool Reference::SpeaksAgainst(People who, int activity) const {
  for (std::size_t k = 0; k < people.size(); ++k) {
    if (Has(who, static_cast<int>(k)) && people[k].delicate && library[activity].delicate) return true;
  }
  return false;
}

// Whether the day that `who` set aside has an occurrence of it, and until when the last of them lasts.
bool Reference::IsTouchedByDay(int who, const Assignment& step, int64_t* until) const {
  const Person& person = people[who];
  if (person.aside_until <= person.aside_from || !Has(step.who, who) || Count(step.who) < 2) return false;
  bool touched = false;
  for (int k = 0; k < step.occurrences; ++k) {
    const int64_t begins = step.starts + k * step.every * kDay;
    if (begins >= person.aside_until || begins + kDay <= person.aside_from) continue;
    touched = true;
    *until = begins + kDay;
  }
  return touched;
}

bool Reference::IsAside(int who, const Assignment& step) const {
  int64_t until = 0;
  return IsTouchedByDay(who, step, &until) && now() < until;
}

bool Reference::Rests(int who, int activity) const {
  const Decline& decline = people[who].declines[activity];
  return decline.made && now() < decline.at + kCoolOff;
}

bool Reference::Cools(People who, int activity) const {
  for (std::size_t k = 0; k < people.size(); ++k) {
    const int person = static_cast<int>(k);
    for (std::size_t a = 0; Has(who, person) && a < library.size(); ++a) {
      const int declined = static_cast<int>(a);
      if (!Rests(person, declined)) continue;
      if (declined == activity) return true;
      if (people[k].declines[a].step && library[activity].tier > library[a].tier) return true;
    }
  }
  return false;
}

int64_t Reference::EndOf(int assignment) const {
  const Assignment& step = assignments[assignment];
  return step.starts + (step.occurrences - 1) * step.every * kDay + kDay;
}

// The first occurrence that has not ended at `at`, or the last.
int64_t Reference::OccurrenceAt(const Assignment& step, int64_t at) const {
  int64_t begins = step.starts;
  for (int k = 1; k < step.occurrences && begins + kDay <= at; ++k) begins += step.every * kDay;
  return begins;
}

int64_t Reference::OccurrenceOf(int assignment) const { return OccurrenceAt(assignments[assignment], now()); }

bool Reference::IsOpen(const Assignment& step) const {
  const int64_t begins = OccurrenceAt(step, now());
  return begins <= now() && now() < begins + kDay;
}

bool Reference::IsOver(int assignment) const {
  const Assignment& step = assignments[assignment];
  return step.completed || step.closed || now() >= EndOf(assignment) || AnyLeft(step.who);
}

bool Reference::YesStands(int who, int assignment) const {
  const Assignment& step = assignments[assignment];
  const Side& side = step.sides[who];
  if (!side.stands) return false;
  return side.said == Said::kYes || now() < OccurrenceAt(step, side.at) + kDay;
}

unsigned Reference::StopsOf(const Assignment& step) const {
  unsigned causes = 0;
  for (const Side& side : step.sides) {
    if (side.said == Said::kSoftNo || side.said == Said::kNo) causes |= kDeclined;
    if (side.said == Said::kPaused) causes |= kPausedByParticipant;
    if (side.said == Said::kStress) causes |= kStress;
  }
  if (step.paused) causes |= kPausedByTherapist;
  if (Cools(step.who, step.activity)) causes |= kRests;
  if (SpeaksAgainst(step.who, step.activity)) causes |= kSpeaksAgainst;
  for (std::size_t k = 0; k < people.size(); ++k) {
    if (IsAside(static_cast<int>(k), step)) causes |= kSetAside;
  }
  if (Count(step.who) < 2) return causes;
  if (!MayTogether(step.who)) causes |= kClearance;
  if (!AgreementHolds(step.who)) causes |= kAgreement;
  if (!StancesCover(step.who, step.activity)) causes |= kStance;
  if (RepairAmong(step.who)) causes |= kRepair;
  return causes;
}

unsigned Reference::CausesOf(int assignment) const {
  if (IsOver(assignment)) return 0;
  const Assignment& step = assignments[assignment];
  unsigned causes = StopsOf(step);
  if (!IsOpen(step)) causes |= kNotYet;
  for (std::size_t k = 0; k < people.size(); ++k) {
    const int person = static_cast<int>(k);
    if (Has(step.who, person) && !YesStands(person, assignment)) causes |= kAwaitsAnswer;
  }
  return causes;
}

State Reference::StateOf(int assignment) const {
  if (IsOver(assignment)) return assignments[assignment].completed ? State::kCompleted : State::kClosed;
  const unsigned causes = CausesOf(assignment);
  if (causes == 0) return State::kActive;
  return (causes & ~static_cast<unsigned>(kAwaitsAnswer | kNotYet)) == 0 ? State::kOffered : State::kPaused;
}

Seen Reference::ShownTo(int who, int assignment) const {
  const Assignment& step = assignments[assignment];
  Seen seen{.state = StateOf(assignment), .own_length = step.usual};
  if (seen.state != State::kOffered && seen.state != State::kActive) return seen;
  seen.asks_you = !YesStands(who, assignment);
  if (seen.asks_you) return seen;
  seen.own = step.sides[who].said;
  if (seen.own == Said::kTentative) seen.own_length = step.shorter;
  return seen;
}

int64_t Reference::LengthOf(int assignment) const {
  const Assignment& step = assignments[assignment];
  for (std::size_t k = 0; !IsOver(assignment) && k < people.size(); ++k) {
    const bool tentative = step.sides[k].said == Said::kTentative;
    if (tentative && YesStands(static_cast<int>(k), assignment)) return step.shorter;
  }
  return step.usual;
}

// --- What happens ---

Reasons Reference::Done() {
  kept = now();
  return 0;
}

void Reference::LoseYeses(Assignment& step) {
  for (Side& side : step.sides) side.stands = false;
}

void Reference::LoseYesesOfJointWork(int who) {
  for (Assignment& step : assignments) {
    if (Has(step.who, who) && Count(step.who) > 1) LoseYeses(step);
  }
}

// Everything that this makes rest stops here and asks everyone again.
void Reference::Stop(int who, Assignment& step, Said said) {
  Decline& decline = people[who].declines[step.activity];
  const bool higher_rest = Rests(who, step.activity) && decline.step;
  decline = {.made = true, .at = now(), .step = higher_rest || step.rung > 0};
  const int tier = library[step.activity].tier;
  for (Assignment& other : assignments) {
    if (!Has(other.who, who)) continue;
    const bool higher = library[other.activity].tier > tier;
    if (other.activity == step.activity || (decline.step && higher)) LoseYeses(other);
  }
  step.sides[who] = {.said = said, .stands = false, .at = now()};
}

Reasons Reference::MayOffer(const Assignment& asked) const {
  Reasons reasons = 0;
  const int64_t end = asked.starts + (asked.occurrences - 1) * asked.every * kDay + kDay;
  if (end <= now() || asked.starts > now() + kYear) reasons |= kInvalid;
  if (asked.usual <= 0 || asked.shorter <= 0 || asked.shorter > asked.usual) reasons |= kInvalid;
  if (asked.who == 0 || AnyLeft(asked.who)) reasons |= kInvalid;
  if (asked.ladder >= 0) {
    const Ladder& ladder = ladders[asked.ladder];
    const int place = ladder.PlaceOf(asked.rung);
    if (place < 0 || ladder.who != asked.who) reasons |= kInvalid;
    // A smaller part stays smaller.
    if (place >= 0 && ladder.rungs[place].length > 0 && asked.usual > ladder.rungs[place].length) reasons |= kInvalid;
  }
  const Activity& activity = library[asked.activity];
  const bool joint = Count(asked.who) > 1;
  if (joint ? activity.company == Company::kAlone : activity.touch || activity.company == Company::kTogether) {
    reasons |= kInvalid;
  }
  if (joint && !MayTogether(asked.who)) reasons |= kHeld;
  if (joint && (!AgreementHolds(asked.who) || !StancesCover(asked.who, asked.activity) || RepairAmong(asked.who))) {
    reasons |= kOutside;
  }
  if (Cools(asked.who, asked.activity)) reasons |= kCooling;
  if (SpeaksAgainst(asked.who, asked.activity)) reasons |= kContraindicated;
  return reasons;
}

// More than one tier above where they stand: the baseline, or what was completed since they last went back.
bool Reference::IsJump(const Assignment& asked) const {
  if (asked.ladder < 0) return false;
  const Ladder& ladder = ladders[asked.ladder];
  const int baseline = ladder.PlaceOf(ladder.baseline);
  int ground = ladder.stood;
  if (baseline >= 0) ground = std::max(ground, library[ladder.rungs[baseline].activity].tier);
  return library[asked.activity].tier > ground + 1;
}

Reasons Reference::Offer(const Assignment& asked) {
  Reasons reasons = MayOffer(asked);
  if (IsJump(asked) && !asked.jump_confirmed) reasons |= kJump;
  if (reasons != 0) return reasons;
  assignments.push_back(asked);
  return Done();
}

Reasons Reference::Reschedule(int replaced, const Assignment& asked) {
  const Assignment& old = assignments[replaced];
  Reasons reasons = MayOffer(asked);
  if (old.completed || old.closed) reasons |= kOver;
  if (asked.who != old.who) reasons |= kInvalid;
  const bool easier = library[asked.activity].tier < library[old.activity].tier;
  if ((asked.activity != old.activity && !easier) || asked.usual > old.usual) reasons |= kHarder;
  if (reasons != 0) return reasons;
  assignments[replaced].closed = true;
  assignments.push_back(asked);
  return Done();
}

Reasons Reference::PauseByTherapist(int assignment) {
  if (!IsOver(assignment)) {
    assignments[assignment].paused = true;
    LoseYeses(assignments[assignment]);
  }
  return Done();
}

Reasons Reference::Resume(int assignment) {
  Assignment& step = assignments[assignment];
  if (step.completed || step.closed) return kOver;
  step.paused = false;
  return Done();
}

Reasons Reference::Complete(int assignment) {
  Assignment& step = assignments[assignment];
  if (step.completed || step.closed) return kOver;
  step.completed = true;
  if (step.ladder >= 0 && !step.before_return) {
    ladders[step.ladder].stood = std::max(ladders[step.ladder].stood, library[step.activity].tier);
  }
  return Done();
}

Reasons Reference::Close(int assignment) {
  Assignment& step = assignments[assignment];
  if (step.completed || step.closed) return kOver;
  step.closed = true;
  return Done();
}

Reasons Reference::InsertRung(int ladder, int after, int activity) {
  Ladder& l = ladders[ladder];
  const int place = l.PlaceOf(after);
  if (place < 0 || l.rungs.size() >= kMostRungs) return kInvalid;
  const int tier = library[activity].tier;
  const bool last = place + 1 == static_cast<int>(l.rungs.size());
  if (tier < library[l.rungs[place].activity].tier) return kInvalid;
  if (!last && tier > library[l.rungs[place + 1].activity].tier) return kInvalid;
  l.rungs.insert(l.rungs.begin() + place + 1, {.number = static_cast<int>(l.rungs.size()) + 1, .activity = activity});
  return Done();
}

Reasons Reference::SplitRung(int ladder, int number, int64_t length) {
  Ladder& l = ladders[ladder];
  const int place = l.PlaceOf(number);
  if (place < 0 || l.rungs.size() >= kMostRungs) return kInvalid;
  const Rung whole = l.rungs[place];
  if (length <= 0 || length >= (whole.length > 0 ? whole.length : library[whole.activity].usual)) return kInvalid;
  const int next = static_cast<int>(l.rungs.size()) + 1;
  l.rungs.insert(l.rungs.begin() + place, {.number = next, .activity = whole.activity, .length = length});
  return Done();
}

Reasons Reference::ReorderRungs(int ladder, const std::vector<int>& numbers) {
  Ladder& l = ladders[ladder];
  std::vector<Rung> rungs;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const int place = l.PlaceOf(numbers[i]);
    if (place < 0 || std::count(numbers.begin(), numbers.end(), numbers[i]) > 1) return kInvalid;
    rungs.push_back(l.rungs[place]);
    if (i > 0 && library[rungs[i].activity].tier < library[rungs[i - 1].activity].tier) return kInvalid;
  }
  if (rungs.size() != l.rungs.size()) return kInvalid;
  l.rungs = std::move(rungs);
  return Done();
}

Reasons Reference::MarkBaseline(int ladder, int number) {
  if (ladders[ladder].PlaceOf(number) < 0) return kInvalid;
  ladders[ladder].baseline = number;
  return Done();
}

Reasons Reference::ReturnToBaseline(int ladder) {
  Ladder& l = ladders[ladder];
  if (l.baseline == 0) return kNotAvailable;
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    Assignment& step = assignments[i];
    if (step.ladder != ladder) continue;
    step.before_return = true;
    if (l.PlaceOf(step.rung) > l.PlaceOf(l.baseline) && !IsOver(static_cast<int>(i))) step.closed = true;
  }
  l.stood = 0;
  return Done();
}

Reasons Reference::Draft(People who, Activities activities, int64_t review_at) {
  const bool review_fits = review_at > now() && review_at <= now() + kYear;
  if (Count(who) < 2 || AnyLeft(who) || activities == 0 || !review_fits) return kInvalid;
  if (AgreementOf(who) < 0) agreements.push_back({.who = who});
  Agreement& agreement = agreements[AgreementOf(who)];
  agreement.drafted = true;
  agreement.draft = activities;
  agreement.draft_review_at = review_at;
  agreement.approved = 0;
  return Done();
}

Reasons Reference::SetStance(int who, int agreement, int activity, bool covers) {
  Agreement& a = agreements[agreement];
  if (!Has(a.who, who)) return kMissing;
  if (!Has(a.in_force | (a.drafted ? a.draft : 0), activity)) return kInvalid;
  a.covers[who] = covers ? a.covers[who] | Bit(activity) : a.covers[who] & ~Bit(activity);
  for (Assignment& step : assignments) {
    if (!covers && step.activity == activity && step.who == a.who) LoseYeses(step);
  }
  return Done();
}

Reasons Reference::Approve(int who, int agreement, Activities shown) {
  Agreement& a = agreements[agreement];
  if (!Has(a.who, who)) return kMissing;
  if (!a.drafted) return kNotAvailable;
  if ((shown & ~(a.draft & a.covers[who])) != 0) return kInvalid;
  a.approved |= Bit(who);
  a.shown[who] = shown;
  return Done();
}

Reasons Reference::Release(int agreement) {
  Agreement& a = agreements[agreement];
  Reasons reasons = 0;
  if (AnyLeft(a.who)) reasons |= kOver;
  if (!a.drafted) return reasons | kNotAvailable;
  if (a.approved != a.who) reasons |= kUnapproved;
  if (a.draft_review_at <= now() || a.draft_review_at > now() + kYear) reasons |= kInvalid;
  if (reasons != 0) return reasons;
  a.overlap = a.draft;
  for (int k = 0; k < kMostPeople; ++k) {
    if (Has(a.who, k)) a.overlap &= a.shown[k] & a.covers[k];
  }
  a.in_force = a.draft;
  a.review_at = a.draft_review_at;
  a.drafted = false;
  a.approved = 0;
  for (Assignment& step : assignments) {
    if (step.who == a.who) LoseYeses(step);
  }
  for (Repair& repair : repairs) repair.renewed |= Bit(static_cast<int>(a.who));
  return Done();
}

Reasons Reference::PlaceHold(int who) {
  ++people[who].holds;
  LoseYesesOfJointWork(who);
  return Done();
}

Reasons Reference::LiftHold(int who) {
  if (people[who].holds == 0) return kOver;
  --people[who].holds;
  return Done();
}

Reasons Reference::SetClearance(int who, bool cleared) {
  people[who].cleared = cleared;
  if (!cleared) LoseYesesOfJointWork(who);
  return Done();
}

Reasons Reference::Leave(int who) {
  if (people[who].left) return kOver;
  people[who].left = true;
  return Done();
}

Reasons Reference::Answer(int who, int assignment, Said said) {
  Assignment& step = assignments[assignment];
  if (!Has(step.who, who)) return kMissing;
  if (IsOver(assignment)) return kNotAvailable;
  if (IsStop(said)) {
    Stop(who, step, said);
  } else {
    if (!IsAside(who, step)) people[who].declines[step.activity].made = false;
    step.sides[who] = {.said = said, .at = now()};
    step.sides[who].stands = StopsOf(step) == 0;  // a yes to what is stopped is spent as it is given
  }
  return Done();
}

Reasons Reference::Pause(int who, int assignment) {
  Assignment& step = assignments[assignment];
  if (!Has(step.who, who)) return kMissing;
  if (!IsOver(assignment)) Stop(who, step, Said::kPaused);
  return Done();
}

Reasons Reference::CheckIn(int who, int assignment, int stress) {
  Assignment& step = assignments[assignment];
  if (!Has(step.who, who)) return kMissing;
  if (stress > people[who].threshold && !IsOver(assignment)) Stop(who, step, Said::kStress);
  return Done();
}

Reasons Reference::SetThreshold(int who, int threshold) {
  people[who].threshold = threshold;
  return Done();
}

Reasons Reference::Reopen(int who, int activity) {
  people[who].declines[activity].made = false;
  return Done();
}

Reasons Reference::SetDayAside(int who) {
  const int64_t days = (now() - midnight) / kDay;
  people[who].aside_from = now();
  people[who].aside_until = midnight + (days + 1) * kDay;
  int64_t until = 0;
  for (Assignment& step : assignments) {
    if (IsTouchedByDay(who, step, &until)) LoseYeses(step);
  }
  return Done();
}

Reasons Reference::SetDelicate(int who, bool delicate) {
  const bool newly = delicate && !people[who].delicate;
  people[who].delicate = delicate;
  for (Assignment& step : assignments) {
    if (newly && Has(step.who, who) && library[step.activity].delicate) LoseYeses(step);
  }
  return Done();
}

Reasons Reference::OpenRepair(int who, People among, bool unsafe) {
  if (Count(among) < 2 || !Has(among, who) || AnyLeft(among)) return kInvalid;
  repairs.push_back({.who = among, .opener = who, .unsafe = unsafe});
  for (Assignment& step : assignments) {
    if (Count(step.who & among) >= 2) LoseYeses(step);
  }
  for (std::size_t k = 0; unsafe && k < people.size(); ++k) {
    if (Has(among, static_cast<int>(k))) PlaceHold(static_cast<int>(k));
  }
  return Done();
}

bool Reference::Known(int who, const Repair& repair) const {
  return who == repair.opener || (repair.released && Has(repair.who, who));
}

Reasons Reference::AgreeToRelease(int who, int repair, bool agrees) {
  Repair& r = repairs[repair];
  if (!Known(who, r)) return kMissing;
  if (who != r.opener || r.released || r.closed) return kNotAvailable;
  r.agreed = agrees;
  return Done();
}

Reasons Reference::ReleaseRepair(int repair) {
  Repair& r = repairs[repair];
  Reasons reasons = r.released || r.closed ? kOver : 0u;
  if (r.unsafe) reasons |= kHeld;
  if (!r.agreed) reasons |= kUnapproved;
  if (reasons != 0) return reasons;
  r.released = true;
  return Done();
}

Reasons Reference::ReviewSafety(int repair) {
  Repair& r = repairs[repair];
  if (!r.unsafe) return kNotAvailable;
  if (r.reviewed) return kOver;
  r.reviewed = true;
  return Done();
}

Reasons Reference::Own(int who, int repair) {
  Repair& r = repairs[repair];
  if (!Known(who, r)) return kMissing;
  if (who == r.opener) return kNotAvailable;
  if (Has(r.owned, who)) return kOver;
  r.owned |= Bit(who);
  return Done();
}

Reasons Reference::Acknowledge(int who, int repair) {
  Repair& r = repairs[repair];
  if (!Known(who, r)) return kMissing;
  if (who != r.opener || r.owned == 0) return kNotAvailable;
  if (r.acknowledged) return kOver;
  r.acknowledged = true;
  return Done();
}

Reasons Reference::CloseRepair(int repair) {
  Repair& r = repairs[repair];
  if (r.closed) return kOver;
  Reasons reasons = r.unsafe && !r.reviewed ? kHeld : 0u;
  People staying = r.who;
  for (std::size_t k = 0; k < people.size(); ++k) {
    if (people[k].left) staying &= ~Bit(static_cast<int>(k));
  }
  if (Count(staying) >= 2 && !Has(r.renewed, static_cast<int>(staying))) reasons |= kOutside;
  if (reasons != 0) return reasons;
  r.closed = true;
  return Done();
}

}  // namespace adagio::homework::reference
