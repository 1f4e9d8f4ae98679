#include "services/cli/import_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr char kHeader[] = "partner,instrument,version,date,1,2,total\n";

std::vector<v1::ImportedRow> All(ImportRows& rows) {
  std::vector<v1::ImportedRow> all(1);
  while (rows.Next(all.back())) all.emplace_back();
  all.pop_back();
  return all;
}
std::vector<v1::ImportedRow> Csv(absl::string_view text) {
  const std::string whole(text);
  const auto rows = CsvImportRows(whole);
  EXPECT_TRUE(rows.ok()) << rows.status();
  return All(**rows);
}
std::vector<v1::ImportedRow> Json(absl::string_view text) {
  const std::string whole(text);
  return All(*JsonImportRows(whole));
}
v1::RowProblem CsvProblem(absl::string_view line) { return Csv(absl::StrCat(kHeader, line, "\n")).at(0).unreadable(); }
v1::RowProblem JsonProblem(absl::string_view line) { return Json(line).at(0).unreadable(); }

TEST(ImportRows, ReadCsvByTheNamesOfItsColumns) {
  const auto rows = Csv("date,2,partner,1,version,instrument\n2024-03-01,NA,p/1,3,1,bond\n");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].line(), 2);
  EXPECT_EQ(rows[0].partner(), "p/1");
  EXPECT_EQ(rows[0].occurred_at().seconds(), 1'709'251'200);
  ASSERT_EQ(rows[0].answers_size(), 1);
  EXPECT_EQ(rows[0].answers(0).item(), 1);
  EXPECT_EQ(rows[0].answers(0).value(), 3);
  EXPECT_FALSE(rows[0].has_total());
}

TEST(ImportRows, ReadJsonLinesToTheSameRows) {
  const auto csv = Csv(absl::StrCat(kHeader, "p/1,bond,1,2024-03-01T10:00:00+01:00,3,0,\n"));
  const auto json = Json(
      R"({"partner":"p/1","instrument":"bond","version":1,"date":"2024-03-01T09:00:00Z","answers":{"2":0,"1":3}})");
  ASSERT_THAT(json, SizeIs(1));
  v1::ImportedRow moved = csv[0];
  moved.set_line(1);
  EXPECT_EQ(json[0].SerializeAsString(), moved.SerializeAsString());
}

TEST(ImportRows, ATotalIsANumberWithAPoint) {
  EXPECT_EQ(Csv(absl::StrCat(kHeader, "p,bond,1,2024-03-01,,,12.5\n"))[0].total(), 12.5);
  EXPECT_EQ(Json(R"({"partner":"p","instrument":"b","version":1,"date":"2024-03-01","total":12.5})")[0].total(), 12.5);
  for (const char* total : {"\"12,5\"", "nan", "inf", "1e999", "12x"}) {
    EXPECT_EQ(CsvProblem(absl::StrCat("p,bond,1,2024-03-01,,,", total)), v1::ROW_PROBLEM_NOT_A_NUMBER) << total;
  }
  for (const char* total : {"\"12.5\"", "true", "{}"}) {
    EXPECT_EQ(JsonProblem(absl::StrCat(R"({"partner":"p","instrument":"b","version":1,"date":"2024-03-01","total":)",
                                       total, "}")),
              v1::ROW_PROBLEM_NOT_A_NUMBER)
        << total;
  }
}

