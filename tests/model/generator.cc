#include "tests/model/generator.h"

#include <algorithm>
#include <utility>

namespace adagio::test {
namespace {

using reference::Bit;
using reference::Has;
using reference::kDay;
using reference::Said;

constexpr int64_t kHour = 3600;

// How often each act is drawn.
constexpr std::pair<Act, int> kWeights[] = {
    {Act::kAnswer, 300},
    {Act::kPause, 50},
    {Act::kCheckIn, 50},
    {Act::kThreshold, 10},
    {Act::kReopen, 30},
    {Act::kSetDayAside, 12},
    {Act::kSpeakAgainst, 14},
    {Act::kStance, 60},
    {Act::kApprove, 60},
    {Act::kOpenRepair, 12},
    {Act::kAgreeToRelease, 15},
    {Act::kRetractRelease, 5},
    {Act::kOwn, 12},
    {Act::kAcknowledge, 8},
    {Act::kOffer, 120},
    {Act::kReschedule, 40},
    {Act::kTherapistPauses, 20},
    {Act::kResume, 30},
    {Act::kComplete, 10},
    {Act::kClose, 10},
    {Act::kInsertStep, 8},
    {Act::kSplitStep, 8},
    {Act::kReorderSteps, 6},
    {Act::kMarkBaseline, 10},
    {Act::kReturnToBaseline, 8},
    {Act::kDraft, 30},
    {Act::kRelease, 40},
    {Act::kHold, 15},
    {Act::kLift, 30},
    {Act::kLeave, 2},
    {Act::kReleaseRepair, 12},
    {Act::kReviewSafety, 10},
    {Act::kCloseRepair, 20},
};

bool MaySendAtOnce(const Command& c) {
  return c.sender == Sender::kRight && (c.act == Act::kAnswer || c.act == Act::kPause || c.act == Act::kCheckIn);
}

}  // namespace

Act Generator::NextAct(const Imagined& imagined) {
  if (imagined.assignments().empty()) return Act::kOffer;
  int all = 0;
  for (const auto& [act, weight] : kWeights) all += weight;
  int drawn = Below(all);
  for (const auto& [act, weight] : kWeights) {
    if ((drawn -= weight) < 0) return act;
  }
  return Act::kOffer;
}

// Mostly everyone.
reference::People Generator::Some(int people) {
  const reference::People all = Bit(people) - 1;
  if (Chance(70)) return all;
  return Chance(50) ? Bit(Below(people)) : all & ~Bit(Below(people));
}

void Generator::ChooseAssignment(const Imagined& imagined, Command& c) {
  const reference::Reference& unit = imagined.unit();
  const int people = static_cast<int>(unit.people.size());
  // A few looks for one that is open, then whichever.
  for (int look = 0; look < 5; ++look) {
    auto chosen = imagined.assignments().begin();
    std::advance(chosen, Below(static_cast<int>(imagined.assignments().size())));
    c.about = chosen->first;
    if (!unit.IsOver(chosen->second)) break;
  }
  const int assignment = imagined.assignments().at(c.about);
  for (int look = 0; look < 5; ++look) {
    c.who = Below(people);
    const bool in_it = Has(unit.assignments[static_cast<size_t>(assignment)].who, c.who);
    if (in_it && (c.act != Act::kAnswer || !unit.YesStands(c.who, assignment))) break;
  }
}

void Generator::FillOffer(const reference::Reference& unit, Command& c) {
  c.people = Some(static_cast<int>(unit.people.size()));
  c.activity = Below(static_cast<int>(Library().size()));
  if (Chance(50)) c.rung = SomeRung(unit.ladders[0]);
  c.yes = c.rung > 0 && Chance(60);
  c.seconds = OneOf<int64_t>({-kHour, 0, 0, 0, 6 * kHour, 2 * kDay});
  if (Chance(5)) c.seconds = OneOf<int64_t>({-40 * kDay, 366 * kDay, 367 * kDay});
  c.figure = 1 + Below(10);
  c.every = OneOf({1, 1, 1, 2, 7});
  if (Chance(10)) std::tie(c.usual, c.shorter) = std::pair<int64_t, int64_t>(240, OneOf({60, 240, 300}));
}

int Generator::SomeRung(const reference::Ladder& ladder) {
  const int rungs = static_cast<int>(ladder.rungs.size());
  return 1 + Below(rungs + (Chance(4) ? 1 : 0));
}

// A ladder that has grown long is not made longer, so that stories stay about people.
void Generator::FillLadder(const reference::Reference& unit, Command& c) {
  constexpr size_t kLong = 9;
  const reference::Ladder& ladder = unit.ladders[0];
  c.rung = SomeRung(ladder);
  if (c.act == Act::kMarkBaseline || c.act == Act::kReturnToBaseline) return;
  if (ladder.rungs.size() >= kLong) c.act = Act::kReorderSteps;
  c.activity = Below(static_cast<int>(Library().size()));
  const int place = std::max(ladder.PlaceOf(c.rung), 0);
  const reference::Rung& rung = ladder.rungs[static_cast<size_t>(place)];
  const int64_t whole = rung.length > 0 ? rung.length : unit.library[static_cast<size_t>(rung.activity)].usual;
  c.usual = OneOf<int64_t>({whole / 2, whole - 1, whole - 1, whole});
  if (c.usual == 0) c.usual = 1;
  for (const reference::Rung& each : ladder.rungs) c.order.push_back(each.number);
  // Two neighbours change places; now and then one is left out or named twice.
  const int last = static_cast<int>(c.order.size()) - 1;
  const int swapped = Below(last);
  std::swap(c.order[static_cast<size_t>(swapped)], c.order[static_cast<size_t>(swapped) + 1]);
  if (Chance(10)) c.order[0] = c.order.back();
}

void Generator::FillAgreement(const reference::Reference& unit, Command& c) {
  const int people = static_cast<int>(unit.people.size());
  if (c.act == Act::kDraft) {
    c.people = people > 2 && Chance(40) ? (Bit(people) - 1) & ~Bit(Below(people)) : Bit(people) - 1;
    if (Chance(3)) c.people = 1;
    c.activities =
        kAgreedActivities ^ static_cast<unsigned>(Below(1 << Library().size()) & Below(1 << Library().size()));
    if (c.activities == 0) c.activities = kAgreedActivities;
    c.seconds = OneOf<int64_t>({2 * kDay, 30 * kDay, 366 * kDay});
    if (Chance(5)) c.seconds = OneOf<int64_t>({0, 366 * kDay + 1});
    return;
  }
  const auto& agreement = unit.agreements[static_cast<size_t>(Below(static_cast<int>(unit.agreements.size())))];
  c.people = agreement.who;
  c.activity = Below(static_cast<int>(Library().size()));
  c.yes = Chance(70);
  c.activities = agreement.draft & agreement.covers[static_cast<size_t>(c.who)];
  if (Chance(40)) c.activities &= static_cast<unsigned>(Below(1 << Library().size()));
  if (Chance(5)) c.activities = static_cast<unsigned>(Below(1 << Library().size()));
}

void Generator::Fill(const Imagined& imagined, Command& c) {
  const reference::Reference& unit = imagined.unit();
  const int people = static_cast<int>(unit.people.size());
  c.who = Below(people);
  if (IsAboutAssignment(c.act)) ChooseAssignment(imagined, c);
  if (IsAboutRepair(c.act) && !imagined.repairs().empty()) {
    auto chosen = imagined.repairs().begin();
    std::advance(chosen, Below(static_cast<int>(imagined.repairs().size())));
    c.about = chosen->first;
    const reference::Repair& repair = unit.repairs[static_cast<size_t>(chosen->second)];
    if (c.act != Act::kOwn && Chance(80)) c.who = repair.opener;
  }
  c.said = OneOf({Said::kYes, Said::kYes, Said::kYes, Said::kYes, Said::kTentative, Said::kSoftNo, Said::kNo});
  if (c.act == Act::kOffer || c.act == Act::kReschedule) FillOffer(unit, c);
  if (c.act == Act::kReschedule && Chance(85)) {
    const auto& old = unit.assignments[static_cast<size_t>(imagined.assignments().at(c.about))];
    c.people = old.who;
    if (c.rung == 0 && Chance(60)) c.activity = old.activity;
  }
  if (c.act == Act::kDraft || c.act == Act::kStance || c.act == Act::kApprove || c.act == Act::kRelease) {
    FillAgreement(unit, c);
  }
  if (c.act == Act::kSpeakAgainst) c.yes = Chance(50);
  if (c.act == Act::kReopen) c.activity = Below(static_cast<int>(Library().size()));
  if (IsAboutLadder(c.act)) FillLadder(unit, c);
  if (c.act == Act::kCheckIn) c.figure = OneOf({-1, 0, 40, 70, 71, 100});
  if (c.act == Act::kThreshold) c.figure = OneOf({0, 40, 70, 100});
  if (c.act == Act::kOpenRepair) {
    c.people = people > 2 && Chance(40) ? (Bit(people) - 1) & ~Bit(Below(people)) : Bit(people) - 1;
    c.yes = Chance(30);
  }
}

void Generator::ChooseSenderAndManner(Command& c) {
  if (Chance(6)) c.sender = OneOf({Sender::kStranger, Sender::kOtherRole});
  // Everybody pauses: there is no other role to be wrong in.
  const bool everybodys = c.act == Act::kPause || c.act == Act::kTherapistPauses;
  if (everybodys && c.sender == Sender::kOtherRole) c.sender = Sender::kRight;
  const int drawn = Below(100);
  if (drawn < 12) c.manner = Manner::kTwice;
  if (drawn >= 12 && drawn < 16) c.manner = Manner::kReused;
  if (drawn >= 16 && drawn < 24 && c.number > 1) {
    c.manner = Manner::kLate;
    c.again = 1 + Below(c.number - 1);
  }
  if (drawn >= 24 && drawn < 34 && MaySendAtOnce(c)) c.manner = Manner::kAtOnce;
}

// The next act on the way to a new version, where everyone's agreement is past its review.
std::optional<Command> Generator::Renewal(const reference::Reference& unit, int number) const {
  const reference::Agreement& agreement = unit.agreements[0];
  if (unit.now() < agreement.review_at) return std::nullopt;
  Command c{.number = number, .act = Act::kRelease, .people = agreement.who};
  for (int who = 0; who < static_cast<int>(unit.people.size()); ++who) {
    if (unit.people[static_cast<size_t>(who)].left) return std::nullopt;
    if (!agreement.drafted || Has(agreement.approved, who)) continue;
    c.act = Act::kApprove;
    c.who = who;
    c.activities = agreement.draft & agreement.covers[static_cast<size_t>(who)];
  }
  if (agreement.drafted) return c;
  c.act = Act::kDraft;
  c.activities = kAgreedActivities;
  c.seconds = 30 * kDay;
  return c;
}

std::vector<Command> Generator::Next(const Imagined& imagined, int number) {
  const reference::Reference& unit = imagined.unit();
  const std::optional<Command> renewal = Renewal(unit, number);
  if (renewal.has_value() && Chance(60)) return {*renewal};
  while (true) {
    Command c{.number = number, .act = NextAct(imagined)};
    Fill(imagined, c);
    // Nobody holds or leaves again who has left.
    const bool gone = unit.people[static_cast<size_t>(c.who)].left;
    if (gone && (c.act == Act::kHold || c.act == Act::kLift)) continue;
    if (!imagined.MakesSense(c)) continue;
    ChooseSenderAndManner(c);
    if (c.manner != Manner::kAtOnce) return {c};
    Command other = c;
    other.number = number + 1;
    other.manner = Manner::kOnce;
    other.act = OneOf({Act::kAnswer, Act::kAnswer, Act::kPause, Act::kCheckIn});
    other.said = OneOf({Said::kYes, Said::kTentative, Said::kSoftNo, Said::kNo});
    other.figure = OneOf({-1, 71, 100});
    other.who = (c.who + 1) % static_cast<int>(unit.people.size());
    return {c, other};
  }
}

int64_t Generator::Passing() {
  if (Chance(8)) return OneOf<int64_t>({-kHour, -kDay, -3 * kDay});
  if (Chance(4)) return OneOf<int64_t>({20 * kDay, 70 * kDay, 366 * kDay});
  return OneOf<int64_t>({0, 1, 6 * kHour, 6 * kHour, kDay, kDay, 2 * kDay, 7 * kDay - 1, 7 * kDay});
}

}  // namespace adagio::test
