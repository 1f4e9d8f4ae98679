#include "services/progress/domain/caseload_worklist.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace adagio::progress {
namespace {

// A matter written down ahead of time waits from its due time on.
bool IsForeseen(MatterKind kind) { return kind == MatterKind::kAgreementReview || kind == MatterKind::kOverdueMeasure; }

absl::Time WaitsFrom(const CaseloadMatter& matter) { return IsForeseen(matter.kind) ? matter.due : matter.since; }

std::optional<MatterKind> ConcernOf(const Course& course) {
  if (course.category == Category::kDeteriorated || course.category == Category::kHarmed) {
    return MatterKind::kDeterioration;
  }
  if (course.off_track) return MatterKind::kNotOnTrack;
  return std::nullopt;
}

// The courses of those who are partners now.
std::vector<const Course*> CurrentOf(const CaseloadFacts& facts) {
  std::set<std::pair<UnitId, PartnerId>> left;
  for (const CaseloadMember& member : facts.members) {
    if (member.left) left.emplace(member.unit, member.partner);
  }
  std::vector<const Course*> current;
  for (const Course& course : facts.courses) {
    if (!left.contains({course.unit, course.partner})) current.push_back(&course);
  }
  return current;
}

WorkItem ItemOf(const CaseloadMatter& matter, const std::map<Uuid, const Course*>& measures, absl::Time now) {
  WorkItem item{.kind = matter.kind,
                .unit = matter.unit,
                .since = WaitsFrom(matter),
                .due = matter.due,
                .overdue = matter.due < now,
                .about = matter.about};
  if (const auto found = measures.find(matter.about); found != measures.end()) {
    item.partner = found->second->partner;
    item.instrument = found->second->instrument;
    item.recent = found->second->recent;
  }
  return item;
}

WorkItem ItemOf(const Course& course, MatterKind concern) {
  return {.kind = concern,
          .unit = course.unit,
          .since = course.latest,
          .partner = course.partner,
          .instrument = course.instrument,
          .about = course.measure,
          .recent = course.recent};
}

int RankOf(const WorkItem& item) {
  if (item.kind == MatterKind::kSafetyAlert) return 0;
  if (item.kind == MatterKind::kDeterioration) return 1;
  return item.overdue ? 2 : 3;
}

auto Urgency(const WorkItem& item) {
  return std::tuple(RankOf(item), item.due.value_or(item.since), item.kind, item.unit, item.about);
}

void NameTherapists(const CaseloadFacts& facts, std::vector<WorkItem>& items) {
  std::multimap<UnitId, ClinicianId> treats;
  for (const Treated& treated : facts.treated) treats.emplace(treated.unit, treated.therapist);
  for (WorkItem& item : items) {
    const auto [first, last] = treats.equal_range(item.unit);
    for (auto it = first; it != last; ++it) item.therapists.push_back(it->second);
    std::sort(item.therapists.begin(), item.therapists.end());
  }
}

}  // namespace

std::vector<WorkItem> WorklistOf(const CaseloadFacts& facts, absl::Time now) {
  const std::vector<const Course*> courses = CurrentOf(facts);
  std::map<Uuid, const Course*> measures;
  for (const Course* course : courses) measures.emplace(course->measure, course);
  std::vector<WorkItem> items;
  for (const CaseloadMatter& matter : facts.matters) {
    if (matter.settled.has_value() || WaitsFrom(matter) > now) continue;
    // Nobody waits for the answers of who has left.
    if (matter.kind == MatterKind::kOverdueMeasure && !measures.contains(matter.about)) continue;
    items.push_back(ItemOf(matter, measures, now));
  }
  for (const Course* course : courses) {
    if (const auto concern = ConcernOf(*course)) items.push_back(ItemOf(*course, *concern));
  }
  NameTherapists(facts, items);
  std::sort(items.begin(), items.end(), [](const WorkItem& a, const WorkItem& b) { return Urgency(a) < Urgency(b); });
  return items;
}

std::vector<MatterFigures> MatterFiguresOf(const std::vector<const WorkItem*>& waiting,
                                           const std::vector<const CaseloadMatter*>& matters) {
  std::map<MatterKind, MatterFigures> by_kind;
  for (const WorkItem* item : waiting) {
    MatterFigures& figures = by_kind[item->kind];
    ++figures.waiting;
    if (item->overdue) ++figures.overdue;
    figures.oldest = std::min(figures.oldest.value_or(item->since), item->since);
  }
  for (const CaseloadMatter* matter : matters) {
    // Settled before it was due to begin, it never waited.
    if (!matter->settled.has_value() || *matter->settled < WaitsFrom(*matter)) continue;
    MatterFigures& figures = by_kind[matter->kind];
    ++figures.settled;
    if (*matter->settled > matter->due) ++figures.settled_late;
    figures.longest = std::max(figures.longest, *matter->settled - WaitsFrom(*matter));
  }
  std::vector<MatterFigures> all;
  for (const MatterKind kind : kEveryMatter) {
    all.push_back(by_kind[kind]);
    all.back().kind = kind;
  }
  return all;
}

}  // namespace adagio::progress
