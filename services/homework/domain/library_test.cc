#include "services/homework/domain/library.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

Activity Talk(const std::string& key, std::vector<std::string> after = {}) {
  return {.key = key,
          .closeness = Closeness::kConversation,
          .usual_length = absl::Minutes(10),
          .shorter_length = absl::Minutes(5),
          .exit_strategies = {"tea"},
          .after = std::move(after)};
}
std::string FieldWrong(std::vector<Activity> activities) {
  return FieldOf(Library::Make(std::move(activities)).status());
}

TEST(ALibrary, KnowsWhatComesAfterWhat) {
  EXPECT_EQ(FieldWrong({Talk("a"), Talk("b", {"a"}), Talk("c", {"a", "b"})}), "");
  EXPECT_EQ(FieldWrong({Talk("a", {"nowhere"})}), "after");
  Activity higher = Talk("b");
  higher.tier = 1;
  EXPECT_EQ(FieldWrong({Talk("a", {"b"}), higher}), "after");
}

TEST(ALibrary, HasNoWayBackToItself) {
  EXPECT_EQ(FieldWrong({Talk("a", {"a"})}), "after");
  EXPECT_EQ(FieldWrong({Talk("a", {"c"}), Talk("b", {"a"}), Talk("c", {"b"})}), "after");
  EXPECT_EQ(FieldWrong({Talk("a"), Talk("b", {"a", "c"}), Talk("c", {"b"})}), "after") << "one way in, and a ring";
}

TEST(ALibrary, IsBounded) {
  std::vector<Activity> activities;
  for (int i = 0; i < 10'000; ++i) activities.push_back(Talk(absl::StrCat("a", i)));
  EXPECT_EQ(FieldWrong(activities), "activities");
  activities.resize(kMostActivities);
  EXPECT_EQ(FieldWrong(activities), "");
}

TEST(ALibrary, RefusesAnActivityWithoutAWayOut) {
  Activity activity = Talk("a");
  activity.exit_strategies.clear();
  EXPECT_EQ(FieldWrong({activity}), "exit_strategies");
}

TEST(ALibrary, RefusesTwoOfOneKey) { EXPECT_EQ(FieldWrong({Talk("a"), Talk("b"), Talk("a")}), "key"); }

TEST(ALibrary, RefusesKindsThatDoNotGoWithTouchOrCompany) {
  Activity support = Talk("a");
  support.kind = AssignmentKind::kRoleSupport;
  EXPECT_EQ(FieldWrong({support}), "company") << "for one alone";
  support.company = Company::kAlone;
  EXPECT_EQ(FieldWrong({support}), "");
  Activity window = Talk("a");
  window.kind = AssignmentKind::kReconnectWindow;
  EXPECT_EQ(FieldWrong({window}), "company") << "for two or more";
  Activity touch = Talk("a");
  touch.closeness = Closeness::kAffectionateTouch;
  touch.touch = true;
  touch.kind = AssignmentKind::kSelfRegulation;
  EXPECT_EQ(FieldWrong({touch}), "kind");
}

}  // namespace
}  // namespace adagio::homework
