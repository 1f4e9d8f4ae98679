#include "services/cli/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace adagio::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const OptionNames kNames = {{"in", "cutoff", "mean"}, {"json"}};

std::string OptionsError(const Args& args) { return std::string(Options::Parse(args, kNames).status().message()); }

TEST(Options, AValueStandsBehindAnEqualsSignOrInTheNextWord) {
  const auto options = Options::Parse({"--in=a.csv", "--cutoff", "c", "--json", "--mean", "-3"}, kNames);
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(*options->Require("in"), "a.csv");
  EXPECT_EQ(*options->Require("cutoff"), "c");
  EXPECT_EQ(*options->RequireNumber("mean"), -3);
  EXPECT_TRUE(options->Has("json"));
}

TEST(Options, WordsKeepTheirOrderAmongOptions) {
  const auto options = Options::Parse({"first", "--json", "second", "--", "--in=no-option"}, kNames);
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_THAT(options->words(), ElementsAre("first", "second", "--in=no-option"));
  EXPECT_TRUE(absl::IsInvalidArgument(options->ExpectNoWords()));
}

TEST(Options, AnUnknownOptionIsAnErrorThatNamesItWithoutItsValue) {
  EXPECT_EQ(OptionsError({"--json", "--speed=7"}), "unknown option --speed");
  EXPECT_EQ(OptionsError({"-x"}), "unknown option -x");
}

TEST(Options, AShortenedNameIsUnknown) {
  EXPECT_EQ(OptionsError({"--cut=c"}), "unknown option --cut");
  EXPECT_EQ(OptionsError({"--cut", "c"}), "unknown option --cut");
  EXPECT_EQ(OptionsError({"--js"}), "unknown option --js");
}

TEST(Options, AnOptionGivenTwiceIsAnError) {
  EXPECT_EQ(OptionsError({"--in=a", "--in=b"}), "--in is given twice");
  EXPECT_EQ(OptionsError({"--json", "--json"}), "--json is given twice");
}

TEST(Options, AValueThatIsNotThereIsAnError) {
  EXPECT_EQ(OptionsError({"--in"}), "--in needs a value");
  EXPECT_THAT(OptionsError({"--json=yes"}), HasSubstr("--json"));
  const auto options = Options::Parse({"--in="}, kNames);
  ASSERT_TRUE(options.ok());
  EXPECT_EQ(options->Require("in").status().message(), "--in is missing");
  EXPECT_EQ(options->Require("cutoff").status().message(), "--cutoff is missing");
}

TEST(Options, ANumberIsFiniteAndHasAPoint) {
  EXPECT_EQ(ParseDecimal(" .801 "), 0.801);
  EXPECT_EQ(ParseDecimal("-1.5e2"), -150);
  for (const char* text : {"", " ", "nan", "inf", "1e999", "0x10", "12,5", "1 2", "1.2.3", "-", "NA"}) {
    EXPECT_FALSE(ParseDecimal(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace adagio::cli
