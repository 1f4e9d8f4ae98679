#include "tests/model/command.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace adagio::test {
namespace {

using reference::Company;
using reference::Said;

constexpr const char* kPeople[] = {"Ana", "Ben", "Cleo", "Dov"};

std::string Names(reference::People people) {
  std::string names;
  for (int k = 0; k < reference::kMostPeople; ++k) {
    if (reference::Has(people, k)) absl::StrAppend(&names, names.empty() ? "" : " and ", kPeople[k]);
  }
  return names.empty() ? "nobody" : names;
}

std::string Keys(reference::Activities activities) {
  std::string keys;
  for (size_t a = 0; a < Library().size(); ++a) {
    if (reference::Has(activities, static_cast<int>(a))) absl::StrAppend(&keys, " ", Library()[a].key);
  }
  return keys.empty() ? " nothing" : keys;
}

std::string Length(int64_t seconds) {
  const int64_t size = seconds < 0 ? -seconds : seconds;
  return absl::StrFormat("%s%dd%02dh", seconds < 0 ? "-" : "", size / reference::kDay, size % reference::kDay / 3600);
}

const char* WordFor(Said said) {
  static constexpr const char* kWords[] = {"nothing", "yes", "a tentative yes", "a soft no", "no", "a pause", "stress"};
  return kWords[static_cast<int>(said)];
}

std::string Asked(const Command& c) {
  const std::string what = c.rung > 0 ? absl::StrCat("step ", c.rung, c.yes ? " (with a reason to jump)" : "")
                                      : std::string(Library()[static_cast<size_t>(c.activity)].key);
  return absl::StrCat(what, " to ", Names(c.people), ", ", c.figure, " times every ", c.every, " days from ",
                      Length(c.seconds), " from now", c.usual > 0 ? absl::StrCat(", for ", c.usual, " s") : "");
}

std::string OfPartner(const Command& c) {
  const std::string it = absl::StrCat(" #", c.about);
  switch (c.act) {
    case Act::kAnswer:
      return absl::StrCat("says ", WordFor(c.said), " to", it);
    case Act::kPause:
      return "pauses" + it;
    case Act::kCheckIn:
      return c.figure < 0 ? "checks in on" + it : absl::StrCat("checks in on", it, " with stress ", c.figure);
    case Act::kThreshold:
      return absl::StrCat("sets the stress threshold to ", c.figure);
    case Act::kReopen:
      return absl::StrCat("reopens", Keys(reference::Bit(c.activity)));
    case Act::kSetDayAside:
      return "sets this day aside";
    case Act::kSpeakAgainst:
      return c.yes ? "says that their skin is sore" : "says that nothing speaks against anything";
    case Act::kStance:
      return absl::StrCat("is ", c.yes ? "willing" : "not ready", " for", Keys(reference::Bit(c.activity)),
                          " in the agreement of ", Names(c.people));
    case Act::kApprove:
      return absl::StrCat("approves showing", Keys(c.activities), " in the agreement of ", Names(c.people));
    case Act::kOpenRepair:
      return absl::StrCat("opens a repair of ", Names(c.people), c.yes ? " and felt unsafe" : "");
    case Act::kAgreeToRelease:
      return "agrees to the release of repair" + it;
    case Act::kRetractRelease:
      return "takes back the release of repair" + it;
    case Act::kOwn:
      return "owns repair" + it;
    default:
      return "acknowledges repair" + it;
  }
}

std::string OfTherapist(const Command& c) {
  const std::string it = absl::StrCat(" #", c.about);
  switch (c.act) {
    case Act::kOffer:
      return "offers " + Asked(c);
    case Act::kReschedule:
      return absl::StrCat("reschedules #", c.about, ": ", Asked(c));
    case Act::kTherapistPauses:
      return "pauses" + it;
    case Act::kResume:
      return "resumes" + it;
    case Act::kComplete:
      return "completes" + it;
    case Act::kClose:
      return "closes" + it;
    case Act::kInsertStep:
      return absl::StrCat("inserts", Keys(reference::Bit(c.activity)), " behind step ", c.rung);
    case Act::kSplitStep:
      return absl::StrCat("splits step ", c.rung, ": first ", c.usual, " s");
    case Act::kReorderSteps:
      return absl::StrCat("reorders the steps: ", absl::StrJoin(c.order, " "));
    case Act::kMarkBaseline:
      return absl::StrCat("marks step ", c.rung, " as the baseline");
    case Act::kReturnToBaseline:
      return "returns to the baseline";
    case Act::kDraft:
      return absl::StrCat("drafts an agreement of ", Names(c.people), " on", Keys(c.activities), ", review in ",
                          Length(c.seconds));
    case Act::kRelease:
      return absl::StrCat("releases the agreement of ", Names(c.people));
    case Act::kHold:
      return absl::StrCat("holds ", kPeople[c.who]);
    case Act::kLift:
      return absl::StrCat("lifts a hold of ", kPeople[c.who]);
    case Act::kLeave:
      return absl::StrCat("ends the membership of ", kPeople[c.who]);
    case Act::kReleaseRepair:
      return "releases repair" + it;
    case Act::kReviewSafety:
      return "reviews safety in repair" + it;
    default:
      return "closes repair" + it;
  }
}

std::string SenderOf(const Command& c) {
  if (c.sender == Sender::kStranger) return "A stranger";
  return IsTherapists(c.act) == (c.sender == Sender::kRight) ? "Thea" : kPeople[c.who];
}

}  // namespace

