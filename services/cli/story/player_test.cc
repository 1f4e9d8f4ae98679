#include "services/cli/story/player.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>

#include "adagio/directory/v1/directory.pb.h"
#include "adagio/homework/v1/homework.pb.h"
#include "services/cli/story/fake_server_for_test.h"
#include "services/cli/story/transcript.h"

namespace adagio::story {
namespace {

using testing::HasSubstr;

constexpr char kCreate[] = "adagio.directory.v1.DirectoryService/CreatePractice";
constexpr char kAnswer[] = "adagio.homework.v1.HomeworkService/AnswerAssignment";
constexpr char kOffer[] = "adagio.homework.v1.HomeworkService/OfferAssignment";
constexpr char kPractice[] = "practices/11111111-1111-4111-8111-111111111111";

constexpr absl::string_view kBeginning = R"(title: "t"
cast { name: "op" role: OPERATOR }
cast { name: "dana" role: PARTNER subject: "d@x" practice: "${practice}" }
step { as: "op" CreatePractice { display_name: "P" } remember { path: "practice.name" as: "practice" } }
)";

class PlayerTest : public testing::Test {
 protected:
  PlayerTest() {
    directory::v1::CreatePracticeResponse created;
    created.mutable_practice()->set_name(kPractice);
    fake_.On(kCreate, created);
    homework::v1::AnswerAssignmentResponse answered;
    answered.mutable_assignment()->set_state(homework::v1::ASSIGNMENT_STATE_ACTIVE);
    answered.mutable_assignment()->set_name(absl::StrCat(kPractice, "/treatmentUnits/1/assignments/2"));
    fake_.On(kAnswer, answered);
  }
  absl::Status Play(absl::string_view steps, uint64_t seed = 1) {
    const Story story = ReadStory(absl::StrCat(kBeginning, steps), "s.textproto").value();
    Server server(fake_.channel());
    Player player(server, credentials_, {&transcripts_});
    const absl::Status played = player.Play(story, seed);
    steps_played_ = player.steps_played();
    return played;
  }
  // Answers `method` with nothing in it, keeping what it heard.
  template <typename Request>
  void Listen(const std::string& method, std::vector<Request>& heard, std::vector<std::string>& tokens) {
    fake_.On(method, [&heard, &tokens](const FakeServer::Heard& call) {
      Request request;
      request.ParseFromString(call.bytes);
      heard.push_back(request);
      tokens.push_back(call.token);
      return std::string();
    });
  }

