#include "services/homework/api/library_pack.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

std::string Written(const std::string& key, const std::string& more, bool with_a_way_out = true) {
  return absl::StrCat(
      "activities { key: '", key, "' title: 'A talk' closeness: CLOSENESS_CONVERSATION ",
      "usual_length { seconds: 600 } shorter_length { seconds: 300 } kind: ASSIGNMENT_KIND_EXPOSURE_STEP ",
      with_a_way_out ? "exit_strategies: 'tea' " : "", more, "}\n");
}
std::string WrongIn(const std::string& pack) { return FieldOf(LibraryFrom(pack).status()); }

TEST(APack, OfActivitiesIsRead) {
  EXPECT_EQ(LibraryFrom(Written("a", "") + Written("b", "after: 'a'"))->activities().size(), 2u);
}

TEST(APack, WithARingIsRefused) {
  EXPECT_EQ(WrongIn(Written("a", "after: 'b'") + Written("b", "after: 'a'")), "after");
}

TEST(APack, WithAnActivityWithoutAWayOutIsRefused) {
  EXPECT_EQ(WrongIn(Written("a", "") + Written("b", "", false)), "exit_strategies");
}

TEST(APack, OfTenThousandActivitiesIsRefused) {
  std::string pack;
  for (int i = 0; i < 10'000; ++i) pack += Written(absl::StrCat("a", i), "");
  EXPECT_EQ(WrongIn(pack), "activities");
}

TEST(APack, ThatIsNoTextOfActivitiesIsRefusedWithoutAWordOfIt) {
  const absl::Status refused = LibraryFrom("activities { key: 'secret' nothing: 1 }").status();
  EXPECT_EQ(FieldOf(refused), "pack");
  EXPECT_EQ(std::string(refused.message()).find("secret"), std::string::npos);
}

}  // namespace
}  // namespace adagio::homework
