#include "services/cli/course_page.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <sstream>

namespace adagio::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

template <typename Message>
Message Of(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

UnitCourse Course() {
  UnitCourse course;
  course.unit = Of<directory::v1::TreatmentUnit>(
      R"(display_name: "Pat and Dana" partners { name: "p" display_name: "Pat" } partners { name: "d" display_name: "Dana" left: true })");
  course.trajectories.push_back(Of<progress::v1::Trajectory>(R"(
    partner: "p" instrument: "phq9" best: 6
    points { score { total: 14 } } points { score { total: 6 } } points { score { total: 11 } }
    baseline { score { total: 14 } } latest { score { total: 11 } }
    change { category: CHANGE_CATEGORY_UNCHANGED } track { state: TRACK_STATE_WORSE_THAN_BEST reliable_points: 5 })"));
  course.homework = Of<homework::v1::GetUnitHomeworkResponse>(R"(
    assignments {
      assignment { terms { activity: "hand_holding" } }
      sides { partner: "p" answer: ANSWER_KIND_NO check_ins { suds_before: 20 suds_peak: 60 } check_ins { suds_peak: 40 } check_ins { suds_peak: 45 } }
      sides { partner: "d" answer: ANSWER_KIND_YES }
    })");
  course.bids = Of<intake::v1::GetBidProfileResponse>(R"(
    pairs { maker: "p" receiver: "d"
      by_maker { bids: 3 counts { channel: BID_CHANNEL_VERBAL reply: BID_REPLY_WELCOMED count: 1 } counts { channel: BID_CHANNEL_PHYSICAL reply: BID_REPLY_WELCOMED count: 2 }
        rate_per_week { value: 0.4 low: 0.1 high: 1.1 } }
      by_receiver {} }
    pictures { one: "p" other: "d" stage: BID_STAGE_TOO_LITTLE_DATA })");
  return course;
}

std::string Printed(const UnitCourse& course) {
  std::ostringstream out;
  PrintCourse(course, Letters::kUnicode, absl::UTCTimeZone(), out);
  return out.str();
}

TEST(CoursePage, ShowsScoresAndBesideThemWhatWasTold) {
  const std::string page = Printed(Course());
  EXPECT_THAT(page, HasSubstr("  phq9     14 █▁▆ 11  best 6; unchanged; worse than best (5.0 points are reliable)\n"));
  EXPECT_THAT(page, HasSubstr("  hand_holding: suds before 20 (n 1), suds peak 45 (40..60, n 3)\n"));
  EXPECT_THAT(page, HasSubstr("Dana (left)\n"));
  EXPECT_THAT(page, HasSubstr("Replies to bids from Pat to Dana\n  who made them tells of: 3 welcomed\n"));
  EXPECT_THAT(page, HasSubstr("  to whom they were made tells of: none\n"));
}

TEST(CoursePage, ShowsHowOftenBidsWereWrittenDownWithItsLimits) {
  EXPECT_THAT(Printed(Course()), HasSubstr("as Pat tells: 0.4 (0.1 to 1.1) a week"));
}

TEST(CoursePage, SaysWhereATotalTellsNothing) {
  UnitCourse course = Course();
  course.trajectories.push_back(Of<progress::v1::Trajectory>(R"(
    partner: "p" instrument: "fsfi"
    points { score { not_interpretable: NOT_INTERPRETABLE_NO_OCCASION
      subscales { subscale: "desire" points: 3.6 } subscales { subscale: "pain" not_interpretable: NOT_INTERPRETABLE_NO_OCCASION } } })"));
  EXPECT_THAT(Printed(course), HasSubstr("  fsfi     answered 1, total not interpretable; desire 3.6\n"));
}

constexpr char kStances[] = R"(
  participants { partner: "p"
    stances { activity: "hug" stance: STANCE_WILLING } stances { activity: "hand" stance: STANCE_WILLING }
    stances { activity: "sit" stance: STANCE_TENTATIVE } stances { activity: "rub" stance: STANCE_WILLING } }
  participants { partner: "d"
    stances { activity: "hug" stance: STANCE_WILLING } stances { activity: "hand" stance: STANCE_TENTATIVE }
    stances { activity: "sit" stance: STANCE_TENTATIVE } stances { activity: "rub" stance: STANCE_NOT_NOW } })";

TEST(CoursePage, ShowsTheBreadthOfAnAgreementAsItIsNow) {
  UnitCourse course = Course();
  *course.homework.add_agreements() =
      Of<homework::v1::Agreement>(R"(name: "a" version: 2 participants: "p" participants: "d")");
  course.stances["a"] = Of<homework::v1::GetStancesResponse>(kStances);
  EXPECT_THAT(Printed(course), HasSubstr("Agreement of Pat and Dana, as it is now\n"
                                         "  open to everyone: 3 of 4 activities, 1 of them willingly\n"));
}

TEST(Breadth, IsWhatNobodyIsClosedTo) {
  const Breadth breadth = BreadthOf(Of<homework::v1::GetStancesResponse>(kStances));
  EXPECT_EQ(breadth.activities, 4);
  EXPECT_EQ(breadth.open, 3);
  EXPECT_EQ(breadth.willing, 1);
  EXPECT_EQ(BreadthOf({}).activities, 0);
}

// C4: a no is on no page of measures.
TEST(CoursePage, SaysNothingOfAnswers) {
  UnitCourse without = Course();
  for (homework::v1::ClinicalAssignment& of : *without.homework.mutable_assignments()) {
    for (homework::v1::ParticipantSide& side : *of.mutable_sides()) side.clear_answer();
  }
  EXPECT_EQ(Printed(without), Printed(Course()));
  EXPECT_THAT(Printed(Course()), Not(HasSubstr("ANSWER")));
}

TEST(CoursePage, AUnitWithoutAnythingIsItsNames) {
  UnitCourse course = Course();
  course.trajectories.clear();
  course.homework.Clear();
  course.bids.Clear();
  EXPECT_THAT(Printed(course), HasSubstr("Pat and Dana\n\nPat\n\nDana (left)\n"));
}

}  // namespace
}  // namespace adagio::cli
