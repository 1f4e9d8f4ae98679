// The unit as it must be, told in commands.
// Long because what each command does and what everyone then sees must be read together.
#include "tests/model/imagined.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace adagio::test {
namespace {

using reference::Reasons;
using reference::Said;
using reference::State;

// To a partner what is missing and what is forbidden look alike.
constexpr std::pair<reference::Reason, const char*> kReasons[] = {
    {reference::kDenied, "ACCESS_DENIED"},
    {reference::kMissing, "ACCESS_DENIED"},
    {reference::kInvalid, "FIELD_INVALID"},
    {reference::kNotAvailable, "NOT_AVAILABLE"},
    {reference::kHeld, "CLEARANCE_HELD"},
    {reference::kOutside, "OUTSIDE_AGREEMENT"},
    {reference::kCooling, "COOLING_OFF"},
    {reference::kHarder, "HARDER_STEP"},
    {reference::kOver, "ALREADY_OVER"},
    {reference::kUnapproved, "APPROVAL_MISSING"},
    {reference::kContraindicated, "CONTRAINDICATED"},
    {reference::kJump, "JUMP_UNCONFIRMED"},
};
constexpr std::pair<reference::Cause, const char*> kCauses[] = {
    {reference::kDeclined, "DECLINED"},   {reference::kPausedByParticipant, "PAUSED_BY_PARTICIPANT"},
    {reference::kStress, "STRESS"},       {reference::kPausedByTherapist, "PAUSED_BY_THERAPIST"},
    {reference::kClearance, "CLEARANCE"}, {reference::kStance, "STANCE"},
    {reference::kAgreement, "AGREEMENT"}, {reference::kRepair, "REPAIR"},
    {reference::kRests, "COOLING_OFF"},   {reference::kAwaitsAnswer, "AWAITS_ANSWER"},
    {reference::kNotYet, "NOT_YET"},      {reference::kSpeaksAgainst, "CONTRAINDICATED"},
    {reference::kSetAside, "SET_ASIDE"},
};
constexpr const char* kStates[] = {"OFFERED", "ACTIVE", "PAUSED", "COMPLETED", "CLOSED"};
// A pause and stress are no answers.
constexpr const char* kAnswers[] = {"UNSPECIFIED", "YES",         "TENTATIVE_YES", "SOFT_NO",
                                    "NO",          "UNSPECIFIED", "UNSPECIFIED"};

const char* InWords(State state) { return kStates[static_cast<int>(state)]; }
const char* InWords(Said said) { return kAnswers[static_cast<int>(said)]; }

template <typename Names>
std::string NamesIn(const Names& names, unsigned set) {
  std::vector<std::string> found;
  for (const auto& [bit, name] : names) {
    if ((set & bit) != 0) found.push_back(name);
  }
  std::sort(found.begin(), found.end());
  return absl::StrJoin(found, " or ");
}

}  // namespace

const std::vector<int> kLadder = {3, 5, 6};

std::string Tell(Reasons reasons) { return reasons == 0 ? "OK" : NamesIn(kReasons, reasons); }

bool Allows(Reasons reasons, const std::string& code) {
  if (reasons == 0) return code == "OK";
  return std::any_of(std::begin(kReasons), std::end(kReasons),
                     [&](const auto& reason) { return (reasons & reason.first) != 0 && code == reason.second; });
}

std::string PartnersLine(int number, const std::string& activity, const std::string& state, bool asks,
                         const std::string& own, int64_t length, int64_t occurrence, bool notice) {
  return absl::StrCat("#", number, " ", activity, " ", state, asks ? ", asks you" : "", ", own answer ", own, ", ",
                      length, " s, occurrence ", occurrence, notice ? ", with notice" : "");
}

std::string TherapistsLine(int number, const std::string& activity, const std::string& state, const std::string& causes,
                           const std::string& sides, int64_t length, int64_t occurrence) {
  return absl::StrCat("#", number, " ", activity, " ", state, " [", causes, "]", sides, ", ", length, " s, occurrence ",
                      occurrence);
}

std::string LaddersLine(int number, const std::string& activity, int64_t length, bool baseline) {
  return absl::StrCat("step ", number, " ", activity, ", ", length, " s", baseline ? ", the baseline" : "");
}

Imagined::Imagined(int people, int64_t epoch) {
  unit_.midnight = -(epoch % reference::kDay);
  for (const Listed& listed : Library()) unit_.library.push_back(listed.activity);
  unit_.people.resize(static_cast<size_t>(people));
  const reference::People all = (1u << people) - 1;
  reference::Agreement agreement{.who = all, .in_force = kAgreedActivities, .review_at = kFirstReview};
  agreement.covers.fill(kAgreedActivities);
  unit_.agreements.push_back(agreement);
  unit_.ladders.push_back({.who = all});
  for (const int activity : kLadder) {
    std::vector<reference::Rung>& rungs = unit_.ladders[0].rungs;
    rungs.push_back({.number = static_cast<int>(rungs.size()) + 1, .activity = activity});
  }
}

