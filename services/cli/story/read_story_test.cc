#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "adagio/homework/v1/homework.pb.h"
#include "services/cli/story/format.h"
#include "services/cli/story/story.h"

namespace adagio::story {
namespace {

constexpr absl::string_view kCast = R"(title: "t"
cast { name: "op" role: OPERATOR }
cast { name: "dana" role: PARTNER practice: "${practice}" }
step { as: "op" CreatePractice { display_name: "P" } remember { path: "practice.name" as: "practice" } }
)";

absl::StatusOr<Story> Read(absl::string_view steps) { return ReadStory(absl::StrCat(kCast, steps), "s.textproto"); }

// What is wrong with a story whose fifth line is `step`; "" where nothing is.
std::string Wrong(absl::string_view step) { return std::string(Read(step).status().message()); }

TEST(Format, HasAFieldForEveryUnaryRpc) {
  const Format format;
  const auto* step = format.story()->FindFieldByName("step")->message_type();
  for (const google::protobuf::MethodDescriptor* method : ServedMethods()) {
    const auto* field = step->FindFieldByName(method->name());
    ASSERT_NE(field, nullptr) << method->full_name();
    EXPECT_EQ(field->message_type(), method->input_type());
    EXPECT_EQ(format.MethodOf(field), method);
  }
  EXPECT_GT(ServedMethods().size(), 30u);
}

TEST(ReadStory, GivesEachStepItsCall) {
  const Story story = Read(R"(
    step {
      as: "dana"
      AnswerAssignment { assignment: "${practice}/x" answer: ANSWER_KIND_TENTATIVE_YES }
      expect { state: "ACTIVE" }
    })")
                          .value();
  ASSERT_EQ(story.steps.size(), 2u);
  const Step& step = story.steps[1];
  EXPECT_EQ(step.number, "2");
  EXPECT_EQ(step.line, 6);
  EXPECT_EQ(step.method->full_name(), "adagio.homework.v1.HomeworkService.AnswerAssignment");
  const auto& request = dynamic_cast<const homework::v1::AnswerAssignmentRequest&>(*step.request);
  EXPECT_EQ(request.answer(), homework::v1::ANSWER_KIND_TENTATIVE_YES);
  EXPECT_EQ(request.assignment(), "${practice}/x");
  EXPECT_EQ(step.frame.expect(0).state(), "ACTIVE");
}

TEST(ReadStory, NumbersTheStepsOfRacesAndRepetitions) {
  const Story story = Read(R"(
    step { repeat { times: 3 step { race {
      step { as: "op" GetServer {} }
      step { as: "dana" GetServer {} allow { expect { reason: "ACCESS_DENIED" } } allow {} }
    } } } })")
                          .value();
  const Step& repeat = story.steps[1];
  EXPECT_EQ(repeat.times, 3);
  ASSERT_EQ(repeat.repeated.size(), 1u);
  ASSERT_EQ(repeat.repeated[0].raced.size(), 2u);
  EXPECT_EQ(repeat.repeated[0].raced[1].number, "2.1.2");
  EXPECT_EQ(repeat.repeated[0].raced[1].frame.allow_size(), 2);
}

TEST(ReadStory, SaysWhereTheTextIsNotOfTheFormat) {
  EXPECT_THAT(Wrong("step { as: \"op\"\n GetSever {} }"), testing::StartsWith("s.textproto:6:"));
  EXPECT_THAT(Wrong("step { as: \"op\"\n GetSever {} }"), testing::HasSubstr("GetSever"));
  EXPECT_THAT(Wrong("step { as: \"dana\" AnswerAssignment { answer: PERHAPS } }"), testing::HasSubstr("PERHAPS"));
}

TEST(ReadStory, SaysOnWhichLineAStepCannotBePlayed) {
  const std::pair<const char*, const char*> wrong[] = {
      {R"(step { as: "pat" GetServer {} })", "nobody of the cast is 'pat'"},
      {R"(step { as: "dana" GetTreatmentUnit { treatment_unit: "${unit}" } })", "nothing is remembered as 'unit'"},
      {R"(step { as: "dana" GetServer {} SubmitIntake {} })", "a step calls one thing only"},
      {R"(step { as: "dana" GetServer {} race { step { as: "op" GetServer {} } } })", "a step does one thing"},
      {R"(step { race { step { as: "op" GetServer {} } } })", "a race needs at least two steps"},
      {R"(step { race { step { say: "x" } step { say: "y" } } })", "every step of a race calls something"},
      {R"(step { repeat { step { as: "op" GetServer {} } } })", "repeat needs times"},
      {R"(step { advance: "2w" })", "a length is written like"},
      {R"(step { until: "noon" })", "a moment begins with"},
      {R"(step { as: "op" })", "the step calls nothing"},
      {R"(step { })", "the step does nothing"},
      {R"(step { as: "dana" GetServer {} expect { field: "bild" is: "x" } })", "has no field 'bild'"},
      {R"(step { as: "dana" GetServer {} expect { field: "build" } })", "needs one condition"},
      {R"(step { as: "dana" GetServer {} expect { field: "build" is: "x" absent: true } })", "needs one condition"},
      {R"(step { as: "dana" GetServer {} expect { code: "NO" } })", "no code 'NO'"},
      {R"(step { as: "dana" GetServer {} expect { reason: "ACCESS" } })", "no reason 'ACCESS'"},
      {R"(step { as: "dana" GetServer {} expect { same_as: "first" } })", "nothing is kept as 'first'"},
      {R"(step { as: "dana" GetServer {} expect { } })", "an expectation is of an outcome or of one field"},
      {R"(step { as: "dana" GetAssignment {} expect { state: "ACTIV" } })", "AssignmentState has no value 'ACTIV'"},
      {R"(step { as: "dana" GetServer {} expect { reason: "QUOTA" } expect { field: "build" is: "x" } })",
       "a refusal has no answer"},
      {R"(step { as: "dana" GetServer {} expect { code: "OK" } allow { } })", "expect and allow do not go together"},
      {R"(step { as: "dana" GetServer {} set { path: "x" time: "now" } })", "has no field 'x'"},
      {R"(step { as: "dana" OfferAssignment {} set { path: "terms.starts_at" length: "1d" } })",
       "leads to no Duration"},
      {R"(step { as: "dana" OfferAssignment {} set { path: "terms.starts_at" time: "x" } })", "a moment begins"},
      {R"(step { as: "dana" GetServer {} remember { path: "contracts" as: "x" } })",
       "a whole list cannot be remembered"},
      {R"(step { as: "dana" GetServer {} tell: "it is {bild}" })", "has no field 'bild'"},
  };
  for (const auto& [step, complaint] : wrong) {
    EXPECT_THAT(Wrong(step), testing::StartsWith("s.textproto:5: ")) << step;
    EXPECT_THAT(Wrong(step), testing::HasSubstr(complaint)) << step;
  }
}

TEST(ReadStory, OneRacerKnowsNothingOfAnother) {
  EXPECT_THAT(Wrong(R"(step { race {
    step { as: "op" CreatePractice {} remember { path: "practice.name" as: "second" } }
    step { as: "op" AddClinician { practice: "${second}" } }
  } })"),
              testing::HasSubstr("s.textproto:7: nothing is remembered as 'second'"));
}