  FakeServer fake_;
  ReadableCredentials credentials_;
  Transcripts transcripts_;
  int steps_played_ = 0;
};

TEST_F(PlayerTest, PlaysAStoryWhoseExpectationsHold) {
  EXPECT_EQ(Play(R"(step { as: "dana" AnswerAssignment {} expect { state: "ACTIVE" } })"), absl::OkStatus());
  EXPECT_EQ(steps_played_, 2);
}

TEST_F(PlayerTest, SaysWhichStepDisappointedAndHow) {
  const absl::Status played = Play(R"(step { as: "dana" AnswerAssignment {} expect { state: "PAUSED" } })");
  EXPECT_EQ(played.message(),
            "s.textproto:5: step 2 (AnswerAssignment as dana): expected assignment.state to be 'PAUSED', got 'ACTIVE'");
}

TEST_F(PlayerTest, StopsAtTheFirstDisappointment) {
  Play(R"(step { as: "dana" AnswerAssignment {} expect { state: "PAUSED" } } step { as: "op" CreatePractice {} })")
      .IgnoreError();
  EXPECT_EQ(steps_played_, 2);
}

TEST_F(PlayerTest, ExpectsOkWhereNothingIsSaid) {
  fake_.On(kAnswer, [](const auto&) { return Refuse(Reason::kNotAvailable, "not now"); });
  EXPECT_THAT(Play(R"(step { as: "dana" AnswerAssignment {} })").message(),
              HasSubstr("expected OK, got FAILED_PRECONDITION/NOT_AVAILABLE (not now)"));
}

TEST_F(PlayerTest, EveryKindOfExpectationCanFail) {
  const std::pair<const char*, const char*> expectations[] = {
      {R"(code: "NOT_FOUND")", "expected NOT_FOUND, got OK"},
      {R"(reason: "QUOTA")", "expected RESOURCE_EXHAUSTED/QUOTA, got OK"},
      {R"(violates: "answer")", "expected 'answer' to be named as broken, got ''"},
      {R"(field: "assignment.name" is: "x")", "expected assignment.name to be 'x', got"},
      {R"(field: "assignment.state" is_not: "ACTIVE")", "not to be 'ACTIVE'"},
      {R"(field: "assignment.state" absent: true)", "to be absent, got 'ACTIVE'"},
      {R"(field: "assignment.terms" present: true)", "to be there, got nothing"},
      {R"(field: "assignment.terms.participants" size: 0)", "to be there, got nothing there"},
      {R"(field: "assignment.name" contains: "zz")", "to contain 'zz'"},
      {R"(nowhere: "assignments/2")", "nowhere, got it in assignment.name"},
      {R"(same_as: "first")", "expected the same outcome as 'first'"},
  };
  for (const auto& [expect, complaint] : expectations) {
    const std::string step = absl::StrCat(R"(step { as: "op" CreatePractice {} keep: "first" }
        step { as: "dana" AnswerAssignment {} expect { )",
                                          expect, " } }");
    EXPECT_THAT(Play(step).message(), HasSubstr(complaint)) << expect;
  }
}

TEST_F(PlayerTest, ARefusalIsJudgedByItsReasonAndField) {
  fake_.On(kAnswer, [](const auto&) { return RefuseField("answer", "a known answer"); });
  const char step[] =
      R"(step { as: "dana" AnswerAssignment {} expect { reason: "FIELD_INVALID" violates: "answer" } })";
  EXPECT_EQ(Play(step), absl::OkStatus());
  fake_.On(kAnswer, [](const auto&) { return RefuseField("assignment", "a name"); });
  EXPECT_THAT(Play(step).message(), HasSubstr("expected 'answer' to be named as broken, got 'assignment'"));
  fake_.On(kAnswer, [](const auto&) { return absl::InvalidArgumentError("no details"); });
  EXPECT_THAT(Play(step).message(), HasSubstr("expected INVALID_ARGUMENT/FIELD_INVALID, got INVALID_ARGUMENT"));
}

TEST_F(PlayerTest, OneAlternativeOfSeveralIsEnough) {
  const char step[] = R"(step { as: "dana" AnswerAssignment {}
    allow { expect { reason: "NOT_AVAILABLE" } } allow { expect { state: "ACTIVE" } } })";
  EXPECT_EQ(Play(step), absl::OkStatus());
  fake_.On(kAnswer, [](const auto&) { return Refuse(Reason::kNotAvailable, "not now"); });
  EXPECT_EQ(Play(step), absl::OkStatus());
  fake_.On(kAnswer, [](const auto&) { return Refuse(Reason::kQuota, "busy"); });
  EXPECT_THAT(Play(step).message(), HasSubstr("none of its alternatives"));
}

TEST_F(PlayerTest, SendsNamesTimesAndTheActorsToken) {
  std::vector<homework::v1::OfferAssignmentRequest> heard;
  std::vector<std::string> tokens;
  Listen(kOffer, heard, tokens);
  ASSERT_EQ(Play(R"(
    step { until: "today+1d20h" }
    step {
      as: "dana"
      OfferAssignment { treatment_unit: "${practice}/u" terms { participants: "${practice}/p" } }
      set { path: "terms.starts_at" time: "now+1h" }
      set { path: "terms.usual_length" length: "10m" }
    })"),
            absl::OkStatus());
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0].treatment_unit(), absl::StrCat(kPractice, "/u"));
  EXPECT_EQ(heard[0].terms().participants(0), absl::StrCat(kPractice, "/p"));
  EXPECT_EQ(heard[0].terms().usual_length().seconds(), 600);
  const absl::Time starts = absl::FromUnixSeconds(heard[0].terms().starts_at().seconds());
  EXPECT_EQ(absl::FormatTime("%a %H:%M", starts, absl::UTCTimeZone()), "Tue 21:00");
  EXPECT_EQ(tokens[0], "PARTNER:d@x@11111111-1111-4111-8111-111111111111");
}

TEST_F(PlayerTest, AStepCanComeWithABadToken) {
  std::vector<homework::v1::OfferAssignmentRequest> heard;
  std::vector<std::string> tokens;
  Listen(kOffer, heard, tokens);
  ASSERT_EQ(Play(R"(step { as: "dana" token: NONE OfferAssignment {} }
                    step { as: "dana" token: EXPIRED OfferAssignment {} }
                    step { as: "dana" token: OTHER_PRACTICE OfferAssignment {} })"),
            absl::OkStatus());
  EXPECT_EQ(tokens[0], "");
  EXPECT_THAT(tokens[1], testing::EndsWith(" EXPIRED"));
  EXPECT_THAT(tokens[2], testing::Not(HasSubstr("11111111-1111")));
}

