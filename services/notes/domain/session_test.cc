#include "services/notes/domain/session.h"

#include <gtest/gtest.h>

#include "services/notes/domain/facts.h"
#include "services/platform/foundation/status.h"

namespace adagio::notes {
namespace {

Uuid IdOf(char byte) { return Uuid::FromBytes(std::string(16, byte)); }

const PartnerId kP(IdOf('p'));
const PartnerId kD(IdOf('d'));
const absl::Time kNow = absl::FromUnixSeconds(1'772'400'000);

Session Joint(char id, int hours_ago) { return {.id = SessionId(IdOf(id)), .held_at = kNow - absl::Hours(hours_ago)}; }
Session Alone(char id, const PartnerId& partner, int hours_ago) {
  Session session = Joint(id, hours_ago);
  session.kind = SessionKind::kIndividual;
  session.partner = partner;
  return session;
}

TEST(ASession, FollowsTheLatestJointOneOrOneOfTheSamePartner) {
  const std::vector<Session> sessions = {Joint('1', 30), Alone('2', kP, 20), Alone('3', kD, 10), Joint('4', 0)};
  EXPECT_EQ(Before(sessions, sessions[0]), nullptr);
  EXPECT_EQ(Before(sessions, sessions[3])->id, sessions[0].id);
  EXPECT_EQ(Before(sessions, Alone('5', kP, 5))->id, sessions[1].id);
  EXPECT_EQ(Before(sessions, Alone('5', kD, 15))->id, sessions[0].id);
}

TEST(ASession, IsLockedSinceTheFirstTime) {
  const Session locked = Lock(Joint('1', 0), kNow);
  EXPECT_EQ(Lock(locked, kNow + absl::Hours(1)).locked_at, kNow);
  EXPECT_EQ(ReasonOf(CheckOpen(locked)), Reason::kSessionLocked);
  EXPECT_TRUE(CheckOpen(Joint('1', 0)).ok());
}

TEST(TheFirstText, TellsNoPartnerApartAfterAJointSession) {
  Facts facts{.homework = HomeworkFacts{.repair_open = true, .hold_stands = true},
              .progress = ProgressFacts{.scores = {{.partner = kP, .instrument = "phq9", .score = "12", .at = kNow}}}};
  facts.homework->assignments.push_back(
      {.activity = "hand_holding", .state = HomeworkState::kPaused, .starts_at = kNow, .ends_at = kNow});
  facts.homework->assignments[0].Widen(60);
  facts.homework->assignments[0].Widen(20);
  const std::string joint = TextOf(Joint('1', 0), facts);
  EXPECT_NE(joint.find("hand_holding: paused"), std::string::npos);
  EXPECT_NE(joint.find("discomfort 20 to 60 of 100"), std::string::npos);
  for (const char* word : {"phq9", "12", " hold", "repair", "declin"}) {
    EXPECT_EQ(joint.find(word), std::string::npos) << word;
  }
  EXPECT_NE(TextOf(Alone('1', kP, 0), facts).find("phq9: 12"), std::string::npos);
}

TEST(TheFirstText, NamesWhatIsMissing) {
  const std::string text = TextOf(Joint('1', 0), Facts{});
  EXPECT_NE(text.find("Homework could not be asked for"), std::string::npos);
  EXPECT_NE(text.find("Scores could not be asked for"), std::string::npos);
}

}  // namespace
}  // namespace adagio::notes
