#include "services/intake/domain/formulation.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

const Sensitive<std::string> kWords("words");

TEST(CheckRelease, StandsOnAKeptVersionAlone) {
  Formulation formulation;
  EXPECT_EQ(FieldOf(CheckRelease(formulation, 1, kWords)), "version");
  formulation.versions.resize(2);
  EXPECT_TRUE(CheckRelease(formulation, 1, kWords).ok());
  EXPECT_TRUE(CheckRelease(formulation, 2, kWords).ok());
  EXPECT_EQ(FieldOf(CheckRelease(formulation, 3, kWords)), "version");
  EXPECT_EQ(FieldOf(CheckRelease(formulation, 0, kWords)), "version");
}

TEST(CheckText, WantsMoreThanWhiteSpace) {
  EXPECT_EQ(FieldOf(CheckText(Sensitive<std::string>(" \n\t"))), "text");
  EXPECT_TRUE(CheckText(Sensitive<std::string>(" words ")).ok());
}

}  // namespace
}  // namespace adagio::intake
