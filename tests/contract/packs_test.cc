#include <fcntl.h>
#include <gmock/gmock.h>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "adagio/homework/v1/homework.pb.h"
#include "services/platform/rpc/field_rules.h"
#include "services/platform/rpc/validate.h"

namespace adagio::homework {
namespace {

using ::testing::AnyOf;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::SizeIs;

class ShippedActivities : public ::testing::Test {
 protected:
  void SetUp() override {
    const int file = open(PACKS_DIR "/activities.textproto", O_RDONLY | O_CLOEXEC);
    ASSERT_GE(file, 0);
    google::protobuf::io::FileInputStream input(file);
    input.SetCloseOnDelete(true);
    ASSERT_TRUE(google::protobuf::TextFormat::Parse(&input, &pack_));
    ASSERT_THAT(pack_.activities(), SizeIs(::testing::Ge(30)));
  }

  // The words a partner reads of an activity, in lower case.
  static std::vector<std::string> Words(const v1::Activity& activity) {
    const std::string text =
        absl::StrCat(activity.title(), " ", activity.description(), " ", absl::StrJoin(activity.exit_strategies(), " "),
                     " ", absl::StrJoin(activity.prompts(), " "));
    return absl::StrSplit(absl::AsciiStrToLower(text), absl::ByAnyChar(" .,;:\"'()"), absl::SkipEmpty());
  }

  v1::ListActivitiesResponse pack_;
};

TEST_F(ShippedActivities, ObeyTheRulesOfTheirContract) {
  rpc::FieldRules rules;
  std::vector<std::string> problems;
  const rpc::MessageRules* of_pack = rules.Read(v1::ListActivitiesResponse::descriptor(), problems);
  ASSERT_THAT(problems, IsEmpty());
  for (const rpc::Violation& violation : rpc::Validate(pack_, *of_pack).violations) {
    ADD_FAILURE() << violation.field << ": " << violation.rule;
  }
}

TEST_F(ShippedActivities, StandInOrderOfTierAndKeyEachOnce) {
  for (int i = 1; i < pack_.activities_size(); ++i) {
    const v1::Activity& before = pack_.activities(i - 1);
    const v1::Activity& after = pack_.activities(i);
    EXPECT_LT(std::make_tuple(before.tier(), before.key()), std::make_tuple(after.tier(), after.key()));
  }
}

TEST_F(ShippedActivities, LeaveNothingUnsaid) {
  for (const v1::Activity& activity : pack_.activities()) {
    EXPECT_FALSE(activity.key().empty() || activity.title().empty() || activity.description().empty())
        << activity.key();
    EXPECT_NE(activity.closeness(), v1::CLOSENESS_UNSPECIFIED) << activity.key();
    EXPECT_GE(activity.tier(), 0) << activity.key();
    EXPECT_LE(activity.tier(), 10) << activity.key();
  }
}

TEST_F(ShippedActivities, SayTouchExactlyWhereBodiesMeet) {
  for (const v1::Activity& activity : pack_.activities()) {
    const bool meets = activity.closeness() == v1::CLOSENESS_AFFECTIONATE_TOUCH ||
                       activity.closeness() == v1::CLOSENESS_SENSATE_FOCUS ||
                       activity.closeness() == v1::CLOSENESS_SEXUAL_TOUCH;
    EXPECT_EQ(activity.touch(), meets) << activity.key();
    EXPECT_EQ(activity.tier() == 0, !meets) << activity.key() << ": tier 0 is for what needs no touch";
  }
}

TEST_F(ShippedActivities, HaveSomethingOfEachKind) {
  std::set<int> kinds;
  for (const v1::Activity& activity : pack_.activities()) kinds.insert(activity.kind());
  for (int kind = v1::AssignmentKind_MIN + 1; kind <= v1::AssignmentKind_MAX; ++kind) {
    EXPECT_TRUE(kinds.contains(kind)) << v1::AssignmentKind_Name(static_cast<v1::AssignmentKind>(kind));
  }
  EXPECT_FALSE(kinds.contains(v1::ASSIGNMENT_KIND_UNSPECIFIED));
}

TEST_F(ShippedActivities, SayOfAllPenetrationThatPainSpeaksAgainstIt) {
  for (const v1::Activity& activity : pack_.activities()) {
    const std::vector<std::string> words = Words(activity);
    if (std::find(words.begin(), words.end(), "penetration") == words.end()) continue;
    EXPECT_THAT(activity.contraindications(), ::testing::Contains(v1::CONTRAINDICATION_PAIN)) << activity.key();
  }
}

TEST_F(ShippedActivities, NameNobodysRole) {
  for (const v1::Activity& activity : pack_.activities()) {
    for (const std::string& word : Words(activity)) {
      EXPECT_THAT(word, Not(MatchesRegex("(pursu|distancer|distancing|avoider).*"))) << activity.key();
    }
  }
}

TEST_F(ShippedActivities, GiveATentativeYesLessTime) {
  for (const v1::Activity& activity : pack_.activities()) {
    EXPECT_GT(activity.shorter_length().seconds(), 0) << activity.key();
    EXPECT_LT(activity.shorter_length().seconds(), activity.usual_length().seconds()) << activity.key();
  }
}

TEST_F(ShippedActivities, OfferAtLeastTwoWaysOut) {
  for (const v1::Activity& activity : pack_.activities()) {
    EXPECT_THAT(activity.exit_strategies(), SizeIs(::testing::Ge(2))) << activity.key();
    for (const std::string& way_out : activity.exit_strategies()) EXPECT_FALSE(way_out.empty()) << activity.key();
  }
}

TEST_F(ShippedActivities, DemandNothingAndBlameNobody) {
  for (const v1::Activity& activity : pack_.activities()) {
    for (const std::string& word : Words(activity)) {
      EXPECT_THAT(word, Not(AnyOf("must", "should", "goal", "goals"))) << activity.key();
      EXPECT_THAT(word, Not(MatchesRegex("(fail|perform|achiev|succe|refus|reject).*"))) << activity.key();
    }
  }
}

}  // namespace
}  // namespace adagio::homework
