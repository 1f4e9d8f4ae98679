#include "services/cli/caseload_page.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "services/cli/caseload_outcomes.h"
#include "services/cli/caseload_worklist_page.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;

std::string Day(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%a %-d %b %Y", TimeOf(time), absl::UTCTimeZone());
}

int Waiting(const v1::CaseloadFigures& figures) {
  int waiting = 0;
  for (const v1::MatterFigures& of : figures.matters()) waiting += of.waiting();
  return waiting;
}

// "15 units, 30 partners, 4 waiting"
std::string SizeOf(const v1::CaseloadFigures& figures) {
  const std::string waiting = absl::StrCat(Waiting(figures), " waiting");
  if (!figures.counted()) return absl::StrCat("counted with the next snapshot, ", waiting);
  return absl::StrCat(Plural(figures.units(), "unit"), ", ", Plural(figures.partners(), "partner"), ", ", waiting);
}

void PrintClinical(const v1::GetCaseloadResponse& report, const DisplayNames& names, Letters letters,
                   std::ostream& out) {
  const bool several = report.view() == v1::CASELOAD_VIEW_SUPERVISED;
  out << "Outcomes of " << Day(report.figures_at()) << (several ? " stand for seven days" : "") << "; who left since "
      << Day(report.period_start()) << " counts in them\n\n";
  PrintLegend(letters, out);
  out << (several ? absl::StrCat("all of ", Plural(report.therapists_size(), "therapist")) : "own units") << ": "
      << SizeOf(report.figures()) << "\n";
  PrintOutcomes(report.figures(), letters, out);
  for (const v1::TherapistCaseload& one : report.therapists()) {
    out << Called(names, one.therapist()) << ": " << SizeOf(one.figures()) << "\n";
    PrintOutcomes(one.figures(), letters, out);
  }
  PrintFunnelNotes(report, out);
  PrintMatters(report, out);
  PrintWorklist(report, names, letters, out);
}

// "12-17", "<6"
std::string Band(bool there, int count) { return there ? absl::StrCat(count, "-", count + 5) : "<6"; }

void PrintCounts(const v1::GetCaseloadResponse& report, std::ostream& out) {
  const v1::PublishedCounts& counts = report.counts();
  out << "Counted " << Day(report.figures_at()) << ", the same for seven days, in steps of six: 12-17 is one step\n\n"
      << "units " << Band(counts.has_units(), counts.units()) << ", partners "
      << Band(counts.has_partners(), counts.partners()) << "\n\n"
      << "  outcomes    two scores  not yet   rec.  impr.  unch.   det.  harm. no norm\n";
  if (counts.outcomes().empty()) out << "  no instrument with six pairs\n";
  for (const v1::PublishedOutcomes& of : counts.outcomes()) {
    out << absl::StrFormat("  %-11s %10s %8s %6s %6s %6s %6s %6s %7s\n", of.instrument().substr(0, 11),
                           Band(of.has_paired(), of.paired()), Band(of.has_unpaired(), of.unpaired()),
                           Band(of.has_recovered(), of.recovered()), Band(of.has_improved(), of.improved()),
                           Band(of.has_unchanged(), of.unchanged()), Band(of.has_deteriorated(), of.deteriorated()),
                           Band(of.has_harmed(), of.harmed()), Band(of.has_no_norm(), of.no_norm()));
  }
  out << "\nWhat waits\n";
  for (const v1::PublishedMatters& of : counts.matters()) {
    out << absl::StrFormat("  %-17s %7s\n", WordsOf(of.kind()), Band(of.has_waiting(), of.waiting()));
  }
}

}  // namespace

absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(time));
}

std::string Plural(int count, absl::string_view one) { return absl::StrCat(count, " ", one, count == 1 ? "" : "s"); }

std::string Called(const DisplayNames& names, const std::string& name) {
  constexpr size_t kShortId = 8;
  const auto found = names.find(name);
  return found == names.end() ? name.substr(name.rfind('/') + 1, kShortId) : found->second;
}

std::string WordsOf(v1::MatterKind kind) {
  switch (kind) {
    case v1::MATTER_KIND_SAFETY_ALERT:
      return "safety alert";
    case v1::MATTER_KIND_UNSIGNED_NOTE:
      return "unsigned note";
    case v1::MATTER_KIND_OPEN_REPAIR:
      return "open repair";
    case v1::MATTER_KIND_AGREEMENT_REVIEW:
      return "agreement review";
    case v1::MATTER_KIND_HELD_CLEARANCE:
      return "held clearance";
    case v1::MATTER_KIND_OVERDUE_MEASURE:
      return "overdue measure";
    case v1::MATTER_KIND_DETERIORATION:
      return "deterioration";
    case v1::MATTER_KIND_NOT_ON_TRACK:
      return "not on track";
    default:
      return "other";
  }
}

void PrintCaseload(const v1::GetCaseloadResponse& report, const DisplayNames& names, Letters letters,
                   std::ostream& out) {
  out << "Caseload, " << absl::FormatTime("%a %-d %b %Y %H:%M UTC", TimeOf(report.as_of()), absl::UTCTimeZone())
      << "\n";
  if (report.view() == v1::CASELOAD_VIEW_COUNTS) return PrintCounts(report, out);
  PrintClinical(report, names, letters, out);
}

}  // namespace adagio::cli
