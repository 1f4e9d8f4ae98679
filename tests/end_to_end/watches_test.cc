#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "adagio/audit/v1/audit.grpc.pb.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/events/v1/events.grpc.pb.h"
#include "tests/support/practice.h"
#include "tests/support/server_process.h"

// List, then watch, on a whole server.

namespace adagio::test {
namespace {

namespace v1 = events::v1;
using homework::v1::HomeworkService;
using testing::ElementsAre;
using testing::IsEmpty;

class AWatch : public testing::Test {
 protected:
  // A stream that somebody reads.
  template <typename Request, typename Response>
  struct Reading {
    grpc::ClientContext context;
    std::unique_ptr<v1::EventsService::Stub> stub;
    std::unique_ptr<grpc::ClientReader<Response>> reader;

    Response Next() {
      Response message;
      EXPECT_TRUE(reader->Read(&message)) << NameOf(reader->Finish());
      return message;
    }
    std::string End() {
      Response message;
      EXPECT_FALSE(reader->Read(&message)) << "something was told that came later";
      return NameOf(reader->Finish());
    }
    ~Reading() { context.TryCancel(); }
  };
  using Events = Reading<v1::WatchEventsRequest, v1::WatchEventsResponse>;
  using View = Reading<v1::WatchOwnViewRequest, v1::WatchOwnViewResponse>;

  std::unique_ptr<View> WatchView(const Person& who, const std::string& unit, const std::string& cursor) {
    auto reading = std::make_unique<View>();
    reading->stub = v1::EventsService::NewStub(line_.channel());
    who.Sign(reading->context);
    v1::WatchOwnViewRequest request;
    request.set_treatment_unit(unit);
    request.set_after_cursor(cursor);
    reading->reader = reading->stub->WatchOwnView(&reading->context, request);
    return reading;
  }
  std::unique_ptr<Events> WatchEvents(const Person& who, const std::string& cursor) {
    auto reading = std::make_unique<Events>();
    reading->stub = v1::EventsService::NewStub(line_.channel());
    who.Sign(reading->context);
    v1::WatchEventsRequest request;
    request.set_practice(practice_.name());
    request.set_after_cursor(cursor);
    reading->reader = reading->stub->WatchEvents(&reading->context, request);
    return reading;
  }
  homework::v1::ListAssignmentsResponse List(const Person& who) {
    homework::v1::ListAssignmentsRequest request;
    request.set_treatment_unit(couple_.unit);
    return who.Insist(line_, &HomeworkService::Stub::ListAssignments, request);
  }
  std::string Offer(const char* activity) {
    return couple_.thea.Insist(line_, &HomeworkService::Stub::OfferAssignment, OfferOf(couple_, activity))
        .assignment()
        .name();
  }
  void Answer(const Person& who, const std::string& assignment, homework::v1::AnswerKind answer) {
    who.Insist(line_, &HomeworkService::Stub::AnswerAssignment, AnswerTo(assignment, answer));
  }

  const storage::TestFolder folder_;
  ServerProcess server_{{"--data=" + folder_.path().string()}};
  const Line line_{server_.address()};
  Practice practice_{line_, folder_.path()};
  const Couple couple_ = practice_.AddCouple(line_);
};

TEST_F(AWatch, OfAPartnerTellsThatTheirViewIsAnotherAndNothingElse) {
  const auto listed = List(couple_.dana);
  const auto watch = WatchView(couple_.dana, couple_.unit, listed.cursor());
  EXPECT_THAT(watch->Next().changed(), IsEmpty());
  const std::string step = Offer(kActivities[0]);
  const auto told = watch->Next();
  EXPECT_THAT(told.changed(), ElementsAre(couple_.unit));
  // The list of now is what was told: a watch after its cursor begins with nothing new.
  EXPECT_THAT(WatchView(couple_.dana, couple_.unit, List(couple_.dana).cursor())->Next().changed(), IsEmpty());
  EXPECT_THAT(WatchView(couple_.dana, couple_.unit, listed.cursor())->Next().changed(), ElementsAre(couple_.unit));
  // Pat's own answer makes nothing active: the next Dana hears of is her own.
  Answer(couple_.pat, step, homework::v1::ANSWER_KIND_YES);
  EXPECT_THAT(WatchView(couple_.dana, couple_.unit, told.cursor())->Next().changed(), IsEmpty());
  Answer(couple_.dana, step, homework::v1::ANSWER_KIND_YES);
  EXPECT_THAT(watch->Next().changed(), ElementsAre(couple_.unit));
  EXPECT_EQ(server_.Stop(), 0);
  EXPECT_EQ(watch->End(), "UNAVAILABLE/SHUTTING_DOWN");
}

TEST_F(AWatch, LeavesNoTraceOfItsLooksInThePartnersOwnReport) {
  const auto watch = WatchView(couple_.dana, couple_.unit, "");
  watch->Next();
  Offer(kActivities[0]);
  watch->Next();
  audit::v1::ListAccessesRequest request;
  request.set_treatment_unit(couple_.unit);
  request.set_page_size(1000);
  const auto looks = [&](const Person& who) {
    int64_t looks = 0;
    const auto report = who.Insist(line_, &audit::v1::AuditService::Stub::ListAccesses, request);
    for (const auto& access : report.accesses()) {
      looks += absl::StrContains(access.method(), "GetAssignmentsCursor") ? 1 : 0;
    }
    return looks;
  };
  EXPECT_EQ(looks(couple_.dana), 0);
  EXPECT_GE(looks(couple_.thea), 2);
}

TEST_F(AWatch, OfAPartnerEndsWithTheirMembershipAndTellsNothingLater) {
  const auto watch = WatchView(couple_.dana, couple_.unit, "");
  watch->Next();
  auto end = New<directory::v1::EndMembershipRequest>();
  end.set_partner(couple_.dana_name);
  couple_.thea.Insist(line_, &directory::v1::DirectoryService::Stub::EndMembership, end);
  EXPECT_EQ(watch->End(), "PERMISSION_DENIED/ACCESS_DENIED");
  EXPECT_EQ(WatchView(couple_.dana, couple_.unit, "")->End(), "PERMISSION_DENIED/ACCESS_DENIED");
}

TEST_F(AWatch, OfATherapistGoesOnWhereTheListStands) {
  const std::string cursor = List(couple_.thea).cursor();
  const std::string step = Offer(kActivities[0]);
  const auto watch = WatchEvents(couple_.thea, cursor);
  for (bool heard = false; !heard;) {
    const v1::WatchEventsResponse told = watch->Next();
    for (const v1::Event& event : told.events()) heard = heard || event.name() == step;
  }
  EXPECT_EQ(WatchEvents(couple_.thea, List(couple_.dana).cursor())->End(), "INVALID_ARGUMENT/FIELD_INVALID");
  EXPECT_EQ(WatchEvents(couple_.pat, "")->End(), "PERMISSION_DENIED/ACCESS_DENIED");
}

}  // namespace
}  // namespace adagio::test
