#include "tests/paired_worlds/record.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace adagio::test {
namespace {

using reference::Has;
using reference::Reference;

// State and nothing else; by the command that made it, so that the order is told too.
std::string StatesOf(const Imagined& imagined, int who) {
  std::string states;
  for (const auto& [number, assignment] : imagined.assignments()) {
    if (!Has(imagined.unit().assignments[static_cast<size_t>(assignment)].who, who)) continue;
    absl::StrAppend(&states, " #", number, "=", static_cast<int>(imagined.unit().StateOf(assignment)));
  }
  return states;
}

// The version in force with its overlap and review date, and the joint draft of the next.
std::string AgreementsOf(const Reference& unit, int who) {
  std::string agreements;
  for (const reference::Agreement& a : unit.agreements) {
    if (!Has(a.who, who)) continue;
    absl::StrAppend(&agreements, " ", a.who, ":", a.in_force, "/", a.overlap, "/", a.review_at);
    if (a.drafted) absl::StrAppend(&agreements, " next ", a.draft, "/", a.draft_review_at);
  }
  return agreements;
}

// Those released, and what was owned and acknowledged in them. Those of one's own are no news.
std::string RepairsOf(const Reference& unit, int who) {
  std::string repairs;
  for (const reference::Repair& r : unit.repairs) {
    const bool own = r.opener == who;
    if (!own && !(r.released && Has(r.who, who))) continue;
    absl::StrAppend(&repairs, " ", r.who, " by ", r.opener, ":", r.released, r.closed, "/", r.owned, "/",
                    r.acknowledged);
  }
  return repairs;
}

// The steps as they stand, and where all are at ease.
std::string LaddersOf(const Reference& unit, int who) {
  std::string ladders;
  for (const reference::Ladder& ladder : unit.ladders) {
    if (!Has(ladder.who, who)) continue;
    absl::StrAppend(&ladders, "; baseline ", ladder.baseline, " of");
    for (const reference::Rung& rung : ladder.rungs) {
      absl::StrAppend(&ladders, " ", rung.number, "=", rung.activity, "/", rung.length);
    }
  }
  return ladders;
}

bool MayTogether(const Reference& unit, int one, int other) {
  for (const int who : {one, other}) {
    const reference::Person& person = unit.people[static_cast<size_t>(who)];
    if (person.holds > 0 || !person.cleared || person.left) return false;
  }
  return true;
}

}  // namespace

bool AllTogether(const Imagined& imagined) {
  const std::vector<reference::Person>& people = imagined.unit().people;
  return std::all_of(people.begin(), people.end(), [](const reference::Person& person) {
    return person.left || (person.holds == 0 && person.cleared);
  });
}

std::string RecordOf(const Imagined& imagined, int who, bool shares) {
  const Reference& unit = imagined.unit();
  std::string record = absl::StrCat(who, " steps", StatesOf(imagined, who), "; agreements", AgreementsOf(unit, who),
                                    "; repairs", RepairsOf(unit, who), "; members");
  for (size_t k = 0; k < unit.people.size(); ++k) absl::StrAppend(&record, unit.people[k].left ? " gone" : " here");
  absl::StrAppend(&record, LaddersOf(unit, who));
  for (size_t k = 0; shares && k < unit.people.size(); ++k) {
    absl::StrAppend(&record, "; reaches ", MayTogether(unit, static_cast<int>(k), who));
  }
  return record;
}

std::string RecordsOf(const Imagined& imagined, const std::vector<int>& who, bool shares) {
  std::string records;
  for (const int one : who) absl::StrAppend(&records, RecordOf(imagined, one, shares), "\n");
  return records;
}

}  // namespace adagio::test