TEST_F(PlayerTest, RequestIdsAreDrawnUnlessWritten) {
  std::vector<homework::v1::OfferAssignmentRequest> heard;
  std::vector<std::string> tokens;
  Listen(kOffer, heard, tokens);
  ASSERT_EQ(Play(R"(step { as: "dana" OfferAssignment {} }
                    step { as: "dana" OfferAssignment {} }
                    step { as: "dana" OfferAssignment { request_id: "${uuid:x}" } }
                    step { as: "dana" OfferAssignment { request_id: "${uuid:x}" } })"),
            absl::OkStatus());
  EXPECT_TRUE(Uuid::Parse(heard[0].request_id()).ok());
  EXPECT_NE(heard[0].request_id(), heard[1].request_id());
  EXPECT_NE(heard[1].request_id(), heard[2].request_id());
  EXPECT_EQ(heard[2].request_id(), heard[3].request_id());
}

TEST_F(PlayerTest, TwoPlaysOnOneServerDoNotShareRequestIds) {
  std::vector<homework::v1::OfferAssignmentRequest> heard;
  std::vector<std::string> tokens;
  Listen(kOffer, heard, tokens);
  ASSERT_EQ(Play(R"(step { as: "dana" OfferAssignment {} })"), absl::OkStatus());
  ASSERT_EQ(Play(R"(step { as: "dana" OfferAssignment {} })"), absl::OkStatus());
  EXPECT_NE(heard[0].request_id(), heard[1].request_id());
}

TEST_F(PlayerTest, RacersAreUnderWayTogether) {
  // Each call waits for the other: one after the other they would never end.
  std::latch both(2);
  fake_.On(kAnswer, [&both](const auto&) {
    both.arrive_and_wait();
    return std::string();
  });
  EXPECT_EQ(Play(R"(step { race {
    step { as: "dana" AnswerAssignment {} }
    step { as: "dana" AnswerAssignment {} }
  } })"),
            absl::OkStatus());
  EXPECT_EQ(steps_played_, 3);
}

TEST_F(PlayerTest, EachRacerIsJudged) {
  std::atomic<int> calls = 0;
  fake_.On(kAnswer, [&calls](const auto&) -> absl::StatusOr<std::string> {
    if (calls++ == 0) return std::string();
    return Refuse(Reason::kQuota, "busy");
  });
  EXPECT_THAT(Play(R"(step { race {
    step { as: "dana" AnswerAssignment {} }
    step { as: "dana" AnswerAssignment {} }
  } })")
                  .message(),
              HasSubstr("expected OK, got RESOURCE_EXHAUSTED/QUOTA"));
}

TEST_F(PlayerTest, RepeatsAsOftenAsSaid) {
  ASSERT_EQ(Play(R"(step { repeat { times: 4 step { as: "dana" AnswerAssignment {} } } })"), absl::OkStatus());
  EXPECT_EQ(steps_played_, 5);
}

TEST_F(PlayerTest, ComplainsWhereTheServerHasNoStoryClock) {
  fake_.Forget("adagio.server.v1.StoryService/AdvanceClock");
  EXPECT_EQ(Play(R"(step { as: "dana" AnswerAssignment {} })"), absl::OkStatus());
  EXPECT_THAT(Play(R"(step { advance: "1d" })").message(), HasSubstr("start it with --story-clock"));
}

TEST_F(PlayerTest, TellsWhenNobodyAnswers) {
  const Story story = ReadStory(kBeginning, "s").value();
  Server server(grpc::CreateChannel("127.0.0.1:1", grpc::InsecureChannelCredentials()));
  EXPECT_THAT(Player(server, credentials_, {}).Play(story, 1).message(), HasSubstr("no server answers there"));
}

TEST_F(PlayerTest, WhatIsToBeRememberedMustBeThere) {
  fake_.On(kAnswer, [](const auto&) { return std::string(); });
  EXPECT_THAT(Play(R"(step { as: "dana" AnswerAssignment {} remember { path: "assignment.name" as: "a" } })").message(),
              HasSubstr("nothing at 'assignment.name' to remember"));
}

}  // namespace
}  // namespace adagio::story
