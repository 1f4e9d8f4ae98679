#include "services/intake/domain/formulation.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

FormulationRelease Of(int version, const std::string& text) {
  return {.version = version, .text = Sensitive<std::string>(text), .released_at = {}};
}

TEST(CheckRelease, StandsOnAKeptVersionAlone) {
  Formulation formulation;
  EXPECT_EQ(FieldOf(CheckRelease(formulation, Of(1, "words"))), "version");
  formulation.versions.resize(2);
  EXPECT_TRUE(CheckRelease(formulation, Of(1, "words")).ok());
  EXPECT_TRUE(CheckRelease(formulation, Of(2, "words")).ok());
  EXPECT_EQ(FieldOf(CheckRelease(formulation, Of(3, "words"))), "version");
  EXPECT_EQ(FieldOf(CheckRelease(formulation, Of(0, "words"))), "version");
}

TEST(CheckText, WantsMoreThanWhiteSpace) {
  EXPECT_EQ(FieldOf(CheckText(Sensitive<std::string>(" \n\t"))), "text");
  EXPECT_TRUE(CheckText(Sensitive<std::string>(" words ")).ok());
}

}  // namespace
}  // namespace adagio::intake
