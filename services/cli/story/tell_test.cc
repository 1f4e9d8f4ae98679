#include "services/cli/story/tell.h"

#include <gtest/gtest.h>

#include "adagio/audit/v1/audit.pb.h"
#include "adagio/homework/v1/homework.pb.h"

namespace adagio::story {
namespace {

const google::protobuf::MethodDescriptor& Method(const google::protobuf::Descriptor* of, const char* service,
                                                 const char* method) {
  return *of->file()->FindServiceByName(service)->FindMethodByName(method);
}

class TellTest : public testing::Test {
 protected:
  TellTest() {
    auto answer = std::make_shared<homework::v1::GetAssignmentResponse>();
    homework::v1::Assignment& assignment = *answer->mutable_assignment();
    assignment.set_state(homework::v1::ASSIGNMENT_STATE_PAUSED);
    assignment.mutable_terms()->set_activity("back_rub_clothed");
    assignment.mutable_terms()->set_exit_strategy("Tea, or air.");
    outcome_.answer = answer;
  }
  std::string Told(absl::string_view tell) {
    return Tell(tell, Method(homework::v1::GetAssignmentResponse::descriptor(), "HomeworkService", "GetAssignment"),
                outcome_);
  }

  Outcome outcome_;
};

TEST_F(TellTest, PutsValuesIntoEverydayWords) {
  EXPECT_EQ(Told("{assignment.terms.activity} is {assignment.state}"), "back rub clothed is paused");
  EXPECT_EQ(Told("asked: {assignment.asks_you}, answer {assignment.own_answer}"), "asked: no, answer -");
  EXPECT_EQ(Told("{assignment.terms.exit_strategy}"), "Tea, or air.");
}

TEST_F(TellTest, NamesTheCallWhereNothingIsWrittenAndKeepsStillWhereAsked) {
  EXPECT_EQ(Told(""), "get assignment");
  EXPECT_EQ(Told("-"), "");
}

TEST_F(TellTest, NeverKeepsARefusalToItself) {
  outcome_.answer = nullptr;
  outcome_.code = absl::StatusCode::kPermissionDenied;
  EXPECT_EQ(Told("looks: {assignment.state}"), "looks: - (refused: permission denied)");
  outcome_.reason = "ACCESS_DENIED";
  EXPECT_EQ(Told("looks"), "looks (refused: access denied)");
  EXPECT_EQ(Told("looks: {reason}"), "looks: access denied");
}

TEST_F(TellTest, AMethodIsToldByItsName) {
  auto answer = std::make_shared<audit::v1::ListAccessesResponse>();
  answer->add_accesses()->set_method("adagio.homework.v1.HomeworkService/AnswerAssignment");
  outcome_.answer = answer;
  EXPECT_EQ(Told("{accesses[0].method}"), "answer assignment");
}

}  // namespace
}  // namespace adagio::story
