#include "services/cli/unit_page.h"

#include <google/protobuf/util/time_util.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace adagio::cli {
namespace {

namespace v1 = homework::v1;
using google::protobuf::util::TimeUtil;

constexpr size_t kLongestName = 24;
constexpr size_t kShortId = 8;

// What a page is printed with.
struct Page {
  const DisplayNames& names;
  const absl::Time now;
  const absl::TimeZone& zone;
  std::ostream& out;

  std::string Called(const std::string& name) const {
    const auto found = names.find(name);
    if (found == names.end()) return name.substr(name.rfind('/') + 1, kShortId);
    return found->second.substr(0, kLongestName);
  }
  template <typename Names>
  std::string All(const Names& list) const {
    std::vector<std::string> called;
    for (const std::string& name : list) called.push_back(Called(name));
    return absl::StrJoin(called, ", ");
  }
  std::string When(const google::protobuf::Timestamp& time) const {
    return absl::FormatTime("%a %d %b %H:%M", absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time)), zone);
  }
};

// What stops it, as a therapist would say it; empty for what only waits: an answer, a window.
absl::string_view WordsFor(v1::Cause cause) {
  switch (cause) {
    case v1::CAUSE_DECLINED:
      return "declined";
    case v1::CAUSE_PAUSED_BY_PARTICIPANT:
      return "paused by a participant";
    case v1::CAUSE_STRESS:
      return "stress above a participant's threshold";
    case v1::CAUSE_PAUSED_BY_THERAPIST:
      return "paused by a therapist";
    case v1::CAUSE_CLEARANCE:
      return "a hold, or a clearance that is missing";
    case v1::CAUSE_STANCE:
      return "outside the stances";
    case v1::CAUSE_AGREEMENT:
      return "no agreement in force, or past its review";
    case v1::CAUSE_REPAIR:
      return "an open repair";
    case v1::CAUSE_COOLING_OFF:
      return "it rests after a decline";
    case v1::CAUSE_MEMBER_LEFT:
      return "a participant has left";
    case v1::CAUSE_CONTRAINDICATED:
      return "something speaks against it";
    case v1::CAUSE_SET_ASIDE:
      return "a day set aside";
    default:
      return "";
  }
}

// Each cause on a line of its own: a step can have several.
void PrintCauses(const Page& page, const v1::ClinicalAssignment& of) {
  for (const int cause : of.causes()) {
    const absl::string_view words = WordsFor(static_cast<v1::Cause>(cause));
    if (!words.empty()) page.out << "    because: " << words << "\n";
  }
}

// Whose answer is awaited, where one is.
std::string AwaitedFrom(const Page& page, const v1::ClinicalAssignment& of) {
  std::vector<std::string> asked;
  for (const v1::ParticipantSide& side : of.sides()) {
    if (!side.stands()) asked.push_back(page.Called(side.partner()));
  }
  return absl::StrJoin(asked, ", ");
}

void PrintAssignment(const Page& page, const v1::ClinicalAssignment& of) {
  const v1::Assignment& assignment = of.assignment();
  page.out << absl::StrFormat("  %-26s %-32s until %s\n", assignment.terms().activity().substr(0, 26),
                              page.All(assignment.terms().participants()).substr(0, 32),
                              page.When(assignment.ends_at()));
  if (assignment.has_occurrence_at()) {
    page.out << "    occurrence " << page.When(assignment.occurrence_at()) << " to "
             << page.When(assignment.occurrence_ends_at()) << "\n";
  }
  if (assignment.state() == v1::ASSIGNMENT_STATE_PAUSED) PrintCauses(page, of);
  const bool waits = assignment.state() == v1::ASSIGNMENT_STATE_OFFERED;
  const std::string asked = waits ? AwaitedFrom(page, of) : "";
  if (!asked.empty()) page.out << "    awaits an answer of: " << asked << "\n";
}

// Those in `state`, under a heading; nothing where there is none.
void PrintState(const Page& page, const v1::GetUnitHomeworkResponse& unit, v1::AssignmentState state,
                absl::string_view heading) {
  bool first = true;
  for (const v1::ClinicalAssignment& of : unit.assignments()) {
    if (of.assignment().state() != state) continue;
    if (first) page.out << heading << "\n";
    first = false;
    PrintAssignment(page, of);
  }
}

