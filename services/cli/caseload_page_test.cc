#include "services/cli/caseload_page.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "absl/strings/str_split.h"
#include "services/cli/caseload_export.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;
using testing::HasSubstr;
using testing::Not;

constexpr char kReport[] = R"(
  view: CASELOAD_VIEW_SUPERVISED
  as_of { seconds: 1772481600 }
  figures_at { seconds: 1772308800 }
  period_start { seconds: 1740772800 }
  figures {
    counted: true units: 3 partners: 7
    outcomes {
      instrument: "csi16" partners: 8 left: 1 paired: 5 recovered: 1 improved: 2 unchanged: 1 no_norm: 1 unpaired: 3
      effect { pairs: 5 value: 0.8 plain { low: 0.5 high: 1.1 } clustered { low: 0.25 high: 1.35 } }
    }
    matters { kind: MATTER_KIND_SAFETY_ALERT settled: 2 longest { seconds: 75600 } }
    matters { kind: MATTER_KIND_UNSIGNED_NOTE waiting: 1 overdue: 1 oldest { seconds: 1771876800 } }
    matters { kind: MATTER_KIND_OPEN_REPAIR }
  }
  therapists {
    therapist: "practices/p/clinicians/0a1b2c3d-9999"
    figures {
      counted: true units: 3 partners: 7
      outcomes {
        instrument: "csi16" partners: 8 paired: 5 recovered: 1 improved: 2 unchanged: 1 no_norm: 1 unpaired: 3
        effect { pairs: 5 value: 0.8 clustered { low: 0.25 high: 1.35 } shrunk: 0.6 }
        funnel {
          better: 3 judged: 40 target: 0.5
          plain { position: FUNNEL_POSITION_BELOW overdispersion: 1 at95 { low: 0.3 high: 0.7 } at998 { low: 0.2 high: 0.8 } }
          clustered { position: FUNNEL_POSITION_WITHIN overdispersion: 2.5 }
        }
      }
    }
  }
  worklist {
    kind: MATTER_KIND_UNSIGNED_NOTE treatment_unit: "practices/p/treatmentUnits/5e6f7a8b-1111" overdue: true
    therapists: "practices/p/clinicians/0a1b2c3d-9999"
    since { seconds: 1771876800 } due { seconds: 1772308800 }
  }
)";
constexpr char kCounts[] = R"(
  view: CASELOAD_VIEW_COUNTS as_of {} figures_at {}
  counts { partners: 12 outcomes { instrument: "phq9" paired: 6 recovered: 6 } matters { kind: MATTER_KIND_SAFETY_ALERT } }
)";

v1::GetCaseloadResponse ReportOf(const std::string& text) {
  v1::GetCaseloadResponse report;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &report));
  return report;
}

std::string Printed(const v1::GetCaseloadResponse& report, const DisplayNames& names = {},
                    Letters letters = Letters::kAscii) {
  std::ostringstream out;
  PrintCaseload(report, names, letters, out);
  return out.str();
}

std::string Csv(const v1::GetCaseloadResponse& report) {
  std::ostringstream out;
  PrintCaseloadCsv(report, out);
  return out.str();
}

TEST(CaseloadPage, SaysCoverageCategoriesEffectsAndWhatWaits) {
  const std::string page = Printed(ReportOf(kReport), {{"practices/p/treatmentUnits/5e6f7a8b-1111", "Pat and Dana"},
                                                       {"practices/p/clinicians/0a1b2c3d-9999", "Mira Koch"}});
  EXPECT_THAT(page, HasSubstr("Caseload, Mon 2 Mar 2026 20:00 UTC\n"));
  EXPECT_THAT(
      page,
      HasSubstr("Outcomes of Sat 28 Feb 2026 stand for seven days; who left since Fri 28 Feb 2025 counts in them\n"));
  EXPECT_THAT(page, HasSubstr("all of 1 therapist: 3 units, 7 partners, 1 waiting\n"));
  EXPECT_THAT(page,
              HasSubstr("  csi16   [##++++..??      ]   5/8      1    2    1    0    0     1   0.80  0.25..1.35\n"));
  EXPECT_THAT(page, HasSubstr("Mira Koch: 3 units, 7 partners, 0 waiting\n"));
  EXPECT_THAT(page, HasSubstr(" 0.25..1.35   0.60 = (<)\n"));
  EXPECT_THAT(page, HasSubstr("  csi16: therapists differ 2.5 times as much as chance makes them"));
  EXPECT_THAT(page, HasSubstr("  safety alert        0   2 settled in 90 d, longest 21 h\n"));
  EXPECT_THAT(page, HasSubstr("! unsigned note          Pat and Dana         Mira Koch       7 d  late 48 h\n"));
  EXPECT_THAT(page, Not(HasSubstr("open repair")));
}

