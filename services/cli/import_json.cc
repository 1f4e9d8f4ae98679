// Rows of an import out of JSON lines.
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "services/cli/import_rows.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;
using google::protobuf::Struct;
using google::protobuf::Value;

constexpr int kMostItems = 200;

// Null where the object has no such member.
const Value* Find(const Struct& object, const std::string& name) {
  const auto found = object.fields().find(name);
  return found == object.fields().end() ? nullptr : &found->second;
}

bool IsWhole(const Value& value, int32_t& number) {
  if (value.kind_case() != Value::kNumberValue) return false;
  const double given = value.number_value();
  if (!(std::abs(given) <= std::numeric_limits<int32_t>::max()) || given != std::trunc(given)) return false;
  number = static_cast<int32_t>(given);
  return true;
}

v1::RowProblem ReadName(const Struct& object, const std::string& name, size_t longest, std::string& into) {
  const Value* value = Find(object, name);
  if (value == nullptr || value->kind_case() != Value::kStringValue) return v1::ROW_PROBLEM_MALFORMED;
  into = value->string_value();
  return ProblemOfName(into, longest);
}

v1::RowProblem ReadAnswers(const Value& answers, v1::ImportedRow& row) {
  if (answers.kind_case() != Value::kStructValue) return v1::ROW_PROBLEM_MALFORMED;
  if (answers.struct_value().fields_size() > kMostItems) return v1::ROW_PROBLEM_TOO_LONG;
  std::vector<std::pair<int32_t, int32_t>> read;
  for (const auto& [key, value] : answers.struct_value().fields()) {
    if (value.kind_case() == Value::kNullValue) continue;
    auto& [item, chosen] = read.emplace_back();
    if (!absl::SimpleAtoi(key, &item) || !IsWhole(value, chosen)) return v1::ROW_PROBLEM_NOT_A_NUMBER;
  }
  // A row sent again is the same bytes, in whatever order its members came out.
  std::sort(read.begin(), read.end());
  for (const auto& [item, chosen] : read) {
    v1::ImportedAnswer& answer = *row.add_answers();
    answer.set_item(item);
    answer.set_value(chosen);
  }
  return v1::ROW_PROBLEM_UNSPECIFIED;
}

v1::RowProblem ReadObject(const Struct& object, v1::ImportedRow& row) {
  for (const auto& [name, value] : object.fields()) {
    const bool known = name == "partner" || name == "instrument" || name == "version" || name == "date" ||
                       name == "answers" || name == "total";
    if (!known) return v1::ROW_PROBLEM_MALFORMED;
  }
  if (const auto problem = ReadName(object, "partner", 240, *row.mutable_partner())) return problem;
  if (const auto problem = ReadName(object, "instrument", 64, *row.mutable_instrument())) return problem;
  int32_t version = 0;
  const Value* given = Find(object, "version");
  if (given == nullptr || !IsWhole(*given, version)) return v1::ROW_PROBLEM_NOT_A_NUMBER;
  row.set_version(version);
  const Value* date = Find(object, "date");
  if (date == nullptr || !ParseDate(date->string_value(), *row.mutable_occurred_at())) {
    return v1::ROW_PROBLEM_NOT_A_DATE;
  }
  if (const Value* answers = Find(object, "answers"); answers != nullptr) {
    if (const auto problem = ReadAnswers(*answers, row)) return problem;
  }
  const Value* total = Find(object, "total");
  if (total == nullptr || total->kind_case() == Value::kNullValue) return v1::ROW_PROBLEM_UNSPECIFIED;
  const bool number = total->kind_case() == Value::kNumberValue && std::isfinite(total->number_value());
  if (!number) return v1::ROW_PROBLEM_NOT_A_NUMBER;
  row.set_total(total->number_value());
  return v1::ROW_PROBLEM_UNSPECIFIED;
}

v1::RowProblem ReadLine(absl::string_view line, v1::ImportedRow& row) {
  if (line.size() > kLongestRow) return v1::ROW_PROBLEM_TOO_LONG;
  Struct object;
  if (!google::protobuf::util::JsonStringToMessage(std::string(line), &object).ok()) return v1::ROW_PROBLEM_MALFORMED;
  return ReadObject(object, row);
}

class JsonRows final : public ImportRows {
 public:
  explicit JsonRows(absl::string_view text) : rest_(text) { absl::ConsumePrefix(&rest_, "\xEF\xBB\xBF"); }

  bool Next(v1::ImportedRow& row) override {
    absl::string_view line;
    do {
      if (rest_.empty()) return false;
      const size_t end = rest_.find('\n');
      line = absl::StripAsciiWhitespace(rest_.substr(0, end));
      rest_.remove_prefix(end == absl::string_view::npos ? rest_.size() : end + 1);
      ++line_;
    } while (line.empty());
    row.Clear();
    const v1::RowProblem problem = ReadLine(line, row);
    if (problem != v1::ROW_PROBLEM_UNSPECIFIED) {
      row.Clear();
      row.set_unreadable(problem);
    }
    row.set_line(line_);
    return true;
  }

 private:
  absl::string_view rest_;
  int64_t line_ = 0;
};

}  // namespace

std::unique_ptr<ImportRows> JsonImportRows(absl::string_view text) { return std::make_unique<JsonRows>(text); }

}  // namespace adagio::cli
