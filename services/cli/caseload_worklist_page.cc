#include "services/cli/caseload_worklist_page.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;
using google::protobuf::util::TimeUtil;

// "3 d", "21 h", "5 min": rounded down.
std::string Rough(absl::Duration length) {
  const absl::Duration days = absl::Hours(24);
  if (length >= 3 * days) return absl::StrCat(length / days, " d");
  if (length >= absl::Hours(2)) return absl::StrCat(length / absl::Hours(1), " h");
  return absl::StrCat(std::max<int64_t>(0, length / absl::Minutes(1)), " min");
}

// "unsigned note      3  oldest 9 d, 1 late; 4 settled"
std::string MatterLine(const v1::MatterFigures& of, absl::Time now) {
  std::vector<std::string> parts;
  if (of.has_oldest()) parts.push_back(absl::StrCat("oldest ", Rough(now - TimeOf(of.oldest()))));
  if (of.overdue() > 0) parts.push_back(absl::StrCat(of.overdue(), " overdue"));
  if (of.settled() > 0) {
    const absl::Duration longest = absl::Microseconds(TimeUtil::DurationToMicroseconds(of.longest()));
    parts.push_back(absl::StrCat(of.settled(), " settled in 90 d",
                                 of.settled_late() > 0 ? absl::StrCat(", ", of.settled_late(), " late") : "",
                                 ", longest ", Rough(longest)));
  }
  return absl::StrFormat("  %-17s%4d   %s", WordsOf(of.kind()), of.waiting(), absl::StrJoin(parts, ", "));
}

int Waiting(const v1::CaseloadFigures& figures) {
  int waiting = 0;
  for (const v1::MatterFigures& of : figures.matters()) waiting += of.waiting();
  return waiting;
}

std::string DueIn(const v1::WorkItem& item, absl::Time now) {
  if (!item.has_due()) return "";
  const absl::Duration left = TimeOf(item.due()) - now;
  return item.overdue() ? absl::StrCat("late ", Rough(-left)) : absl::StrCat("due in ", Rough(left));
}

// "9 ▂▃▇ 19"
std::string ScoresOf(const v1::WorkItem& item, Letters letters) {
  const auto& totals = item.recent_totals();
  const std::string line = Sparkline({totals.data(), static_cast<size_t>(totals.size())}, letters);
  if (line.empty()) return "";
  return absl::StrFormat("%g %s %g", totals.Get(0), line, totals.Get(totals.size() - 1));
}

std::string TherapistsOf(const v1::WorkItem& item, const DisplayNames& names) {
  std::vector<std::string> called;
  for (const std::string& therapist : item.therapists()) called.push_back(Called(names, therapist));
  return absl::StrJoin(called, ", ");
}

}  // namespace

void PrintMatters(const v1::GetCaseloadResponse& report, std::ostream& out) {
  out << "\nWhat waits now\n";
  bool any = false;
  for (const v1::MatterFigures& of : report.figures().matters()) {
    if (of.waiting() == 0 && of.settled() == 0) continue;
    out << MatterLine(of, TimeOf(report.as_of())) << "\n";
    any = true;
  }
  if (!any) out << "  nothing waits\n";
}

void PrintWorklist(const v1::GetCaseloadResponse& report, const DisplayNames& names, Letters letters,
                   std::ostream& out) {
  const absl::Time now = TimeOf(report.as_of());
  const int shown = std::min(kShownItems, report.worklist_size());
  if (shown == 0) return;
  out << "The most urgent first\n";
  const bool several = report.view() == v1::CASELOAD_VIEW_SUPERVISED;
  for (int i = 0; i < shown; ++i) {
    const v1::WorkItem& item = report.worklist(i);
    const std::string what =
        absl::StrCat(WordsOf(item.kind()), item.instrument().empty() ? "" : " ", item.instrument());
    std::string line = absl::StrCat(
        item.overdue() ? "! " : "  ", Fitted(what, 22), " ", Fitted(Called(names, item.treatment_unit()), 20), " ",
        several ? Fitted(TherapistsOf(item, names), 12) + " " : "",
        absl::StrFormat("%6s  %-12s ", Rough(now - TimeOf(item.since())), DueIn(item, now)), ScoresOf(item, letters));
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << "\n";
  }
  const int all = Waiting(report.figures());
  if (all > shown) out << "  and " << all - shown << " more; --json gives all\n";
}

}  // namespace adagio::cli