TEST(CaseloadPage, ShowsTheScoresOfAMeasure) {
  v1::GetCaseloadResponse report = ReportOf(kReport);
  for (const double total : {4.0, 9.0, 14.5}) report.mutable_worklist(0)->add_recent_totals(total);
  EXPECT_THAT(Printed(report), HasSubstr("4 _-' 14.5\n"));
  EXPECT_THAT(Printed(report, {}, Letters::kUnicode), HasSubstr("4 ▁▄█ 14.5\n"));
}

TEST(CaseloadPage, IsPlainAsciiWhereTheTerminalIs) {
  for (const char letter : Printed(ReportOf(kReport))) EXPECT_EQ(letter & 0x80, 0);
}

TEST(CaseloadPage, FitsInAHundredColumnsWhateverAUnitIsCalled) {
  const std::string name = "A unit whose name, ü, goes on for longer than any column of the page is wide, and on";
  v1::GetCaseloadResponse report = ReportOf(kReport);
  v1::WorkItem& item = *report.mutable_worklist(0);
  item.set_instrument("phq9");
  item.set_kind(v1::MATTER_KIND_OVERDUE_MEASURE);
  for (int i = 0; i < 12; ++i) item.add_recent_totals(100 - i);
  for (const Letters letters : {Letters::kAscii, Letters::kUnicode}) {
    const std::string page = Printed(report, {{"practices/p/treatmentUnits/5e6f7a8b-1111", name}}, letters);
    for (const absl::string_view line : absl::StrSplit(page, '\n')) EXPECT_LE(WidthOf(std::string(line)), 100u) << line;
  }
}

TEST(CaseloadPage, SaysWhatIsNotOnIt) {
  v1::GetCaseloadResponse report = ReportOf(kReport);
  report.mutable_figures()->mutable_matters(1)->set_waiting(57);
  EXPECT_THAT(Printed(report), HasSubstr("and 56 more"));
  report.mutable_therapists(0)->mutable_figures()->Clear();
  EXPECT_THAT(Printed(report), HasSubstr("0a1b2c3d: counted with the next snapshot"));
}

TEST(CaseloadPage, AnEmptyCaseloadReadsAsOne) {
  const std::string page = Printed(ReportOf("view: CASELOAD_VIEW_OWN as_of {} figures { counted: true }"));
  EXPECT_THAT(page, HasSubstr("own units: 0 units, 0 partners, 0 waiting\n"));
  EXPECT_THAT(page, HasSubstr("no scores yet"));
  EXPECT_THAT(page, HasSubstr("nothing waits"));
}

TEST(CaseloadPage, AnAdministratorReadsBands) {
  const std::string page = Printed(ReportOf(kCounts));
  EXPECT_THAT(page, HasSubstr("units <6, partners 12-17"));
  EXPECT_THAT(page, HasSubstr("  phq9              6-11       <6   6-11     <6"));
  EXPECT_THAT(page, HasSubstr("  safety alert           <6\n"));
}

TEST(CaseloadExport, JsonIsOneObjectALine) {
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

TEST(CaseloadExport, CsvIsOneFigureALineAndNamesNoUnit) {
  const std::string csv = Csv(ReportOf(kReport));
  EXPECT_THAT(csv, HasSubstr("of,instrument,figure,value\r\nall,,units,3\r\n"));
  EXPECT_THAT(csv, HasSubstr("all,csi16,recovered,1\r\n"));
  EXPECT_THAT(csv, HasSubstr("all,csi16,effect_clustered_low,0.25\r\n"));
  EXPECT_THAT(csv, HasSubstr("practices/p/clinicians/0a1b2c3d-9999,csi16,funnel_plain,BELOW\r\n"));
  EXPECT_THAT(csv, HasSubstr("all,,waiting: unsigned note,1\r\n"));
  EXPECT_THAT(csv, Not(HasSubstr("treatmentUnits")));
}

TEST(CaseloadExport, CsvKeepsWhatTheServerLeftOut) {
  const std::string csv = Csv(ReportOf(kCounts));
  EXPECT_THAT(csv, HasSubstr("all,,units,<6\r\nall,,partners,12-17\r\n"));
  EXPECT_THAT(csv, HasSubstr("all,phq9,recovered,6-11\r\n"));
  EXPECT_THAT(csv, HasSubstr("all,phq9,deteriorated,<6\r\n"));
  EXPECT_THAT(csv, HasSubstr("all,,waiting: safety alert,<6\r\n"));
}

}  // namespace
}  // namespace adagio::cli
