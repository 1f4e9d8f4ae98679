#include "services/cli/score_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "services/cli/csv.h"
#include "services/cli/file.h"
#include "services/progress/statistics/sample_for_test.h"

namespace adagio::cli {
namespace {

using testing::HasSubstr;

class ScoreChangeCommand : public testing::Test {
 protected:
  ScoreChangeCommand() {
    std::string pattern = testing::TempDir() + "/scores.XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~ScoreChangeCommand() override { std::filesystem::remove_all(folder_); }

  std::string Put(absl::string_view text) {
    const std::string path = (folder_ / "in.csv").string();
    EXPECT_TRUE(WriteFile(path, text).ok());
    return path;
  }

  // Runs with the usual options and `more`.
  absl::Status Score(absl::string_view text, const Args& more) {
    Args args = {absl::StrCat("--in=", Put(text)), "--id=id", "--pre=pre", "--post=post"};
    args.insert(args.end(), more.begin(), more.end());
    out_.str("");
    summary_.str("");
    return ScoreChange(args, out_, summary_);
  }

  std::filesystem::path folder_;
  std::ostringstream out_;
  std::ostringstream summary_;
};

const Args kJacobsonTruax = {"--method=jacobson-truax", "--cutoff=c",           "--reliability=.801",
                             "--functional-mean=7.69",  "--functional-sd=7.52", "--direction=lower"};

Args Without(Args args, absl::string_view option) {
  args.erase(std::remove_if(args.begin(), args.end(),
                            [&](const std::string& arg) { return arg.rfind(std::string(option), 0) == 0; }),
             args.end());
  return args;
}

TEST_F(ScoreChangeCommand, WritesARowForEverybodyAndLeavesWhatIsMissingEmpty) {
  const absl::Status done = Score("id,pre,post\nx,40,4\n\"a,b\",30,30\ny,NA,3\nz,20,\nw,25.5,24\n", kJacobsonTruax);
  ASSERT_TRUE(done.ok()) << done;
  const auto table = ParseCsv(out_.str());
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(table->header, testing::ElementsAre("id", "pre", "post", "rci", "category"));
  ASSERT_EQ(table->records.size(), 5u);
  EXPECT_THAT(table->records[0].cells, testing::ElementsAre("x", "40", "4", testing::StartsWith("-"), "recovered"));
  EXPECT_THAT(table->records[1].cells, testing::ElementsAre("a,b", "30", "30", "0", "unchanged"));
  EXPECT_THAT(table->records[2].cells, testing::ElementsAre("y", "", "3", "", ""));
  EXPECT_THAT(table->records[3].cells, testing::ElementsAre("z", "20", "", "", ""));
  EXPECT_THAT(table->records[4].cells[1], "25.5");
}

TEST_F(ScoreChangeCommand, SummarisesCountsCutoffAndMissing) {
  ASSERT_TRUE(Score("id,pre,post\nx,40,4\nv,30,30\ny,NA,3\n", kJacobsonTruax).ok());
  EXPECT_EQ(summary_.str(),
            "method        jacobson-truax\nn             2\nmissing       1\ncut-off       21.7651\nrecovered     1\n"
            "improved      0\nunchanged     1\ndeteriorated  0\nharmed        0\n");
}

TEST_F(ScoreChangeCommand, WritesToTheFileOfOutAndNotToStdout) {
  const std::string path = (folder_ / "out.csv").string();
  Args args = kJacobsonTruax;
  args.push_back("--out=" + path);
  ASSERT_TRUE(Score("id,pre,post\nx,40,4\nv,30,30\n", args).ok());
  EXPECT_EQ(out_.str(), "");
  EXPECT_THAT(*ReadFile(path), HasSubstr("id,pre,post,rci,category\nx,40,4,"));
}

TEST_F(ScoreChangeCommand, NeverWritesOverItsInput) {
  const std::string text = "id,pre,post\nx,40,4\nv,30,30\n";
  Args args = kJacobsonTruax;
  args.push_back("--out=" + (folder_ / "." / "in.csv").string());
  EXPECT_TRUE(absl::IsInvalidArgument(Score(text, args)));
  EXPECT_EQ(*ReadFile((folder_ / "in.csv").string()), text);
}

TEST_F(ScoreChangeCommand, WritesNothingWhereAnythingIsWrong) {
  const absl::Status refused = Score("id,pre,post\nx,40,4\nv,\"30,5\",30\n", kJacobsonTruax);
  EXPECT_EQ(refused.message(), "line 3: column 'pre' holds no number: a decimal comma; write a point");
  EXPECT_EQ(out_.str() + summary_.str(), "");
}

TEST_F(ScoreChangeCommand, NamesTheOptionThatIsMissing) {
  const std::string text = "id,pre,post\nx,40,4\nv,30,30\n";
  for (const absl::string_view option :
       {"--method", "--cutoff", "--reliability", "--functional-mean", "--functional-sd", "--direction"}) {
    EXPECT_EQ(Score(text, Without(kJacobsonTruax, option)).message(), absl::StrCat(option, " is missing"));
  }
  const auto with = [](absl::string_view method) {
    Args args = Without(kJacobsonTruax, "--method");
    args.push_back(absl::StrCat("--method=", method));
    return args;
  };
  EXPECT_EQ(Score(text, with("nunnally-kotsch")).message(), "--reliability-post is missing");
  EXPECT_EQ(Score(text, with("mid")).message(), "--mid is missing");
  EXPECT_EQ(Score(text, with("percent")).message(), "--percent is missing");
  EXPECT_THAT(Score(text, with("guess")).message(), HasSubstr("--method"));
}

TEST_F(ScoreChangeCommand, SaysWhatTheSampleLacks) {
  EXPECT_THAT(Score("id,pre,post\nx,40,\n", kJacobsonTruax).message(), HasSubstr("no complete pair"));
  EXPECT_THAT(Score("id,pre,post\nx,40,4\n", kJacobsonTruax).message(), HasSubstr("one complete pair"));
  EXPECT_THAT(Score("id,pre,post\nx,40,4\ny,40,4\n", kJacobsonTruax).message(), HasSubstr("zero"));
  Args certain = Without(kJacobsonTruax, "--reliability");
  certain.push_back("--reliability=1");
  EXPECT_THAT(Score("id,pre,post\nx,40,4\ny,30,4\n", certain).message(), HasSubstr("less than 1"));
}

TEST_F(ScoreChangeCommand, AFileThatIsNotThereIsNamed) {
  const absl::Status missing = ScoreChange(
      {"--in=/nowhere.csv", "--id=id", "--pre=pre", "--post=post", "--method=mid", "--mid=5", "--direction=lower"},
      out_, summary_);
  EXPECT_EQ(missing.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(missing.message(), HasSubstr("/nowhere.csv"));
}

TEST_F(ScoreChangeCommand, MidAndPercentHaveNoIndex) {
  const std::string text = "id,pre,post\nx,20,10\nv,0,1\nw,20,16\n";
  ASSERT_TRUE(Score(text, {"--method=mid", "--mid=5", "--direction=lower"}).ok());
  EXPECT_EQ(out_.str(), "id,pre,post,rci,category\nx,20,10,,improved\nv,0,1,,unchanged\nw,20,16,,unchanged\n");
  ASSERT_TRUE(Score(text, {"--method=percent", "--percent=50", "--direction=lower"}).ok());
  EXPECT_EQ(out_.str(), "id,pre,post,rci,category\nx,20,10,,improved\nv,0,1,,deteriorated\nw,20,16,,unchanged\n");
  EXPECT_THAT(Score(text, {"--method=percent", "--percent=.5", "--direction=lower"}).message(),
              HasSubstr("50 for a half"));
}

TEST_F(ScoreChangeCommand, AMirroredFileScoresTheSame) {
  const progress::Sample sample = progress::GenerateSample(21, 500);
  std::string text = "id,pre,post\n", mirrored = text;
  const auto cell = [](double score) { return std::isnan(score) ? std::string("NA") : absl::StrCat(score); };
  for (size_t i = 0; i < sample.pre.size(); ++i) {
    absl::StrAppend(&text, i, ",", cell(sample.pre[i]), ",", cell(sample.post[i]), "\r\n");
    absl::StrAppend(&mirrored, i, ",", cell(63 - sample.pre[i]), ",", cell(63 - sample.post[i]), "\n");
  }
  for (const char* method : {"jacobson-truax", "gulliksen-lord-novick", "hsu-linn-nord", "edwards-nunnally",
                             "nunnally-kotsch", "hageman-arrindell"}) {
    Args args = {absl::StrCat("--method=", method), "--cutoff=c", "--reliability=.86", "--reliability-post=.84",
                 "--functional-sd=7.5"};
    Args back = args;
    args.insert(args.end(), {"--functional-mean=8", "--direction=lower"});
    back.insert(back.end(), {"--functional-mean=55", "--direction=higher"});
    ASSERT_TRUE(Score(text, args).ok());
    const std::string summary = summary_.str();
    ASSERT_TRUE(Score(mirrored, back).ok());
    const auto counts = [](const std::string& said) { return said.substr(said.find("recovered")); };
    EXPECT_EQ(counts(summary), counts(summary_.str())) << method;
    EXPECT_THAT(summary, testing::Not(HasSubstr("recovered     0"))) << method;
  }
}

// An open trial, where its folder is given: the counts that other software publishes for it.
class PublishedTrial : public ScoreChangeCommand {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("ADAGIO_TRIAL_DATA");
    if (folder == nullptr) GTEST_SKIP() << "ADAGIO_TRIAL_DATA does not name the folder that holds claus_2020.csv";
    const auto text = ReadFile(std::string(folder) + "/claus_2020.csv");
    ASSERT_TRUE(text.ok()) << text.status();
    const auto table = ParseCsv(*text);
    ASSERT_TRUE(table.ok()) << table.status();
    trial_ = *table;
  }

  // One row a person: the score of `measure` at the first and at the fourth occasion.
  std::string Wide(absl::string_view measure) {
    const size_t id = *trial_.Column("id"), time = *trial_.Column("time"), score = *trial_.Column(measure);
    std::map<std::string, std::map<std::string, std::string>> people;
    for (const CsvRecord& record : trial_.records) people[record.cells[id]][record.cells[time]] = record.cells[score];
    std::string wide = "id,pre,post\n";
    for (auto& [person, scores] : people) absl::StrAppend(&wide, person, ",", scores["1"], ",", scores["4"], "\n");
    return wide;
  }

  CsvTable trial_;
};

TEST_F(PublishedTrial, DepressionByQuestionnaire) {
  ASSERT_TRUE(Score(Wide("bdi"), kJacobsonTruax).ok());
  EXPECT_EQ(summary_.str(),
            "method        jacobson-truax\nn             40\nmissing       3\ncut-off       21.0166\nrecovered     10\n"
            "improved      8\nunchanged     22\ndeteriorated  0\nharmed        0\n");
}

TEST_F(PublishedTrial, DepressionByRating) {
  ASSERT_TRUE(Score(Wide("hamd"), {"--method=jacobson-truax", "--cutoff=c", "--reliability=.80", "--functional-mean=8",
                                   "--functional-sd=8", "--direction=lower"})
                  .ok());
  EXPECT_EQ(summary_.str(),
            "method        jacobson-truax\nn             40\nmissing       3\ncut-off       19.8870\nrecovered     26\n"
            "improved      3\nunchanged     10\ndeteriorated  1\nharmed        0\n");
}

TEST_F(PublishedTrial, DepressionHalved) {
  ASSERT_TRUE(Score(Wide("hamd"), {"--method=percent", "--percent=50", "--direction=lower"}).ok());
  EXPECT_THAT(summary_.str(), HasSubstr("improved      16\nunchanged     24\ndeteriorated  0\n"));
}

}  // namespace
}  // namespace adagio::cli
