#include "services/progress/domain/caseload_worklist.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace adagio::progress {
namespace {

// A matter written down ahead of time waits from its due time on.
bool IsForeseen(MatterKind kind) { return kind == MatterKind::kAgreementReview || kind == MatterKind::kOverdueMeasure; }

absl::Time WaitsFrom(const CaseloadMatter& matter) { return IsForeseen(matter.kind) ? matter.due : matter.since; }

bool IsWorse(const Course& course) {
  return course.category == Category::kDeteriorated || course.category == Category::kHarmed;
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
  }
  return item;
}

WorkItem ItemOf(const Course& course) {
  return {.kind = MatterKind::kDeterioration,
          .unit = course.unit,
          .since = course.latest,
          .partner = course.partner,
          .instrument = course.instrument,
          .about = course.measure};
}

auto Urgency(const WorkItem& item) {
  const absl::Time time = item.due.value_or(item.since);
  return std::tuple(item.kind != MatterKind::kSafetyAlert, !item.overdue, time, item.kind, item.unit, item.about);
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
  std::map<Uuid, const Course*> measures;
  for (const Course& course : facts.courses) measures.emplace(course.measure, &course);
  std::vector<WorkItem> items;
  for (const CaseloadMatter& matter : facts.matters) {
    if (!matter.settled.has_value() && WaitsFrom(matter) <= now) items.push_back(ItemOf(matter, measures, now));
  }
  for (const Course& course : facts.courses) {
    if (IsWorse(course)) items.push_back(ItemOf(course));
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