bool IsAboutAssignment(Act act) {
  return act == Act::kAnswer || act == Act::kPause || act == Act::kCheckIn ||
         (act >= Act::kReschedule && act <= Act::kClose);
}

bool IsAboutRepair(Act act) {
  return (act >= Act::kAgreeToRelease && act <= Act::kAcknowledge) ||
         (act >= Act::kReleaseRepair && act <= Act::kCloseRepair);
}

bool IsAboutLadder(Act act) { return act >= Act::kInsertStep && act <= Act::kReturnToBaseline; }

std::string Tell(const Command& c) {
  const std::string number = absl::StrFormat("%4d  ", c.number);
  if (c.act == Act::kTimePasses) return absl::StrCat(number, "       time passes: ", Length(c.seconds));
  if (c.manner == Manner::kLate) return absl::StrCat(number, "       the request of ", c.again, " arrives once more");
  static constexpr const char* kManners[] = {"", " (twice)", " (then another request under its id)", "",
                                             " (at once with the next)"};
  return absl::StrCat(number, SenderOf(c), " ", IsTherapists(c.act) ? OfTherapist(c) : OfPartner(c),
                      kManners[static_cast<int>(c.manner)]);
}

std::string Tell(const std::vector<Command>& story) {
  std::string told;
  for (const Command& command : story) absl::StrAppend(&told, Tell(command), "\n");
  return told;
}

const std::vector<Listed>& Library() {
  static const auto* const kLibrary = new std::vector<Listed>{
      {"grounding", {.tier = 0, .usual = 300, .shorter = 120}},
      {"reconnect_window", {.tier = 0, .company = Company::kTogether, .usual = 1800, .shorter = 600}},
      {"journal", {.tier = 0, .company = Company::kAlone, .usual = 900, .shorter = 300}},
      {"hand_holding", {.tier = 1, .touch = true, .usual = 600, .shorter = 180, .delicate = true}},
      {"sitting_close", {.tier = 1, .touch = true, .usual = 900, .shorter = 300}},
      {"six_second_hug", {.tier = 2, .touch = true, .usual = 6, .shorter = 3}},
      {"back_rub_clothed", {.tier = 3, .touch = true, .usual = 900, .shorter = 300, .delicate = true}},
  };
  return *kLibrary;
}

}  // namespace adagio::test