TEST(ReadStory, AnActorMayNotActBeforeTheirPracticeIsKnown) {
  EXPECT_THAT(std::string(ReadStory(R"(cast { name: "d" role: PARTNER practice: "${p}" }
      step { as: "d" GetServer {} })",
                                    "s")
                              .status()
                              .message()),
              testing::HasSubstr("s:2: nothing is remembered as 'p'"));
}

TEST(ReadStory, MayBeginWithAnother) {
  const Open open = [](const std::string& path) -> absl::StatusOr<std::string> {
    if (path != "stories/first.textproto") return absl::NotFoundError("no such file");
    return std::string(kCast);
  };
  const Story story = ReadStory(R"(begin_with: "first.textproto"
      cast { name: "pat" role: PARTNER practice: "${practice}" }
      step { as: "pat" GetServer {} })",
                                "stories/s.textproto", open)
                          .value();
  ASSERT_EQ(story.steps.size(), 2u);
  EXPECT_EQ(story.steps[0].file, "stories/first.textproto");
  EXPECT_EQ(story.steps[1].file, "stories/s.textproto");
  EXPECT_EQ(story.cast.size(), 3u);
  EXPECT_THAT(std::string(ReadStory("clocks_go_forward_on_day: 8", "s").status().message()),
              testing::HasSubstr("Sunday"));
  EXPECT_EQ(ReadStory(R"(begin_with: "x")", "stories/s", open).status().message(), "stories/s: no such file");
  EXPECT_THAT(std::string(ReadStory(R"(begin_with: "x")", "s").status().message()), testing::HasSubstr("none beside"));
}

}  // namespace
}  // namespace adagio::story
