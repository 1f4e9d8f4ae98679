#include "services/cli/story/printed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "adagio/directory/v1/directory.pb.h"
#include "adagio/homework/v1/homework.pb.h"
#include "services/cli/story/fake_server_for_test.h"
#include "services/cli/story/player.h"
#include "services/cli/story/tell.h"

namespace adagio::story {
namespace {

constexpr char kPrintedStory[] = R"(title: "Two evenings"
cast { name: "op" role: OPERATOR }
cast { name: "thea" role: THERAPIST column: "Thea, therapist" }
cast { name: "pat" role: PARTNER column: "Pat" }
cast { name: "dana" role: PARTNER column: "Dana" }
step { part: "Week 1" say: "It begins." }
step { as: "op" CreatePractice {} tell: "opens the practice" }
step { as: "pat" AnswerAssignment {} tell: "says yes; sees {assignment.state}" }
step { as: "dana" AnswerAssignment {} tell: "says a tentative yes to {assignment.terms.activity}, which is a long text" }
step { as: "thea" AnswerAssignment {} tell: "-" }
step { as: "thea" GetAssignment {} tell: "state {assignment.state}" }
step { as: "pat" GetAssignment {} tell: "asked: {assignment.asks_you}" }
step { as: "dana" GetAssignment {} tell: "answer: {assignment.own_answer}" }
step { as: "dana" SubmitIntake {} expect { reason: "POLICY_UNACKNOWLEDGED" } }
)";

TEST(PrintedStory, ShowsWhatEachOneDidAndSawSideBySide) {
  FakeServer fake;
  homework::v1::AnswerAssignmentResponse answered;
  answered.mutable_assignment()->set_state(homework::v1::ASSIGNMENT_STATE_PAUSED);
  answered.mutable_assignment()->mutable_terms()->set_activity("back_rub_clothed");
  fake.On("adagio.homework.v1.HomeworkService/AnswerAssignment", answered);
  fake.On("adagio.homework.v1.HomeworkService/GetAssignment", answered);
  fake.On("adagio.directory.v1.DirectoryService/CreatePractice", directory::v1::CreatePracticeResponse());
  fake.On("adagio.intake.v1.IntakeService/SubmitIntake",
          [](const auto&) { return Refuse(Reason::kPolicyUnacknowledged, "first the policy"); });
  Server server(fake.channel());
  ReadableCredentials credentials;
  const Story story = ReadStory(kPrintedStory, "s").value();
  std::ostringstream out;
  PrintedStory printed(story, out);
  Player player(server, credentials, {&printed});
  ASSERT_EQ(player.Play(story, 1), absl::OkStatus());
  printed.End();
  EXPECT_EQ(out.str(), R"(Two evenings

== Week 1 ==========================================================================================
Thea, therapist                   Pat                               Dana

It begins.
-- day 1 Mon 09:00
op: opens the practice
                                  says yes; sees paused
                                                                    says a tentative yes to back rub
                                                                      clothed, which is a long text
state paused                      asked: no                         answer: -
                                                                    submit intake (refused: policy
                                                                      unacknowledged)
)");
}

TEST(Wrap, BreaksAtBlanksAndCountsLettersNotBytes) {
  EXPECT_THAT(Wrap("one two three", 7), testing::ElementsAre("one two", "three"));
  EXPECT_THAT(Wrap("äöü äöü", 7), testing::ElementsAre("äöü äöü"));
  EXPECT_THAT(Wrap("overlong word", 4), testing::ElementsAre("overlong", "word"));
  EXPECT_THAT(Wrap("one two three", 7, "  "), testing::ElementsAre("one two", "  three"));
  EXPECT_TRUE(Wrap("", 4).empty());
}

TEST(InWords, TakesANameApart) { EXPECT_EQ(InWords("SaveIntakeAnswer"), "save intake answer"); }

}  // namespace
}  // namespace adagio::story
