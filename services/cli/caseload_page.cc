#include "services/cli/caseload_page.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;
using google::protobuf::util::TimeUtil;

constexpr int kBar = 16;

absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time));
}

// "3 d", "21 h", "5 min": rounded down.
std::string Rough(absl::Duration length) {
  const absl::Duration days = absl::Hours(24);
  if (length >= 3 * days) return absl::StrCat(length / days, " d");
  if (length >= absl::Hours(2)) return absl::StrCat(length / absl::Hours(1), " h");
  return absl::StrCat(std::max<int64_t>(0, length / absl::Minutes(1)), " min");
}

absl::string_view Words(v1::MatterKind kind) {
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
    default:
      return "other";
  }
}

std::string Called(const DisplayNames& names, const std::string& name) {
  constexpr size_t kLongest = 24;
  constexpr size_t kShortId = 8;
  const auto found = names.find(name);
  if (found == names.end()) return name.substr(name.rfind('/') + 1, kShortId);
  // Names are UTF-8: cut between characters.
  size_t bytes = 0;
  for (size_t characters = 0; bytes < found->second.size() && characters <= kLongest; ++bytes) {
    if ((found->second[bytes] & 0xC0) != 0x80 && ++characters > kLongest) break;
  }
  return found->second.substr(0, bytes);
}

std::string Plural(int count, absl::string_view one) { return absl::StrCat(count, " ", one, count == 1 ? "" : "s"); }

// "[############........]  6 of 8"
std::string Coverage(const v1::Outcomes& of) {
  const int filled = of.partners() == 0 ? 0 : kBar * of.paired() / of.partners();
  return absl::StrFormat("[%s%s] %3d of %-3d", std::string(filled, '#'), std::string(kBar - filled, '.'), of.paired(),
                         of.partners());
}

void PrintOutcomes(const v1::CaseloadFigures& figures, std::ostream& out) {
  if (figures.outcomes().empty()) {
    out << "  no scores yet\n";
    return;
  }
  out << "  instrument  coverage: with two scores   rec. impr. unch. det. harm. no norm\n";
  for (const v1::Outcomes& of : figures.outcomes()) {
    out << absl::StrFormat("  %-11s %s %4d %5d %5d %4d %5d %7d\n", of.instrument().substr(0, 11), Coverage(of),
                           of.recovered(), of.improved(), of.unchanged(), of.deteriorated(), of.harmed(), of.no_norm());
  }
}

void PrintMatters(const v1::GetCaseloadResponse& report, std::ostream& out) {
  out << "  matter            waiting  overdue  oldest   settled in 90 days\n";
  const absl::Time now = TimeOf(report.as_of());
  for (const v1::MatterFigures& of : report.figures().matters()) {
    if (of.waiting() == 0 && of.settled() == 0) continue;
    const std::string oldest = of.has_oldest() ? Rough(now - TimeOf(of.oldest())) : "-";
    out << absl::StrFormat("  %-17s %7d  %7d  %6s   %d", Words(of.kind()), of.waiting(), of.overdue(), oldest,
                           of.settled());
    if (of.settled() > 0) {
      const absl::Duration longest = absl::Microseconds(TimeUtil::DurationToMicroseconds(of.longest()));
      out << ", longest " << Rough(longest)
          << (of.settled_late() > 0 ? absl::StrCat(", ", of.settled_late(), " late") : "");
    }
    out << "\n";
  }
}

int Waiting(const v1::CaseloadFigures& figures) {
  int waiting = 0;
  for (const v1::MatterFigures& of : figures.matters()) waiting += of.waiting();
  return waiting;
}

std::string DueIn(const v1::WorkItem& item, absl::Time now) {
  if (!item.has_due()) return "";
  const absl::Duration left = TimeOf(item.due()) - now;
  return item.overdue() ? absl::StrCat("overdue by ", Rough(-left)) : absl::StrCat("due in ", Rough(left));
}