bool Imagined::MakesSense(const Command& c) const {
  if (IsAboutAssignment(c.act) && !assignments_.contains(c.about)) return false;
  if (IsAboutRepair(c.act) && !repairs_.contains(c.about)) return false;
  const bool agreements = c.act == Act::kStance || c.act == Act::kApprove || c.act == Act::kRelease;
  if (agreements && unit_.AgreementOf(c.people) < 0) return false;
  if (c.act == Act::kLift) return unit_.people[c.who].holds > 0 || lifted_[c.who] > 0;
  return true;
}

bool Imagined::MayRepeat(const Command& c) const { return IsTherapists(c.act) || !unit_.people[c.who].left; }

Reasons Imagined::Do(const Command& c) {
  if (c.act == Act::kTimePasses) {
    unit_.clock += c.seconds;
    return 0;
  }
  if (c.sender != Sender::kRight) {
    // What the contract itself refuses may be said to anybody.
    const bool malformed = c.act == Act::kDraft && reference::Count(c.people) < 2;
    return reference::kDenied | (malformed ? reference::kInvalid : 0u);
  }
  return IsTherapists(c.act) ? DoAsTherapist(c) : DoAsPartner(c);
}

Reasons Imagined::DoAsPartner(const Command& c) {
  if (unit_.people[c.who].left) return reference::kDenied;
  const int assignment = IsAboutAssignment(c.act) ? assignments_.at(c.about) : -1;
  const int repair = IsAboutRepair(c.act) ? repairs_.at(c.about) : -1;
  switch (c.act) {
    case Act::kAnswer:
      return unit_.Answer(c.who, assignment, c.said);
    case Act::kPause:
      return unit_.Pause(c.who, assignment);
    case Act::kCheckIn:
      return unit_.CheckIn(c.who, assignment, c.figure);
    case Act::kThreshold:
      return unit_.SetThreshold(c.who, c.figure);
    case Act::kReopen:
      return unit_.Reopen(c.who, c.activity);
    case Act::kSetDayAside:
      return unit_.SetDayAside(c.who);
    case Act::kSpeakAgainst:
      return unit_.SetDelicate(c.who, c.yes);
    case Act::kStance:
      return unit_.SetStance(c.who, unit_.AgreementOf(c.people), c.activity, c.yes);
    case Act::kApprove:
      return unit_.Approve(c.who, unit_.AgreementOf(c.people), c.activities);
    case Act::kAgreeToRelease:
    case Act::kRetractRelease:
      return unit_.AgreeToRelease(c.who, repair, c.act == Act::kAgreeToRelease);
    case Act::kOwn:
      return unit_.Own(c.who, repair);
    case Act::kAcknowledge:
      return unit_.Acknowledge(c.who, repair);
    default: {
      const Reasons reasons = unit_.OpenRepair(c.who, c.people, c.yes);
      if (reasons == 0) repairs_[c.number] = static_cast<int>(unit_.repairs.size()) - 1;
      return reasons;
    }
  }
}

Reasons Imagined::OfferOf(const Command& c) {
  const reference::Ladder& ladder = unit_.ladders[0];
  const int place = c.rung > 0 ? ladder.PlaceOf(c.rung) : -1;
  if (c.rung > 0 && place < 0) return reference::kInvalid;
  const reference::Rung rung = c.rung > 0 ? ladder.rungs[static_cast<size_t>(place)] : reference::Rung();
  const int activity = c.rung > 0 ? rung.activity : c.activity;
  reference::Activity listed = unit_.library[static_cast<size_t>(activity)];
  if (rung.length > 0) listed.usual = rung.length;
  listed.shorter = std::min(listed.shorter, listed.usual);
  const reference::Assignment asked{.activity = activity,
                                    .ladder = c.rung > 0 ? 0 : -1,
                                    .rung = c.rung,
                                    .who = c.people,
                                    .starts = unit_.clock + c.seconds,
                                    .occurrences = c.figure,
                                    .every = c.every,
                                    .usual = c.usual > 0 ? c.usual : listed.usual,
                                    .shorter = c.shorter > 0 ? c.shorter : listed.shorter,
                                    .jump_confirmed = c.yes};
  const Reasons reasons = c.act == Act::kOffer ? unit_.Offer(asked) : unit_.Reschedule(assignments_.at(c.about), asked);
  if (reasons == 0) assignments_[c.number] = static_cast<int>(unit_.assignments.size()) - 1;
  return reasons;
}

