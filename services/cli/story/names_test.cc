#include "services/cli/story/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace adagio::story {
namespace {

class NamesTest : public testing::Test {
 protected:
  SeededEntropy entropy_{1, 2};
  Names names_{entropy_};
};

TEST_F(NamesTest, PutsInWhatIsRemembered) {
  names_.Remember("unit", "practices/1/treatmentUnits/2");
  EXPECT_EQ(names_.Expand("${unit}/partners/x").value(), "practices/1/treatmentUnits/2/partners/x");
  EXPECT_EQ(names_.Expand("no names, $ and {} are plain").value(), "no names, $ and {} are plain");
}

TEST_F(NamesTest, RefusesWhatNobodyRemembered) {
  EXPECT_THAT(names_.Expand("${pat}").status().message(), testing::HasSubstr("'pat'"));
  EXPECT_FALSE(names_.Expand("${pat").ok());
}

TEST_F(NamesTest, GivesTheSameUuidForTheSameLabelOnly) {
  const std::string first = names_.Expand("${uuid:a}").value();
  EXPECT_TRUE(Uuid::Parse(first).ok());
  EXPECT_EQ(names_.Expand("${uuid:a}").value(), first);
  EXPECT_NE(names_.Expand("${uuid:b}").value(), first);
}

TEST_F(NamesTest, MakesLongTexts) {
  EXPECT_EQ(names_.Expand("<${letters:3}>").value(), "<aaa>");
  EXPECT_FALSE(names_.Expand("${letters:many}").ok());
}

TEST_F(NamesTest, PutsBackTheLongestNameThatFitsWholeSegments) {
  names_.Remember("practice", "practices/1");
  names_.Remember("unit", "practices/1/treatmentUnits/2");
  EXPECT_EQ(names_.PutBack("practices/1/treatmentUnits/2/ladders/3"), "${unit}/ladders/3");
  EXPECT_EQ(names_.PutBack("practices/1/treatmentUnits/22"), "${practice}/treatmentUnits/22");
  EXPECT_EQ(names_.PutBack("practices/9"), "practices/9");
}

TEST_F(NamesTest, DoesNotPutBackWordsThatOnlyHappenToBeRemembered) {
  names_.Remember("greeting", "hello");
  EXPECT_EQ(names_.PutBack("hello"), "hello");
}

}  // namespace
}  // namespace adagio::story
