#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/cursor.h"

namespace adagio::homework {
namespace {

// What a list's cursor stands for: what a watch tells its partner is whether this has changed.
class AView : public HomeworkTest {
 protected:
  std::string ViewOf(const PartnerId& partner) {
    const auto listed = Call(homework_, &HomeworkApi::ListAssignments, Partner(partner), v1::ListAssignmentsRequest());
    EXPECT_TRUE(listed.ok()) << listed.status();
    const keys::Cursors cursors(*ground_.keys, Partner(partner));
    const absl::StatusOr<std::string> view = cursors.ViewIn(listed->cursor());
    EXPECT_TRUE(view.ok()) << view.status();
    const auto alone =
        Call(homework_, &HomeworkApi::GetAssignmentsCursor, Partner(partner), v1::GetAssignmentsCursorRequest());
    EXPECT_EQ(*view, *cursors.ViewIn(alone->cursor()));
    return *view;
  }
  void Hold(const PartnerId& partner) {
    ground_.AsRoot("UPDATE adagio_spine.unit_guard SET version = version + 1 WHERE practice_id = ? AND unit_id = ?",
                   {practice_, unit_});
    ground_.AsRoot(
        "INSERT INTO adagio_spine.hold (practice_id, unit_id, partner_id, hold_id, placed_version, placed_at)"
        " SELECT ?, ?, ?, ?, version, '2026-01-01' FROM adagio_spine.unit_guard"
        " WHERE practice_id = ? AND unit_id = ?",
        {practice_, unit_, partner, hold_, practice_, unit_});
  }
  void Lift() {
    ground_.AsRoot(
        "UPDATE adagio_spine.hold SET lifted_at = '2026-01-01', lifted_version = placed_version + 1"
        " WHERE practice_id = ? AND unit_id = ?",
        {practice_, unit_});
  }
  const Uuid hold_ = ground_.entropy.NewUuid();
};

TEST_F(AView, IsNotMovedByWhatIsPrivateToTheOther) {
  const std::string agreement = AgreementInForce();
  const std::string before = ViewOf(d_);
  SetStance(p_, agreement, "kissing", v1::STANCE_OFF_LIMITS);
  EXPECT_EQ(ViewOf(d_), before) << "a stance while nothing is offered";
  Hold(p_);
  EXPECT_EQ(ViewOf(d_), before) << "a hold while nothing is offered";
  Lift();
  const std::string step = Offered("hand_holding");
  const std::string offered = ViewOf(d_);
  EXPECT_NE(offered, before);
  ASSERT_TRUE(Answer(Partner(p_), step, v1::ANSWER_KIND_TENTATIVE_YES).ok());
  EXPECT_EQ(ViewOf(d_), offered) << "an answer that makes nothing active";
  ASSERT_TRUE(Answer(Partner(d_), step, v1::ANSWER_KIND_YES).ok());
  const std::string active = ViewOf(d_);
  EXPECT_NE(active, offered);
  v1::RecordCheckInRequest check_in;
  check_in.set_assignment(step);
  check_in.mutable_check_in()->set_felt_good("the quiet");
  ASSERT_TRUE(Call(homework_, &HomeworkApi::RecordCheckIn, Partner(p_), check_in).ok());
  EXPECT_EQ(ViewOf(d_), active) << "a check-in";
  SetStance(p_, agreement, "kissing", v1::STANCE_WILLING);
  EXPECT_EQ(ViewOf(d_), active) << "a stance towards something else";
  EXPECT_EQ(ViewOf(third_), ViewOf(third_));
}

TEST_F(AView, OfAPauseIsTheSameForEveryCause) {
  const std::string agreement = AgreementInForce();
  const std::string step = Offered("hand_holding");
  const auto both_say_yes = [&] {
    for (const PartnerId& partner : {p_, d_}) ASSERT_TRUE(Answer(Partner(partner), step, v1::ANSWER_KIND_YES).ok());
  };
  both_say_yes();
  const std::string active = ViewOf(d_);
  Hold(p_);
  const std::string held = ViewOf(d_);
  EXPECT_NE(held, active);
  Lift();
  both_say_yes();
  EXPECT_EQ(ViewOf(d_), active);
  SetStance(p_, agreement, "hand_holding", v1::STANCE_NOT_NOW);
  EXPECT_EQ(ViewOf(d_), held) << "a stance";
  SetStance(p_, agreement, "hand_holding", v1::STANCE_WILLING);
  both_say_yes();
  EXPECT_EQ(ViewOf(d_), active);
  ASSERT_TRUE(Answer(Partner(p_), step, v1::ANSWER_KIND_SOFT_NO).ok());
  EXPECT_EQ(ViewOf(d_), held) << "a soft no";
}

TEST_F(AView, IsMovedByWhatIsSharedAndNotByWhatIsKept) {
  const std::string before = ViewOf(d_);
  v1::NoteVictoryRequest note;
  note.set_text("I asked for a hug");
  const auto noted = Call(journals_, &JournalApi::NoteVictory, Partner(p_), note);
  ASSERT_TRUE(noted.ok()) << noted.status();
  EXPECT_EQ(ViewOf(d_), before) << "a victory that is kept";
  v1::ShareVictoryRequest share;
  share.set_victory(noted->victory().name());
  share.add_partners(NameOf(d_));
  ASSERT_TRUE(Call(journals_, &JournalApi::ShareVictory, Partner(p_), share).ok());
  EXPECT_NE(ViewOf(d_), before) << "one that is shared";
  v1::UnshareVictoryRequest unshare;
  unshare.set_victory(noted->victory().name());
  ASSERT_TRUE(Call(journals_, &JournalApi::UnshareVictory, Partner(p_), unshare).ok());
  EXPECT_EQ(ViewOf(d_), before);
}

TEST_F(AView, IsMovedByARepairWhenItIsReleased) {
  AgreementInForce();
  const std::string before = ViewOf(d_);
  v1::OpenRepairRequest open;
  for (const PartnerId& partner : {p_, d_}) open.add_participants(NameOf(partner));
  open.set_unsafe_or_forced(v1::UNSAFE_OR_FORCED_NO);
  const auto opened = Call(repairs_, &RepairApi::OpenRepair, Partner(p_), open);
  ASSERT_TRUE(opened.ok()) << opened.status();
  v1::AgreeToReleaseRequest agree;
  agree.set_repair(opened->repair().name());
  agree.set_account("It went too fast.");
  ASSERT_TRUE(Call(repairs_, &RepairApi::AgreeToRelease, Partner(p_), agree).ok());
  EXPECT_EQ(ViewOf(d_), before) << "nothing was offered that it could stop";
  v1::ReleaseRepairRequest release;
  release.set_repair(opened->repair().name());
  ASSERT_TRUE(Call(repairs_, &RepairApi::ReleaseRepair, Therapist(), release).ok());
  EXPECT_NE(ViewOf(d_), before);
}

TEST_F(AView, IsMovedByAReleasedVersionAndByAMilestone) {
  const std::string before = ViewOf(d_);
  AgreementInForce();
  const std::string agreed = ViewOf(d_);
  EXPECT_NE(agreed, before);
  v1::NoteMilestoneRequest milestone;
  milestone.add_participants(NameOf(p_));
  milestone.set_text("An evening without a plan");
  ASSERT_TRUE(Call(coaching_, &CoachingApi::NoteMilestone, Therapist(), milestone).ok());
  EXPECT_EQ(ViewOf(d_), agreed) << "another's";
  milestone.add_participants(NameOf(d_));
  ASSERT_TRUE(Call(coaching_, &CoachingApi::NoteMilestone, Therapist(), milestone).ok());
  EXPECT_NE(ViewOf(d_), agreed);
}

TEST_F(AView, OfATherapistIsAPlaceInTheFeedAndNotAfterWhatTheListLacks) {
  const auto listed = Call(homework_, &HomeworkApi::ListAssignments, Therapist(), v1::ListAssignmentsRequest());
  ASSERT_TRUE(listed.ok()) << listed.status();
  const keys::Cursors cursors(*ground_.keys, Therapist());
  EXPECT_EQ(*cursors.PositionIn(listed->cursor()), 0);
  ground_.AsRoot("INSERT INTO adagio_events.feed_end (practice_id, position) VALUES (?, 7)", {practice_});
  const auto later = Call(homework_, &HomeworkApi::ListAssignments, Therapist(), v1::ListAssignmentsRequest());
  EXPECT_EQ(*cursors.PositionIn(later->cursor()), 7);
  EXPECT_FALSE(cursors.ViewIn(later->cursor()).ok());
}

}  // namespace
}  // namespace adagio::homework
