#include "services/cli/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace adagio::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string CsvError(absl::string_view text) { return std::string(ParseCsv(text).status().message()); }

TEST(Csv, ReadsAHeaderAndItsRecords) {
  const auto table = ParseCsv("id,pre,post\na,1,2\nb,,NA\n");
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(table->header, ElementsAre("id", "pre", "post"));
  ASSERT_EQ(table->records.size(), 2u);
  EXPECT_THAT(table->records[1].cells, ElementsAre("b", "", "NA"));
  EXPECT_EQ(table->records[1].line, 3);
}

TEST(Csv, AByteOrderMarkCrlfAndAMissingLastLineBreakMakeNoDifference) {
  const auto table = ParseCsv("\xEF\xBB\xBF\"id\",pre\r\na,1\r\n\r\nb,2");
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(table->header, ElementsAre("id", "pre"));
  ASSERT_EQ(table->records.size(), 2u);
  EXPECT_THAT(table->records[0].cells, ElementsAre("a", "1"));
  EXPECT_THAT(table->records[1].cells, ElementsAre("b", "2"));
  EXPECT_EQ(table->records[1].line, 4);
}

TEST(Csv, AQuotedCellMayHoldCommasQuotesAndLineBreaks) {
  const auto table = ParseCsv("id,note\n\"Li, A\",\"said \"\"no\"\"\r\nand left\"\nb,\"\"\n");
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(table->records[0].cells, ElementsAre("Li, A", "said \"no\"\r\nand left"));
  EXPECT_THAT(table->records[1].cells, ElementsAre("b", ""));
  EXPECT_EQ(table->records[1].line, 4) << "the line break inside the quotes counts";
}

TEST(Csv, AnEmptyLastCellIsACell) {
  const auto table = ParseCsv("a,b\n1,\n,\n");
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(table->records[0].cells, ElementsAre("1", ""));
  EXPECT_THAT(table->records[1].cells, ElementsAre("", ""));
}

TEST(Csv, AnErrorNamesItsLineAndNoCell) {
  EXPECT_THAT(CsvError("a,b\n1,2\n3\n"), HasSubstr("line 3: 1 cells where the header has 2"));
  EXPECT_THAT(CsvError("a,b\n1,2,5\n"), HasSubstr("line 2: 3 cells where the header has 2"));
  EXPECT_THAT(CsvError("a,b\n1,\"2\n3,4\n"), HasSubstr("line 2: a quote is never closed"));
  EXPECT_THAT(CsvError("a,b\n1,secret\"2\n"), "line 2: a quote stands inside a cell that is not quoted");
  EXPECT_THAT(CsvError("a,b\n1,\"2\"3\n"), HasSubstr("line 2: a quoted cell goes on"));
  EXPECT_THAT(CsvError("a,b\r1,2\r"), HasSubstr("line 1: a carriage return"));
  EXPECT_THAT(CsvError(""), HasSubstr("no header"));
  EXPECT_THAT(CsvError("\r\n\n"), HasSubstr("no header"));
}

TEST(Csv, AColumnIsFoundByItsWholeNameIfOnlyOneHasIt) {
  const auto table = ParseCsv("id,pre,pre\n");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(*table->Column("id"), 0u);
  EXPECT_THAT(table->Column("pre").status().message(), HasSubstr("two columns"));
  EXPECT_THAT(table->Column("i").status().message(), HasSubstr("no column is named 'i'"));
  EXPECT_THAT(ParseCsv("id;pre;post\n")->Column("id").status().message(), HasSubstr("semicolons"));
}

TEST(Csv, WhatIsQuotedReadsBackTheSame) {
  for (const std::string cell : {"plain", "a,b", "\"", "two\nlines", " spaces ", ""}) {
    const auto table = ParseCsv("x,y\n" + QuoteCsv(cell) + ",1\n");
    ASSERT_TRUE(table.ok()) << table.status();
    EXPECT_EQ(table->records.at(0).cells.at(0), cell);
  }
}

TEST(Csv, GoesOnAfterABadRecordWithTheNext) {
  auto reader = *CsvReader::Open("id,pre\na,1,2\nb\"x,1\n\"c,1\nd,4\n\"e\nf\"y,1\ng,7\n");
  CsvRecord record;
  std::vector<std::string> seen;
  for (;;) {
    const auto any = reader.Next(record);
    if (any.ok() && !*any) break;
    seen.push_back(absl::StrCat(record.line, any.ok() ? record.cells[0] : "!"));
    if (!any.ok()) reader.GoOn();
  }
  EXPECT_THAT(seen, ElementsAre("2!", "3!", "4!", "5d", "6!", "7!", "8g"));
}

}  // namespace
}  // namespace adagio::cli
