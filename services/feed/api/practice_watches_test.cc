#include <gmock/gmock.h>

#include "services/feed/api/feed_for_test.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::feed {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

TEST_F(FeedTest, ATherapistHearsOfUnitsTreatedNowInTheirOrder) {
  Treat(unit_);
  const auto stream = Watch(Therapist());
  EXPECT_TRUE(stream->Next<v1::WatchEventsResponse>().events().empty());
  Happens("assignment.changed", other_);
  Happens("clinician.changed", UnitId());
  const Uuid step = ground_.entropy.NewUuid();
  const std::string first = Happens("assignment.changed", unit_, step);
  const std::string second = Happens("clearance.changed", unit_);
  const auto told = stream->Next<v1::WatchEventsResponse>();
  ASSERT_GE(told.events_size(), 1);
  EXPECT_EQ(told.events(0).id(), first);
  EXPECT_EQ(told.events(0).type(), "assignment.changed");
  EXPECT_EQ(told.events(0).name(), rpc::NameInUnit(practice_, unit_, "assignments", step));
  EXPECT_EQ(told.events(0).revision(), 3);
  EXPECT_EQ(told.events(0).minute().seconds() % 60, 0);
  EXPECT_EQ(told.events(0).minute().nanos(), 0);
  const std::string next = told.events_size() > 1 ? told.events(1).id() : NextEvents(*stream, 1).at(0);
  EXPECT_EQ(next, second);
}

TEST_F(FeedTest, ATherapistHearsNothingThatCameAfterTheTreatmentEnded) {
  Treat(unit_);
  Treat(other_);
  const auto stream = Watch(Therapist());
  stream->Next<v1::WatchEventsResponse>();
  const std::string before = Happens("assignment.changed", unit_);
  EXPECT_THAT(NextEvents(*stream, 1), ElementsAre(before));
  ground_.AsRoot(
      "UPDATE adagio_spine.relation SET ended_at = '2026-01-01', ended_version = 5 WHERE practice_id = ?"
      " AND unit_id = ?",
      {practice_, unit_});
  Happens("assignment.changed", unit_);
  const std::string elsewhere = Happens("assignment.changed", other_);
  EXPECT_THAT(NextEvents(*stream, 1), ElementsAre(elsewhere));
}

TEST_F(FeedTest, ABackupHearsOfTheAlertThatWentOnToThemAndOfNothingElseThere) {
  Treat(other_);
  const Uuid theirs = ground_.entropy.NewUuid();
  ground_.AsRoot("INSERT INTO adagio_spine.escalation VALUES (?, ?, ?, ?, '2026-01-01')",
                 {practice_, theirs, therapist_, unit_});
  const auto stream = Watch(Therapist());
  stream->Next<v1::WatchEventsResponse>();
  Happens("alert.escalated", unit_);
  Happens("alert.raised", unit_, theirs);
  Happens("assignment.changed", unit_);
  const std::string heard = Happens("alert.escalated", unit_, theirs);
  const auto told = stream->Next<v1::WatchEventsResponse>();
  ASSERT_EQ(told.events_size(), 1);
  EXPECT_EQ(told.events(0).id(), heard);
  EXPECT_EQ(told.events(0).name(), rpc::NameInUnit(practice_, unit_, "alerts", theirs));
}

TEST_F(FeedTest, AnEhrHearsOfNothingButWhatItMayKnow) {
  const auto stream = Watch(Ehr());
  stream->Next<v1::WatchEventsResponse>();
  for (const char* type : {"clearance.changed", "intake.submitted", "assignment.changed", "agreement.changed",
                           "repair.changed", "psychotherapy_note.changed", "something.new"}) {
    Happens(type, unit_);
  }
  const std::string known = Happens("treatment_unit.changed", UnitId(), unit_.uuid());
  const auto told = stream->Next<v1::WatchEventsResponse>();
  ASSERT_EQ(told.events_size(), 1);
  EXPECT_EQ(told.events(0).id(), known);
  EXPECT_EQ(told.events(0).name(), rpc::UnitName(practice_, unit_));
  EXPECT_EQ(told.events(0).revision(), 0) << "its gaps would count what an EHR may not hear of";
}

