#include "services/cli/caseload_page.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;
using testing::HasSubstr;
using testing::Not;

constexpr char kReport[] = R"(
  view: CASELOAD_VIEW_SUPERVISED
  as_of { seconds: 1772481600 }
  figures {
    units: 3 partners: 7
    outcomes { instrument: "csi16" partners: 7 paired: 5 recovered: 1 improved: 2 unchanged: 1 no_norm: 1 unpaired: 2 }
    matters { kind: MATTER_KIND_SAFETY_ALERT settled: 2 longest { seconds: 75600 } }
    matters { kind: MATTER_KIND_UNSIGNED_NOTE waiting: 1 overdue: 1 oldest { seconds: 1771876800 } }
    matters { kind: MATTER_KIND_OPEN_REPAIR }
  }
  therapists { therapist: "practices/p/clinicians/0a1b2c3d-9999" figures { units: 3 partners: 7 } }
  worklist {
    kind: MATTER_KIND_UNSIGNED_NOTE treatment_unit: "practices/p/treatmentUnits/5e6f7a8b-1111" overdue: true
    since { seconds: 1771876800 } due { seconds: 1772308800 }
  }
)";

v1::GetCaseloadResponse ReportOf(const std::string& text) {
  v1::GetCaseloadResponse report;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &report));
  return report;
}

std::string Printed(const v1::GetCaseloadResponse& report, const DisplayNames& names = {}) {
  std::ostringstream out;
  PrintCaseload(report, names, out);
  return out.str();
}

TEST(CaseloadPage, SaysCoverageCategoriesAndWhatWaits) {
  const std::string page = Printed(ReportOf(kReport), {{"practices/p/treatmentUnits/5e6f7a8b-1111", "Pat and Dana"}});
  EXPECT_THAT(page, HasSubstr("Caseload as of 2026-03-02 20:00 UTC: 3 units, 7 partners, 1 therapist\n"));
  EXPECT_THAT(page, HasSubstr("  csi16       [###########.....]   5 of 7      1     2     1    0     0       1\n"));
  EXPECT_THAT(page, HasSubstr("  safety alert            0        0       -   2, longest 21 h\n"));
  EXPECT_THAT(page, HasSubstr("! unsigned note         Pat and Dana             for 7 d    overdue by 48 h\n"));
  EXPECT_THAT(page, HasSubstr("Therapist 0a1b2c3d: 3 units"));
  EXPECT_THAT(page, Not(HasSubstr("open repair")));
}

TEST(CaseloadPage, FitsInEightyColumnsWhateverAUnitIsCalled) {
  const std::string name = "A unit whose name, ü, goes on for longer than any column of the page is wide, and on";
  v1::GetCaseloadResponse report = ReportOf(kReport);
  report.mutable_worklist(0)->set_instrument("phq9");
  report.mutable_worklist(0)->set_kind(v1::MATTER_KIND_OVERDUE_MEASURE);
  const std::string page = Printed(report, {{"practices/p/treatmentUnits/5e6f7a8b-1111", name}});
  for (const absl::string_view line : absl::StrSplit(page, '\n')) EXPECT_LE(line.size(), 81u) << line;
}

TEST(CaseloadPage, SaysWhatIsNotOnIt) {
  v1::GetCaseloadResponse report = ReportOf(kReport);
  report.mutable_figures()->mutable_matters(1)->set_waiting(57);
  EXPECT_THAT(Printed(report), HasSubstr("and 56 more"));
}

TEST(CaseloadPage, AnEmptyCaseloadReadsAsOne) {
  const std::string page = Printed(ReportOf("view: CASELOAD_VIEW_OWN as_of {} figures {}"));
  EXPECT_THAT(page, HasSubstr("0 units, 0 partners\n"));
  EXPECT_THAT(page, HasSubstr("no scores yet"));
  EXPECT_THAT(page, HasSubstr("nothing waits"));
}

TEST(CaseloadPage, AnAdministratorReadsBands) {
  const std::string page = Printed(ReportOf(R"(
    view: CASELOAD_VIEW_COUNTS as_of {}
    counts { partners: 12 outcomes { instrument: "phq9" paired: 6 recovered: 6 } matters { kind: MATTER_KIND_SAFETY_ALERT } }
  )"));
  EXPECT_THAT(page, HasSubstr("units <6, partners 12-17"));
  EXPECT_THAT(page, HasSubstr("  phq9              6-11       <6   6-11     <6"));
  EXPECT_THAT(page, HasSubstr("  safety alert           <6\n"));
  for (const absl::string_view line : absl::StrSplit(page, '\n')) EXPECT_LE(line.size(), 80u) << line;
}

TEST(CaseloadPage, JsonIsOneObjectALine) {
  std::ostringstream out;
  ASSERT_TRUE(PrintCaseloadJson(ReportOf(kReport), out).ok());
  std::vector<std::string> lines = absl::StrSplit(out.str(), '\n');
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines.back(), "");
  EXPECT_THAT(lines[0], HasSubstr(R"({"record":"caseload","as_of":"2026-03-02T20:00:00Z",)"));
  EXPECT_THAT(lines[0], HasSubstr(R"("units":3)"));
  EXPECT_THAT(lines[0], HasSubstr(R"("paired":5)"));
  EXPECT_THAT(lines[0], Not(HasSubstr("worklist")));
  EXPECT_THAT(lines[1], HasSubstr(R"({"record":"therapist",)"));
  EXPECT_THAT(lines[2], HasSubstr(R"({"record":"item",)"));
  EXPECT_THAT(lines[2], HasSubstr(R"("overdue":true)"));
}

}  // namespace
}  // namespace adagio::cli
