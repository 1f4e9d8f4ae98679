#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "absl/algorithm/container.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "adagio/notes/v1/notes.grpc.pb.h"
#include "adagio/progress/v1/progress.grpc.pb.h"
#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/storage/connection.h"
#include "tests/support/practice.h"
#include "tests/support/split_servers.h"
#include "tests/support/verified.h"

// Services in processes of their own, over one store: what one does holds for all, and one that is down takes no other
// with it.

namespace adagio::test {
namespace {

using directory::v1::DirectoryService;
using homework::v1::HomeworkService;
using intake::v1::IntakeService;
using notes::v1::NotesService;
using progress::v1::ProgressService;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;

class ASplit : public testing::Test {
 protected:
  ASplit() {
    // Making a couple takes all services: a process with all of them stands beside the others meanwhile.
    ServerProcess whole({"--join=" + servers_.data().string()});
    const Line line(whole.address());
    practice_ = std::make_unique<Practice>(line, servers_.data());
    couple_ = practice_->AddCouple(line);
    EXPECT_EQ(whole.Stop(), 0);
  }
  Line To(const std::string& service) const { return Line(servers_.AddressOf(service)); }
  Reply<homework::v1::OfferAssignmentResponse> Offer(const homework::v1::OfferAssignmentRequest& offer) const {
    return couple_.thea.Call(To("homework"), &HomeworkService::Stub::OfferAssignment, offer);
  }
  Reply<directory::v1::GetTreatmentUnitResponse> GetUnit() const {
    directory::v1::GetTreatmentUnitRequest request;
    request.set_treatment_unit(couple_.unit);
    return couple_.thea.Call(To("directory"), &DirectoryService::Stub::GetTreatmentUnit, request);
  }

  // What the draft of a new session's note says could not be asked; nothing where there is no draft.
  std::optional<std::vector<int>> MissingInADraft() const {
    auto open = New<notes::v1::OpenSessionRequest>();
    open.set_treatment_unit(couple_.unit);
    open.set_kind(notes::v1::SESSION_KIND_JOINT);
    open.mutable_held_at()->set_seconds(absl::ToUnixSeconds(SystemClock().Now()));
    auto draft = New<notes::v1::DraftNoteRequest>();
    draft.set_session(couple_.thea.Insist(To("notes"), &NotesService::Stub::OpenSession, open).session().name());
    const auto drafted = couple_.thea.Call(To("notes"), &NotesService::Stub::DraftNote, draft);
    if (!drafted.ok()) return std::nullopt;
    return std::vector<int>(drafted.response.missing_facts().begin(), drafted.response.missing_facts().end());
  }