void PrintAgreements(const Page& page, const v1::GetUnitHomeworkResponse& unit) {
  if (unit.agreements_size() > 0) page.out << "Agreements\n";
  for (const v1::Agreement& agreement : unit.agreements()) {
    page.out << "  " << page.All(agreement.participants()) << ": ";
    if (agreement.version() == 0) {
      page.out << "drafted, not in force\n";
      continue;
    }
    page.out << "version " << agreement.version() << ", review " << page.When(agreement.review_at())
             << (agreement.review_due() ? ", due" : "") << "\n";
  }
}

// "Pat foresaw 30, felt 20; Dana foresaw 85". Who has said nothing is not named.
std::string DiscomfortOf(const Page& page, const google::protobuf::RepeatedPtrField<v1::StepDiscomfort>& sides) {
  std::vector<std::string> all;
  for (const v1::StepDiscomfort& side : sides) {
    std::vector<std::string> said;
    if (side.has_foreseen()) said.push_back(absl::StrCat("foresaw ", side.foreseen()));
    if (side.has_felt()) said.push_back(absl::StrCat("felt ", side.felt()));
    if (!said.empty()) all.push_back(absl::StrCat(page.Called(side.partner()), " ", absl::StrJoin(said, ", ")));
  }
  return absl::StrJoin(all, "; ");
}

void PrintLadders(const Page& page, const v1::GetUnitHomeworkResponse& unit) {
  for (const v1::LadderProgress& ladder : unit.ladders()) {
    page.out << "Ladder of " << page.All(ladder.participants()) << ": discomfort, 0 to 100\n";
    for (const v1::StepProgress& step : ladder.steps()) {
      const absl::string_view mark = step.number() == ladder.baseline() ? "baseline" : step.completed() ? "done" : "";
      page.out << absl::StrFormat("  %-4s %-26s %-9s %s\n", step.label(), step.activity().substr(0, 26), mark,
                                  DiscomfortOf(page, step.discomfort()));
    }
  }
}

void PrintSuggestions(const Page& page, const v1::GetUnitHomeworkResponse& unit) {
  if (unit.suggestions_size() > 0) page.out << "Could come next, if you think so\n";
  for (const v1::Suggestion& suggestion : unit.suggestions()) {
    if (suggestion.kind() == v1::SUGGESTION_KIND_SELF_REGULATION) {
      page.out << "  " << suggestion.activity() << " first, for " << page.Called(suggestion.partner())
               << ": stress stopped a step\n";
      continue;
    }
    page.out << "  " << suggestion.activity() << ": the step before was completed "
             << (suggestion.evidence_size() == 1 ? "once" : absl::StrCat(suggestion.evidence_size(), " times"));
    const std::string discomfort = DiscomfortOf(page, suggestion.felt());
    page.out << (discomfort.empty() ? "" : "; ") << discomfort
             << (suggestion.jump() ? "; a jump, which wants a reason" : "") << "\n";
  }
}

}  // namespace

void PrintUnit(const v1::GetUnitHomeworkResponse& unit, const DisplayNames& names, const std::string& title,
               absl::Time now, const absl::TimeZone& zone, std::ostream& out) {
  const Page page{names, now, zone, out};
  out << title << ", " << absl::FormatTime("%a %d %b %Y %H:%M", now, zone) << "\n";
  PrintAgreements(page, unit);
  PrintState(page, unit, v1::ASSIGNMENT_STATE_ACTIVE, "Active");
  PrintState(page, unit, v1::ASSIGNMENT_STATE_OFFERED, "Offered");
  PrintState(page, unit, v1::ASSIGNMENT_STATE_PAUSED, "Paused");
  PrintLadders(page, unit);
  PrintSuggestions(page, unit);
  if (unit.assignments_size() == 0 && unit.agreements_size() == 0) out << "Nothing yet.\n";
}

}  // namespace adagio::cli