TEST(ImportRows, OneThatCannotBeReadSaysWhyAndHoldsNothingElse) {
  EXPECT_EQ(CsvProblem("p,bond,1,2024-03-01,3,0"), v1::ROW_PROBLEM_MALFORMED);
  EXPECT_EQ(CsvProblem("p,bond,1,2024-03-01,3,0,,"), v1::ROW_PROBLEM_MALFORMED);
  EXPECT_EQ(CsvProblem("p,bond,1,2024-03-01,3\"0,0,"), v1::ROW_PROBLEM_MALFORMED);
  EXPECT_EQ(CsvProblem("p,bond,1.5,2024-03-01,3,0,"), v1::ROW_PROBLEM_NOT_A_NUMBER);
  EXPECT_EQ(CsvProblem("p,bond,1,2024-03-01,\"3,0\",0,"), v1::ROW_PROBLEM_NOT_A_NUMBER);
  EXPECT_EQ(CsvProblem("p,bond,1,2024-03-01,99999999999,0,"), v1::ROW_PROBLEM_NOT_A_NUMBER);
  for (const char* date : {"", "yesterday", "01.03.2024", "2024-02-30", "infinite-future", "20240301"}) {
    EXPECT_EQ(CsvProblem(absl::StrCat("p,bond,1,", date, ",3,0,")), v1::ROW_PROBLEM_NOT_A_DATE) << date;
  }
  EXPECT_EQ(CsvProblem("p\xC3,bond,1,2024-03-01,3,0,"), v1::ROW_PROBLEM_MALFORMED) << "no UTF-8";
  EXPECT_EQ(CsvProblem(absl::StrCat(std::string(300, 'p'), ",bond,1,2024-03-01,3,0,")), v1::ROW_PROBLEM_TOO_LONG);
  EXPECT_EQ(CsvProblem(absl::StrCat(std::string(1 << 20, 'p'), ",bond,1,2024-03-01,3,0,")), v1::ROW_PROBLEM_TOO_LONG);
  EXPECT_TRUE(Csv(absl::StrCat(kHeader, "secret,bond,1,never,3,0,\n"))[0].partner().empty());
  for (const char* line :
       {"[]", "{", "3", "not json", R"({"partner":3})", R"({"partner":"p","instrument":"b","note":""})"}) {
    EXPECT_EQ(JsonProblem(line), v1::ROW_PROBLEM_MALFORMED) << line;
  }
  EXPECT_EQ(JsonProblem(absl::StrCat("{\"partner\":\"", std::string(1 << 20, 'p'), "\"}")), v1::ROW_PROBLEM_TOO_LONG);
  EXPECT_EQ(JsonProblem(R"({"partner":"p","instrument":"b","version":1,"date":"2024-03-01","answers":{"1":1.5}})"),
            v1::ROW_PROBLEM_NOT_A_NUMBER);
}

TEST(ImportRows, AreAllThereWhateverIsWrongWithSomeOfThem) {
  const auto rows = Csv(absl::StrCat("\xEF\xBB\xBF", "partner,instrument,version,date,1\r\n",
                                     "a,b,1,2024-03-01,1\r\n"
                                     "\n"
                                     "b,\"b\nc\",1,2024-03-01,1\n"
                                     "c,b,1,2024-03-01\r\n"
                                     "\"d,b,1,2024-03-01,1\n"
                                     "e,b,1,2024-03-01,1"));
  std::vector<int64_t> lines;
  for (const v1::ImportedRow& row : rows) lines.push_back(row.unreadable() == 0 ? row.line() : -row.line());
  EXPECT_THAT(lines, ElementsAre(2, -4, -6, -7, 8));
  const auto json =
      Json("\xEF\xBB\xBF{\"partner\":\"a\",\"instrument\":\"b\",\"version\":1,\"date\":\"2024-03-01\"}\r\n\n{\n");
  ASSERT_THAT(json, SizeIs(2));
  EXPECT_EQ(json[0].unreadable(), 0);
  EXPECT_EQ(json[1].line(), 3);
}

TEST(ImportRows, AHeaderThatIsNotUnderstoodIsRefusedAsAWhole) {
  const auto error = [](absl::string_view header) { return std::string(CsvImportRows(header).status().message()); };
  EXPECT_THAT(error("partner,instrument,version\n"), HasSubstr("no column is named 'date'"));
  EXPECT_THAT(error("partner,instrument,version,date,q1\n"), HasSubstr("column 5 is none of"));
  EXPECT_THAT(error("partner,instrument,version,date,1,1\n"), HasSubstr("two columns"));
  EXPECT_THAT(error("partner;instrument;version;date\n"), HasSubstr("semicolons"));
  EXPECT_THAT(error(""), HasSubstr("no header"));
}

}  // namespace
}  // namespace adagio::cli