void PrintWorklist(const v1::GetCaseloadResponse& report, const DisplayNames& names, std::ostream& out) {
  const absl::Time now = TimeOf(report.as_of());
  const int all = Waiting(report.figures());
  out << "\nWorklist, the most urgent first\n";
  if (all == 0) out << "  nothing waits\n";
  const int shown = std::min(kShownItems, report.worklist_size());
  for (int i = 0; i < shown; ++i) {
    const v1::WorkItem& item = report.worklist(i);
    const std::string what = absl::StrCat(Words(item.kind()), item.instrument().empty() ? "" : " ", item.instrument());
    out << absl::StrFormat("%s %-21.21s %-24s for %-6s %s", item.overdue() ? "!" : " ", what,
                           Called(names, item.treatment_unit()), Rough(now - TimeOf(item.since())), DueIn(item, now))
        << "\n";
  }
  if (all > shown) out << "  and " << all - shown << " more; --json gives all\n";
}

void PrintClinical(const v1::GetCaseloadResponse& report, const DisplayNames& names, std::ostream& out) {
  const v1::CaseloadFigures& figures = report.figures();
  out << Plural(figures.units(), "unit") << ", " << Plural(figures.partners(), "partner");
  if (report.view() == v1::CASELOAD_VIEW_SUPERVISED) out << ", " << Plural(report.therapists_size(), "therapist");
  out << "\n\nOutcomes, from first to latest score\n";
  PrintOutcomes(figures, out);
  out << "\nWhat waits\n";
  PrintMatters(report, out);
  for (const v1::TherapistCaseload& one : report.therapists()) {
    out << "\nTherapist " << Called(names, one.therapist()) << ": " << Plural(one.figures().units(), "unit") << ", "
        << Plural(one.figures().partners(), "partner") << ", " << Waiting(one.figures()) << " waiting\n";
    if (one.figures().partners() > 0) PrintOutcomes(one.figures(), out);
  }
  PrintWorklist(report, names, out);
}

// "12-17", "<6"
std::string Band(bool there, int count) { return there ? absl::StrCat(count, "-", count + 5) : "<6"; }

void PrintCounts(const v1::PublishedCounts& counts, std::ostream& out) {
  out << "units " << Band(counts.has_units(), counts.units()) << ", partners "
      << Band(counts.has_partners(), counts.partners()) << "\n\nOutcomes; counts come in steps of six\n"
      << "  instrument  two scores  not yet   rec.  impr.  unch.   det.  harm. no norm\n";
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
    out << absl::StrFormat("  %-17s %7s\n", Words(of.kind()), Band(of.has_waiting(), of.waiting()));
  }
}

// `head` holds the line's first members, as JSON.
absl::Status PrintLine(absl::string_view head, const google::protobuf::Message& message, std::ostream& out) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok() || json.size() < 2) {
    return absl::InternalError("the answer cannot be written as JSON");
  }
  out << "{" << head << (json == "{}" ? "" : ",") << json.substr(1) << "\n";
  return absl::OkStatus();
}

}  // namespace

void PrintCaseload(const v1::GetCaseloadResponse& report, const DisplayNames& names, std::ostream& out) {
  out << "Caseload as of " << absl::FormatTime("%Y-%m-%d %H:%M UTC", TimeOf(report.as_of()), absl::UTCTimeZone())
      << ": ";
  if (report.view() == v1::CASELOAD_VIEW_COUNTS) return PrintCounts(report.counts(), out);
  PrintClinical(report, names, out);
}

absl::Status PrintCaseloadJson(const v1::GetCaseloadResponse& report, std::ostream& out) {
  const std::string as_of = absl::StrCat(R"("as_of":")", TimeUtil::ToString(report.as_of()), "\"");
  if (report.view() == v1::CASELOAD_VIEW_COUNTS) {
    return PrintLine(absl::StrCat(R"("record":"counts",)", as_of), report.counts(), out);
  }
  RETURN_IF_ERROR(PrintLine(absl::StrCat(R"("record":"caseload",)", as_of), report.figures(), out));
  for (const v1::TherapistCaseload& one : report.therapists())
    RETURN_IF_ERROR(PrintLine(R"("record":"therapist")", one, out));
  for (const v1::WorkItem& item : report.worklist()) RETURN_IF_ERROR(PrintLine(R"("record":"item")", item, out));
  return absl::OkStatus();
}

}  // namespace adagio::cli
