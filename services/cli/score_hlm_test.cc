#include "services/cli/score_hlm.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "services/cli/csv.h"
#include "services/cli/file.h"

namespace adagio::cli {
namespace {

using testing::HasSubstr;

class ScoreHlmCommand : public testing::Test {
 protected:
  ScoreHlmCommand() {
    std::string pattern = testing::TempDir() + "/slopes.XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~ScoreHlmCommand() override { std::filesystem::remove_all(folder_); }

  absl::Status Score(absl::string_view text, absl::string_view direction = "lower", const Args& more = {}) {
    const std::string path = (folder_ / "in.csv").string();
    EXPECT_TRUE(WriteFile(path, text).ok());
    Args args = {"--in=" + path, "--id=who", "--time=week", "--score=phq", absl::StrCat("--direction=", direction)};
    args.insert(args.end(), more.begin(), more.end());
    out_.str("");
    summary_.str("");
    return ScoreHlm(args, out_, summary_);
  }

  std::filesystem::path folder_;
  std::ostringstream out_;
  std::ostringstream summary_;
};

// Twelve people in five weeks: some get better, some worse, each scattering in their own way.
std::string People() {
  std::string text = "who,week,phq\n";
  for (int week = 0; week < 5; ++week) {
    for (int person = 0; person < 12; ++person) {
      const int scatter = (person * 7 + week * 5) % 4;
      absl::StrAppend(&text, "p", person, ",", week, ",",
                      20 + 2 * (person * 5 % 12) + (person % 4 - 2) * 2 * week + scatter, "\n");
    }
  }
  return text;
}

TEST_F(ScoreHlmCommand, WritesARowForEverybodyAsTheyComeUp) {
  const absl::Status done = Score(People());
  ASSERT_TRUE(done.ok()) << done;
  const auto table = ParseCsv(out_.str());
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(table->header, testing::ElementsAre("id", "slope", "z", "category"));
  ASSERT_EQ(table->records.size(), 12u);
  EXPECT_THAT(table->records[0].cells,
              testing::ElementsAre("p0", testing::StartsWith("-"), testing::StartsWith("-"), "improved"));
  EXPECT_EQ(table->records[2].cells[3], "unchanged");
  EXPECT_EQ(table->records[3].cells[3], "deteriorated");
  EXPECT_THAT(summary_.str(),
              HasSubstr("n             12\noccasions     60\nmissing       0\nfit           converged\n"));
  EXPECT_THAT(summary_.str(), HasSubstr("improved      6\nunchanged     3\ndeteriorated  3\n"));
}

TEST_F(ScoreHlmCommand, TheOtherDirectionSwapsBetterAndWorse) {
  ASSERT_TRUE(Score(People(), "higher").ok());
  EXPECT_THAT(summary_.str(), HasSubstr("improved      3\nunchanged     3\ndeteriorated  6\n"));
}

TEST_F(ScoreHlmCommand, AMissingScoreIsLeftOutAndWhoHasNoneHasAnEmptyRow) {
  std::string text = People();
  absl::StrAppend(&text, "p0,9,\nnobody,1,NA\n\"a,b\",,4\n");
  ASSERT_TRUE(Score(text).ok());
  EXPECT_THAT(out_.str(), HasSubstr("\nnobody,,,\n\"a,b\",,,\n"));
  EXPECT_THAT(summary_.str(), HasSubstr("n             12\noccasions     60\nmissing       3\n"));
}

TEST_F(ScoreHlmCommand, AByteOrderMarkAndMixedLineEndsMakeNoDifference) {
  ASSERT_TRUE(Score(People()).ok());
  const std::string plain = out_.str();
  std::string mixed = "\xEF\xBB\xBF" + People();
  for (size_t at = mixed.find('\n'); at != std::string::npos; at = mixed.find('\n', at + 20)) mixed.insert(at++, "\r");
  ASSERT_TRUE(Score(mixed).ok());
  EXPECT_EQ(out_.str(), plain);
}

TEST_F(ScoreHlmCommand, WritesToTheFileOfOutAndNeverOverItsInput) {
  const std::string path = (folder_ / "out.csv").string();
  ASSERT_TRUE(Score(People(), "lower", {"--out=" + path}).ok());
  EXPECT_EQ(out_.str(), "");
  EXPECT_THAT(*ReadFile(path), HasSubstr("id,slope,z,category\np0,-"));
  EXPECT_TRUE(absl::IsInvalidArgument(Score(People(), "lower", {"--out=" + (folder_ / "in.csv").string()})));
  EXPECT_EQ(*ReadFile((folder_ / "in.csv").string()), People());
}

TEST_F(ScoreHlmCommand, SaysWhatIsWrongInOneLineAndWritesNothing) {
  const auto error = [&](absl::string_view text) { return std::string(Score(text).message()); };
  EXPECT_THAT(error(""), HasSubstr("no header"));
  EXPECT_THAT(error("who,week\na,1\n"), HasSubstr("no column is named 'phq'"));
  EXPECT_THAT(error("who,week,phq\n"), HasSubstr("one person"));
  EXPECT_THAT(error("who,week,phq\na,1,3\na,2,5\na,3,4\n"), HasSubstr("one person"));
  EXPECT_THAT(error("who,week,phq\na,1,3\nb,2,5\nc,3,4\n"), HasSubstr("too few occasions"));
  EXPECT_THAT(error("who,week,phq\na,1,3\na,1,5\nb,1,4\nb,1,2\n"), HasSubstr("same time"));
  EXPECT_THAT(error("who,week,phq\na,1,3\na,2,3\na,3,3\nb,1,3\nb,2,3\nb,3,3\n"), HasSubstr("equal"));
  EXPECT_EQ(error("who,week,phq\na,1,nan\n"), "line 2: column 'phq' holds no number");
  EXPECT_EQ(error("who,week,phq\na,inf,1\n"), "line 2: column 'week' holds no number");
  EXPECT_EQ(error("who,week,phq\na,1,\"2,5\"\n"),
            "line 2: column 'phq' holds no number: a decimal comma; write a point");
  EXPECT_THAT(error("who;week;phq\na;1;2\n"), HasSubstr("semicolons"));
  EXPECT_EQ(error("who,week,phq\na,1,2\n,1,2\n"), "line 3: no id");
  EXPECT_THAT(error("who,week,phq\na,1,2,5\n"), HasSubstr("line 2: 4 cells where the header has 3"));
  EXPECT_EQ(out_.str() + summary_.str(), "");
}

TEST_F(ScoreHlmCommand, NamesTheOptionThatIsMissing) {
  EXPECT_EQ(ScoreHlm({"--in=x"}, out_, summary_).message(), "--id is missing");
  EXPECT_EQ(ScoreHlm({"--in=x", "--id=a", "--time=b", "--score=c"}, out_, summary_).message(),
            "--direction is missing");
  EXPECT_EQ(Score(People(), "up").message(), "--direction must be higher or lower");
}

}  // namespace
}  // namespace adagio::cli
