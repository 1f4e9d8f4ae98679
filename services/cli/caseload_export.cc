#include "services/cli/caseload_export.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/caseload_page.h"
#include "services/cli/csv.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::TimeUtil;

// `head` holds the line's first members, as JSON.
absl::Status PrintLine(absl::string_view head, const Message& message, std::ostream& out) {
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

// Lines of a CSV, each of `of`.
class Table {
 public:
  Table(std::string of, std::ostream& out) : of_(std::move(of)), out_(out) {}

  void Line(absl::string_view instrument, absl::string_view figure, absl::string_view value) {
    out_ << QuoteCsv(of_) << "," << QuoteCsv(instrument) << "," << QuoteCsv(figure) << "," << QuoteCsv(value) << "\r\n";
  }
  void Count(absl::string_view instrument, absl::string_view figure, int64_t value) {
    Line(instrument, figure, absl::StrCat(value));
  }
  void Number(absl::string_view instrument, absl::string_view figure, double value) {
    Line(instrument, figure, absl::StrFormat("%.6g", value));
  }
  // Every count among the fields of `message`, by the field's name. A published one that is absent is "<6".
  void Counts(absl::string_view instrument, const Message& message, bool published) {
    const auto* fields = message.GetDescriptor();
    for (int i = 0; i < fields->field_count(); ++i) {
      const FieldDescriptor& field = *fields->field(i);
      if (field.cpp_type() != FieldDescriptor::CPPTYPE_INT32 || field.is_repeated()) continue;
      const int32_t value = message.GetReflection()->GetInt32(message, &field);
      if (!published) {
        Count(instrument, field.name(), value);
      } else {
        const bool told = message.GetReflection()->HasField(message, &field);
        Line(instrument, field.name(), told ? absl::StrCat(value, "-", value + 5) : "<6");
      }
    }
  }

 private:
  const std::string of_;
  std::ostream& out_;
};

void PrintInterval(const std::string& instrument, const std::string& figure, const v1::Interval& interval,
                   Table& table) {
  table.Number(instrument, figure + "_low", interval.low());
  table.Number(instrument, figure + "_high", interval.high());
}

void PrintReading(const std::string& instrument, const std::string& kind, const v1::FunnelReading& reading,
                  Table& table) {
  table.Line(instrument, "funnel_" + kind, v1::FunnelPosition_Name(reading.position()).substr(16));
  if (!reading.has_at95()) return;
  PrintInterval(instrument, "funnel_" + kind + "_95", reading.at95(), table);
  PrintInterval(instrument, "funnel_" + kind + "_998", reading.at998(), table);
}

void PrintFigures(const v1::CaseloadFigures& figures, Table& table) {
  if (figures.counted()) {
    table.Count("", "units", figures.units());
    table.Count("", "partners", figures.partners());
  }
  for (const v1::Outcomes& of : figures.outcomes()) {
    const std::string& instrument = of.instrument();
    table.Counts(instrument, of, false);
    if (of.has_effect()) {
      table.Count(instrument, "effect_pairs", of.effect().pairs());
      table.Number(instrument, "effect", of.effect().value());
      PrintInterval(instrument, "effect_plain", of.effect().plain(), table);
      PrintInterval(instrument, "effect_clustered", of.effect().clustered(), table);
    }
    if (of.effect().has_shrunk()) table.Number(instrument, "effect_shrunk", of.effect().shrunk());
    if (of.has_funnel()) {
      PrintReading(instrument, "plain", of.funnel().plain(), table);
      PrintReading(instrument, "clustered", of.funnel().clustered(), table);
    }
  }
  for (const v1::MatterFigures& of : figures.matters()) {
    table.Count("", absl::StrCat("waiting: ", WordsOf(of.kind())), of.waiting());
    table.Count("", absl::StrCat("overdue: ", WordsOf(of.kind())), of.overdue());
  }
}

void PrintCounts(const v1::PublishedCounts& counts, Table& table) {
  table.Counts("", counts, true);
  for (const v1::PublishedOutcomes& of : counts.outcomes()) table.Counts(of.instrument(), of, true);
  for (const v1::PublishedMatters& of : counts.matters()) {
    table.Line("", absl::StrCat("waiting: ", WordsOf(of.kind())),
               of.has_waiting() ? absl::StrCat(of.waiting(), "-", of.waiting() + 5) : "<6");
  }
}

}  // namespace

absl::Status PrintCaseloadJson(const v1::GetCaseloadResponse& report, std::ostream& out) {
  const std::string times = absl::StrCat(R"("as_of":")", TimeUtil::ToString(report.as_of()), R"(","figures_at":")",
                                         TimeUtil::ToString(report.figures_at()), "\"");
  if (report.view() == v1::CASELOAD_VIEW_COUNTS) {
    return PrintLine(absl::StrCat(R"("record":"counts",)", times), report.counts(), out);
  }
  RETURN_IF_ERROR(PrintLine(absl::StrCat(R"("record":"caseload",)", times), report.figures(), out));
  for (const v1::TherapistCaseload& one : report.therapists())
    RETURN_IF_ERROR(PrintLine(R"("record":"therapist")", one, out));
  for (const v1::WorkItem& item : report.worklist()) RETURN_IF_ERROR(PrintLine(R"("record":"item")", item, out));
  return absl::OkStatus();
}

void PrintCaseloadCsv(const v1::GetCaseloadResponse& report, std::ostream& out) {
  out << "of,instrument,figure,value\r\n";
  Table all("all", out);
  if (report.view() == v1::CASELOAD_VIEW_COUNTS) return PrintCounts(report.counts(), all);
  PrintFigures(report.figures(), all);
  for (const v1::TherapistCaseload& one : report.therapists()) {
    Table table(one.therapist(), out);
    PrintFigures(one.figures(), table);
  }
}

}  // namespace adagio::cli
