#include "services/progress/domain/caseload.h"

#include <map>
#include <set>

#include "services/progress/domain/caseload_worklist.h"
#include "services/progress/domain/comparison.h"

namespace adagio::progress {
namespace {

using Instruments = std::set<std::string>;
using Units = std::set<UnitId>;

void CountIn(const Course& course, Outcomes& outcomes) {
  if (!course.paired) return;
  ++outcomes.paired;
  switch (course.category.value_or(Category::kMissing)) {
    case Category::kMissing:
      ++outcomes.unjudged;
      return;
    case Category::kRecovered:
      ++outcomes.counts.recovered;
      return;
    case Category::kImproved:
      ++outcomes.counts.improved;
      return;
    case Category::kUnchanged:
      ++outcomes.counts.unchanged;
      return;
    case Category::kDeteriorated:
      ++outcomes.counts.deteriorated;
      return;
    case Category::kHarmed:
      ++outcomes.counts.harmed;
      return;
  }
}

std::vector<Outcomes> OutcomesOf(const std::vector<const Course*>& courses, const Instruments& instruments,
                                 int64_t partners, int64_t left) {
  std::map<std::string, std::vector<const Course*>> by_instrument;
  for (const std::string& instrument : instruments) by_instrument[instrument];
  for (const Course* course : courses) by_instrument[course->instrument].push_back(course);
  std::vector<Outcomes> all;
  for (const auto& [instrument, theirs] : by_instrument) {
    Outcomes outcomes{.instrument = instrument, .of = partners};
    for (const Course* course : theirs) CountIn(*course, outcomes);
    outcomes.effect = EffectOf(theirs);
    outcomes.share = ShareOf(theirs);
    outcomes.left = left;
    outcomes.counts.missing = partners - outcomes.paired;
    all.push_back(outcomes);
  }
  return all;
}

// The elements of `from` that are of one of `units`.
template <typename T>
std::vector<const T*> Within(const std::vector<T>& from, const Units& units) {
  std::vector<const T*> within;
  for (const T& one : from) {
    if (units.contains(one.unit)) within.push_back(&one);
  }
  return within;
}

CaseloadFigures FiguresOf(const CaseloadFacts& facts, const std::vector<WorkItem>& worklist,
                          const Instruments& instruments, const Units& units) {
  CaseloadFigures figures;
  Units present;
  int64_t left = 0;
  for (const CaseloadMember* member : Within(facts.members, units)) {
    if (!member->left) present.insert(member->unit);
    ++(member->left ? left : figures.partners);
  }
  figures.units = static_cast<int64_t>(present.size());
  figures.outcomes = OutcomesOf(Within(facts.courses, units), instruments, figures.partners + left, left);
  figures.matters = MatterFiguresOf(Within(worklist, units), Within(facts.matters, units));
  return figures;
}

// On each instrument. Everybody's outcomes are of the same instruments.
void CompareAll(std::vector<TherapistCaseload>& therapists, size_t instruments) {
  for (size_t i = 0; i < instruments; ++i) {
    std::vector<Outcomes*> of_one;
    for (TherapistCaseload& one : therapists) of_one.push_back(&one.figures.outcomes[i]);
    Compare(of_one);
  }
}

}  // namespace

CaseloadReport ReportOn(const CaseloadFacts& facts, absl::Time now) {
  Units all;
  std::map<ClinicianId, Units> by_therapist;
  for (const ClinicianId& therapist : facts.therapists) by_therapist[therapist];
  for (const Treated& treated : facts.treated) {
    all.insert(treated.unit);
    by_therapist[treated.therapist].insert(treated.unit);
  }
  Instruments instruments;
  for (const Course& course : facts.courses) instruments.insert(course.instrument);

  CaseloadReport report;
  report.worklist = WorklistOf(facts, now);
  report.all = FiguresOf(facts, report.worklist, instruments, all);
  for (const auto& [therapist, units] : by_therapist) {
    report.therapists.push_back({therapist, FiguresOf(facts, report.worklist, instruments, units)});
  }
  CompareAll(report.therapists, instruments.size());
  return report;
}

}  // namespace adagio::progress
