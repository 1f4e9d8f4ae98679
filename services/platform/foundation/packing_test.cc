#include "services/platform/foundation/packing.h"

#include "gtest/gtest.h"

namespace adagio {
namespace {

TEST(Packing, GivesBackWhatWasPacked) {
  const std::vector<std::string> texts = {"", "5:a", std::string("\0:\n", 3), "träge"};
  EXPECT_EQ(*Unpack(Pack(texts)), texts);
  EXPECT_EQ(*Unpack(""), std::vector<std::string>());
}

TEST(Packing, RefusesWhatItDidNotMake) {
  for (const char* packed : {"x", "3:ab", ":", "1:", "-1:a", "99999999999999999999:a"}) {
    EXPECT_FALSE(Unpack(packed).ok()) << packed;
  }
}

}  // namespace
}  // namespace adagio
