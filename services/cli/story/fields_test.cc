#include "services/cli/story/fields.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "adagio/homework/v1/homework.pb.h"

namespace adagio::story {
namespace {

using homework::v1::GetUnitHomeworkResponse;

class FieldsTest : public testing::Test {
 protected:
  FieldsTest() {
    EXPECT_TRUE(
        google::protobuf::TextFormat::ParseFromString(R"pb(
                                                        assignments {
                                                          assignment {
                                                            name: "a/1"
                                                            state: ASSIGNMENT_STATE_PAUSED
                                                            terms { starts_at { seconds: 86400 } }
                                                          }
                                                          causes: CAUSE_STRESS
                                                          causes: CAUSE_AWAITS_ANSWER
                                                          sides {
                                                            partner: "p/dana"
                                                            answer: ANSWER_KIND_NO
                                                            check_ins { suds_peak: 0 }
                                                          }
                                                          length { seconds: 900 }
                                                        }
                                                        assignments { assignment { name: "a/2" asks_you: true } })pb",
                                                      &answer_));
  }
  absl::StatusOr<std::optional<Place>> At(absl::string_view path) {
    const Path parsed = ParsePath(path, answer_.GetDescriptor()).value();
    return Find(answer_, parsed, [](absl::string_view text) { return text == "${d}" ? "p/dana" : std::string(text); });
  }
  std::string Text(absl::string_view path) { return TextOf(*At(path).value()); }

  GetUnitHomeworkResponse answer_;
};

TEST_F(FieldsTest, APathPicksElementsByPositionOrByWhatTheySay) {
  EXPECT_EQ(Text("assignments[1].assignment.name"), "a/2");
  EXPECT_EQ(Text("assignments[0].sides[partner=${d}].answer"), "NO");
  EXPECT_FALSE(At("assignments[2].assignment.name").value().has_value());
  EXPECT_FALSE(At("assignments[0].sides[partner=p/pat].answer").value().has_value());
  EXPECT_FALSE(At("assignments[1].assignment.terms.step").value().has_value());
}

TEST_F(FieldsTest, ValuesReadAsText) {
  EXPECT_EQ(Text("assignments[0].assignment.state"), "PAUSED");
  EXPECT_EQ(Text("assignments[0].causes"), "STRESS, AWAITS_ANSWER");
  EXPECT_EQ(Text("assignments[0].length"), "15m");
  EXPECT_EQ(Text("assignments[0].assignment.terms.starts_at"), "1970-01-02T00:00:00+00:00");
  EXPECT_EQ(Text("assignments[1].assignment.asks_you"), "true");
}

TEST_F(FieldsTest, AnOptionalZeroIsThereAndADefaultIsNot) {
  EXPECT_FALSE(IsAbsent(*At("assignments[0].sides[0].check_ins[0].suds_peak").value()));
  EXPECT_TRUE(IsAbsent(*At("assignments[0].sides[0].check_ins[0].suds_before").value()));
  EXPECT_TRUE(IsAbsent(*At("assignments[0].assignment.asks_you").value()));
  EXPECT_TRUE(IsAbsent(*At("assignments[1].causes").value()));
}

TEST_F(FieldsTest, AListHasASize) {
  EXPECT_EQ(SizeOf(*At("assignments").value()), 2);
  EXPECT_EQ(SizeOf(*At("assignments[1].causes").value()), 0);
}

TEST_F(FieldsTest, LeavesComeWithTheirPaths) {
  std::vector<std::string> paths;
  for (const Leaf& leaf : LeavesOf(answer_)) paths.push_back(leaf.path);
  EXPECT_THAT(paths, testing::IsSupersetOf({"assignments[0].assignment.terms.starts_at", "assignments[0].causes[1]",
                                            "assignments[0].sides[0].check_ins[0].suds_peak"}));
}

TEST(ParsePath, SaysWhichPartIsWrong) {
  const auto complaint = [](absl::string_view path) {
    return std::string(ParsePath(path, GetUnitHomeworkResponse::descriptor()).status().message());
  };
  EXPECT_EQ(complaint("assignments[0].stat"), "ClinicalAssignment has no field 'stat'");
  EXPECT_EQ(complaint("assignments.causes"), "'assignments' is a list: say which element");
  EXPECT_EQ(complaint("assignments[0].assignment.name.x"), "'name' has nothing inside");
  EXPECT_EQ(complaint("assignments[0].sides[who=x].answer"), "ParticipantSide has no field 'who'");
  EXPECT_EQ(complaint("assignments[0].assignment[1]"), "'assignment' is no list");
  EXPECT_EQ(complaint("assignments[0"), "a [ without its ]");
  EXPECT_EQ(complaint(""), "an empty path");
}

TEST(ShortName, KeepsWhatTellsValuesApart) {
  const auto* field = homework::v1::Assignment::descriptor()->FindFieldByName("own_answer");
  EXPECT_EQ(ShortName(field, homework::v1::ANSWER_KIND_SOFT_NO), "SOFT_NO");
  EXPECT_EQ(ShortName(field, homework::v1::ANSWER_KIND_NO), "NO");
  EXPECT_EQ(ShortName(field, 99), "99");
}

}  // namespace
}  // namespace adagio::story