  SplitServers servers_{{"directory", "intake", "homework", "notes", "progress"}, {}};
  std::unique_ptr<Practice> practice_;
  Couple couple_;
};

TEST_F(ASplit, WorksOnWhereOneServiceIsDownAndLosesNothingWhenItIsBack) {
  const auto offer = OfferOf(couple_, "hand_holding");
  const std::string first =
      couple_.thea.Insist(To("homework"), &HomeworkService::Stub::OfferAssignment, offer).assignment().name();
  servers_.at("homework").Kill();

  const auto second = OfferOf(couple_, "sitting_close");
  EXPECT_EQ(Offer(second).status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(GetUnit().ok());
  auto acknowledge = New<intake::v1::AcknowledgeConfidencePolicyRequest>();
  acknowledge.set_treatment_unit(couple_.unit);
  acknowledge.set_version(1);
  EXPECT_TRUE(couple_.pat.Call(To("intake"), &IntakeService::Stub::AcknowledgeConfidencePolicy, acknowledge).ok());

  servers_.at("homework").Start();
  const std::string there =
      couple_.thea.Insist(To("homework"), &HomeworkService::Stub::OfferAssignment, second).assignment().name();
  // What had been answered is answered again, and was done once.
  EXPECT_EQ(couple_.thea.Insist(To("homework"), &HomeworkService::Stub::OfferAssignment, offer).assignment().name(),
            first);
  EXPECT_NE(first, there);
  EXPECT_TRUE(servers_.StopAll());
  const absl::StatusOr<audit::Verified> verified = VerifyFolder(servers_.data());
  EXPECT_TRUE(verified.ok()) << verified.status();
}

TEST_F(ASplit, DraftsANoteWithoutTheServiceThatIsDownAndSaysSo) {
  EXPECT_THAT(MissingInADraft(), Optional(IsEmpty()));

  servers_.at("progress").Kill();
  progress::v1::ListAlertsRequest alerts;
  alerts.set_treatment_unit(couple_.unit);
  const auto gone = couple_.thea.Call(To("progress"), &ProgressService::Stub::ListAlerts, alerts);
  EXPECT_EQ(gone.status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(Offer(OfferOf(couple_, "hand_holding")).ok());
  EXPECT_THAT(MissingInADraft(), Optional(ElementsAre(notes::v1::FACT_SOURCE_PROGRESS)));

  servers_.at("homework").Kill();
  EXPECT_THAT(MissingInADraft(), Optional(Contains(notes::v1::FACT_SOURCE_HOMEWORK)));
  servers_.at("homework").Start();
  // The way there is found again by itself, in as long as gRPC waits between its trials.
  std::optional<std::vector<int>> missing;
  for (const absl::Duration until = Elapsed() + absl::Seconds(30); Elapsed() < until; BackOff()) {
    missing = MissingInADraft();
    const bool unasked = missing.has_value() && absl::c_linear_search(*missing, notes::v1::FACT_SOURCE_HOMEWORK);
    if (missing.has_value() && !unasked) break;
  }
  EXPECT_THAT(missing, Optional(Not(Contains(notes::v1::FACT_SOURCE_HOMEWORK))));
}

TEST_F(ASplit, GivesEveryEventItsPlaceWhicheverProcessEnds) {
  // The one that runs the database started first, and gives places; the others take over when it must not.
  for (const char* activity : {"hand_holding", "sitting_close", "six_second_hug"}) {
    couple_.thea.Insist(To("homework"), &HomeworkService::Stub::OfferAssignment, OfferOf(couple_, activity));
    servers_.at("intake").Kill();
    servers_.at("intake").Start();
  }
  servers_.at("homework").Kill();
  servers_.at("homework").Start();
  EXPECT_TRUE(servers_.StopAll());
  const auto database = OpenDatabase(servers_.data()).value();
  const auto admin = storage::Connection::Open(database->EndpointFor("root").value()).value();
  const storage::Rows rows = admin
                                 ->Query(
                                     "SELECT COUNT(*), MAX(position), COUNT(DISTINCT event_id), "
                                     "(SELECT COUNT(*) FROM adagio_events.outbox) FROM adagio_events.feed",
                                     {})
                                 .value();
  EXPECT_GE(rows[0].Int(0), 3);
  EXPECT_EQ(rows[0].Int(0), rows[0].Int(1));
  EXPECT_EQ(rows[0].Int(0), rows[0].Int(2));
  EXPECT_EQ(rows[0].Int(3), 0) << "events that nobody gave a place";
}

TEST(AProcess, StartsAndAnswersWhereItsPeersAreNotThereYet) {
  const storage::TestFolder folder;
  const std::string nowhere = "unix:" + (folder.path() / "nowhere").string();
  const ServerProcess server({"--data=" + (folder.path() / "data").string(), "--services=homework",
                              "--peers=directory=" + nowhere + ",intake=" + nowhere});
  EXPECT_TRUE(
      Person()
          .Call(Line(server.address()), &server::v1::ServerService::Stub::GetServer, server::v1::GetServerRequest())
          .ok());
}

TEST(AStorysClock, IsOneForAllProcesses) {
  SplitServers servers({"directory", "homework"}, {"--story-clock", "--seed=1"});
  const auto now = [&](const std::string& service, int seconds) {
    server::v1::AdvanceClockRequest request;
    request.mutable_by()->set_seconds(seconds);
    return Person()
        .Insist(Line(servers.AddressOf(service)), &server::v1::StoryService::Stub::AdvanceClock, request)
        .now()
        .seconds();
  };
  const int64_t beginning = now("directory", 0);
  EXPECT_EQ(now("homework", 3600), beginning + 3600);
  EXPECT_EQ(now("directory", 60), beginning + 3660);
  servers.at("homework").Kill();
  servers.at("homework").Start();
  EXPECT_EQ(now("homework", 0), beginning + 3660);
}

}  // namespace
}  // namespace adagio::test