Reasons Imagined::DoAsTherapist(const Command& c) {
  const int assignment = IsAboutAssignment(c.act) ? assignments_.at(c.about) : -1;
  const int repair = IsAboutRepair(c.act) ? repairs_.at(c.about) : -1;
  switch (c.act) {
    case Act::kOffer:
    case Act::kReschedule:
      return OfferOf(c);
    case Act::kTherapistPauses:
      return unit_.PauseByTherapist(assignment);
    case Act::kResume:
      return unit_.Resume(assignment);
    case Act::kComplete:
      return unit_.Complete(assignment);
    case Act::kClose:
      return unit_.Close(assignment);
    case Act::kInsertStep:
      return unit_.InsertRung(0, c.rung, c.activity);
    case Act::kSplitStep:
      return unit_.SplitRung(0, c.rung, c.usual);
    case Act::kReorderSteps:
      return unit_.ReorderRungs(0, c.order);
    case Act::kMarkBaseline:
      return unit_.MarkBaseline(0, c.rung);
    case Act::kReturnToBaseline:
      return unit_.ReturnToBaseline(0);
    case Act::kDraft:
      return unit_.Draft(c.people, c.activities, unit_.clock + c.seconds);
    case Act::kRelease:
      return unit_.Release(unit_.AgreementOf(c.people));
    case Act::kHold:
      return unit_.PlaceHold(c.who);
    case Act::kLift: {
      const Reasons reasons = unit_.LiftHold(c.who);
      lifted_[c.who] += reasons == 0;
      return reasons;
    }
    case Act::kLeave:
      return unit_.Leave(c.who);
    case Act::kReleaseRepair:
      return unit_.ReleaseRepair(repair);
    case Act::kReviewSafety:
      return unit_.ReviewSafety(repair);
    default:
      return unit_.CloseRepair(repair);
  }
}

// For the therapist where `who` is -1: as their own answers show it.
std::string Imagined::LineOf(int number, int assignment, int who) const {
  const reference::Assignment& step = unit_.assignments[static_cast<size_t>(assignment)];
  const char* key = Library()[static_cast<size_t>(step.activity)].key;
  reference::Seen seen{.state = unit_.StateOf(assignment)};
  if (who >= 0) seen = unit_.ShownTo(who, assignment);
  const bool over = seen.state == State::kCompleted || seen.state == State::kClosed;
  return PartnersLine(number, key, InWords(seen.state), seen.asks_you, InWords(seen.own), seen.own_length,
                      over ? 0 : unit_.OccurrenceOf(assignment), seen.state == State::kActive);
}

std::string Imagined::ViewOf(int who) const {
  std::string view;
  for (auto known = assignments_.rbegin(); known != assignments_.rend(); ++known) {
    if (!reference::Has(unit_.assignments[static_cast<size_t>(known->second)].who, who)) continue;
    absl::StrAppend(&view, LineOf(known->first, known->second, who), "\n");
  }
  return view;
}

std::string Imagined::TherapistsView() const {
  constexpr int64_t kRecent = 30 * reference::kDay;
  std::string view;
  for (auto known = assignments_.rbegin(); known != assignments_.rend(); ++known) {
    const int it = known->second;
    if (unit_.EndOf(it) <= unit_.now() - kRecent) continue;
    const reference::Assignment& step = unit_.assignments[static_cast<size_t>(it)];
    const State state = unit_.StateOf(it);
    const bool over = state == State::kCompleted || state == State::kClosed;
    std::string sides;
    for (int who = 0; who < static_cast<int>(unit_.people.size()); ++who) {
      if (!reference::Has(step.who, who)) continue;
      absl::StrAppend(&sides, ", ", InWords(step.sides[static_cast<size_t>(who)].said),
                      !over && unit_.YesStands(who, it) ? " stands" : "");
    }
    absl::StrAppend(&view,
                    TherapistsLine(known->first, Library()[static_cast<size_t>(step.activity)].key, InWords(state),
                                   NamesIn(kCauses, unit_.CausesOf(it)), sides, unit_.LengthOf(it),
                                   over ? 0 : unit_.OccurrenceOf(it)),
                    "\n");
  }
  return view;
}

std::string Imagined::LadderView() const {
  const reference::Ladder& ladder = unit_.ladders[0];
  std::string view;
  for (const reference::Rung& rung : ladder.rungs) {
    absl::StrAppend(&view,
                    LaddersLine(rung.number, Library()[static_cast<size_t>(rung.activity)].key, rung.length,
                                rung.number == ladder.baseline),
                    "\n");
  }
  return view;
}

std::string Imagined::RestingOf(int who) const {
  std::vector<std::string> resting;
  for (int activity = 0; activity < static_cast<int>(Library().size()); ++activity) {
    if (!unit_.Rests(who, activity)) continue;
    const int64_t at = unit_.people[static_cast<size_t>(who)].declines[static_cast<size_t>(activity)].at;
    resting.push_back(
        absl::StrCat(Library()[static_cast<size_t>(activity)].key, " until ", at + reference::Reference::kCoolOff));
  }
  std::sort(resting.begin(), resting.end());
  return absl::StrJoin(resting, ", ");
}

std::string Imagined::AnswerTo(const Command& c) const {
  const bool makes = c.act == Act::kOffer || c.act == Act::kReschedule;
  const int number = makes ? c.number : c.about;
  return LineOf(number, assignments_.at(number), IsTherapists(c.act) ? -1 : c.who);
}

std::string Imagined::OverlapOf(reference::People people) const {
  const reference::Activities overlap = unit_.agreements[static_cast<size_t>(unit_.AgreementOf(people))].overlap;
  std::string keys;
  for (size_t a = 0; a < Library().size(); ++a) {
    if (reference::Has(overlap, static_cast<int>(a))) absl::StrAppend(&keys, " ", Library()[a].key);
  }
  return keys;
}

}  // namespace adagio::test