TEST_F(FeedTest, AWatchGoesOnAfterEachCursorWithoutGapOrRepetition) {
  std::vector<std::string> all;
  const std::string beginning = Watch(Ehr())->Next<v1::WatchEventsResponse>().cursor();
  for (int i = 0; i < 600; ++i) all.push_back(Happens("clinician.changed", UnitId()));
  std::vector<std::string> cursors = {beginning};
  std::vector<size_t> heard = {0};
  const auto stream = Watch(Ehr(), beginning);
  std::vector<std::string> ids;
  while (ids.size() < all.size()) {
    const auto told = stream->Next<v1::WatchEventsResponse>();
    EXPECT_LE(told.events_size(), 256);
    for (const v1::Event& event : told.events()) ids.push_back(event.id());
    cursors.push_back(told.cursor());
    heard.push_back(ids.size());
  }
  EXPECT_THAT(ids, ElementsAreArray(all));
  for (size_t i = 0; i + 1 < cursors.size(); ++i) {
    const auto again = Watch(Ehr(), cursors[i]);
    EXPECT_THAT(NextEvents(*again, all.size() - heard[i]), ElementsAreArray(all.begin() + heard[i], all.end()));
  }
}

TEST_F(FeedTest, AReaderWithoutRoomIsSentNothingAndLosesNothing) {
  const auto stream = Watch(Ehr());
  stream->Next<v1::WatchEventsResponse>();
  const auto quick = Watch(Ehr());
  quick->Next<v1::WatchEventsResponse>();
  stream->HaveRoom(false);
  std::vector<std::string> all;
  for (int i = 0; i < 20; ++i) all.push_back(Happens("clinician.changed", UnitId()));
  EXPECT_THAT(NextEvents(*quick, 20), ElementsAreArray(all));
  EXPECT_EQ(stream->waiting(), 0u);
  stream->HaveRoom(true);
  EXPECT_THAT(NextEvents(*stream, 20), ElementsAreArray(all));
}

TEST_F(FeedTest, ACursorOfAnotherIsNoCursor) {
  const std::string ours = Watch(Ehr())->Next<v1::WatchEventsResponse>().cursor();
  const auto refused = [&](const Scope& scope, const std::string& cursor) {
    return FieldOf(TryWatch(NewStream(scope), cursor));
  };
  EXPECT_EQ(refused(Ehr(), "forged"), "after_cursor");
  EXPECT_EQ(refused(Ehr(), ours + "A"), "after_cursor");
  std::string changed = ours;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_EQ(refused(Ehr(), changed), "after_cursor");
  EXPECT_EQ(refused(Therapist(), ours), "after_cursor");
  EXPECT_EQ(refused(As(Role::kIntegration, therapist_), ours), "after_cursor");
  const PracticeId elsewhere = ground_.AddPractice();
  EXPECT_EQ(refused(ScopeForTest::Make(elsewhere, UnitId(), {Role::kIntegration, ehr_}, "Watch"), ours),
            "after_cursor");
  const std::string view = *keys::Cursors(*ground_.keys, Ehr()).OfView(std::string(32, 'v'));
  EXPECT_EQ(refused(Ehr(), view), "after_cursor");
}

TEST_F(FeedTest, ACursorFromTheFutureIsNoCursor) {
  Happens("clinician.changed", UnitId());
  const keys::Cursors cursors(*ground_.keys, Ehr());
  EXPECT_EQ(FieldOf(TryWatch(NewStream(Ehr()), *cursors.OfPosition(2))), "after_cursor");
  EXPECT_TRUE(TryWatch(NewStream(Ehr()), *cursors.OfPosition(1)).ok());
}

TEST_F(FeedTest, AnExpiredCursorIsRefusedWithTheFloorFromWhichAWatchGoesOn) {
  std::vector<std::string> all;
  for (int i = 0; i < 6; ++i) all.push_back(Happens("clinician.changed", UnitId()));
  ground_.AsRoot("DELETE FROM adagio_events.feed WHERE practice_id = ? AND position <= 3", {practice_});
  ground_.AsRoot("UPDATE adagio_events.feed_end SET forgotten = 3 WHERE practice_id = ?", {practice_});
  const absl::Status expired = TryWatch(NewStream(Ehr()), *keys::Cursors(*ground_.keys, Ehr()).OfPosition(2));
  EXPECT_EQ(ReasonOf(expired), Reason::kCursorExpired);
  EXPECT_EQ(expired.code(), absl::StatusCode::kOutOfRange);
  const auto stream = Watch(Ehr(), FloorOf(expired));
  EXPECT_THAT(NextEvents(*stream, 3), ElementsAreArray(all.begin() + 3, all.end()));
}

}  // namespace
}  // namespace adagio::feed
