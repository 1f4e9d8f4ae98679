#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "adagio/progress/v1/progress.grpc.pb.h"
#include "services/notes/api/peer_facts.h"
#include "services/notes/api/peers_for_test.h"
#include "services/notes/api/wire.h"
#include "services/platform/rpc/host.h"

namespace adagio::notes {
namespace {

namespace pg = adagio::progress::v1;

// Gives what it was given, one administration a page, and keeps what it was asked for.
class SomeProgress final : public pg::ProgressService::Service {
 public:
  grpc::Status ListAdministrations(grpc::ServerContext*, const pg::ListAdministrationsRequest* request,
                                   pg::ListAdministrationsResponse* response) override {
    ++asked;
    partner = request->partner();
    const int first = request->page_token().empty() ? 0 : std::stoi(request->page_token());
    if (first < all.administrations_size()) *response->add_administrations() = all.administrations(first);
    if (first + 1 < all.administrations_size()) response->set_next_page_token(std::to_string(first + 1));
    return status;
  }
  pg::ListAdministrationsResponse all;
  grpc::Status status;
  std::string partner;
  int asked = 0;
};

class PeerScoresTest : public testing::Test {
 protected:
  void SetUp() override { peers_.AskHere(*host_, {"adagio.progress.v1"}); }

  pg::Administration& Add(double total, absl::Time at) {
    pg::Administration& added = *progress_.all.add_administrations();
    added.set_partner(rpc::PartnerName(kPractice, kUnit, kP));
    added.set_instrument("phq9");
    *added.mutable_occurred_at() = ToWire(at);
    *added.mutable_submitted_at() = ToWire(at);
    added.mutable_score()->set_total(total);
    return added;
  }
  absl::StatusOr<Facts> Gather(const Wanted& wanted) {
    const rpc::OnBehalf caller("theas-token", std::chrono::steady_clock::now() + std::chrono::seconds(20));
    return facts_.Gather(caller, ScopeForTest::Make(kPractice, kUnit, {Role::kTherapist, kP.uuid()}, "Call"), wanted);
  }

  SomeProgress progress_;
  const std::unique_ptr<rpc::Host> host_ = *rpc::Host::Start({}, {&progress_});
  rpc::Peers peers_;
  PeerFacts facts_{peers_};
};

TEST_F(PeerScoresTest, AreThoseThatCountSinceTheSessionBefore) {
  Add(4.5, kNow);
  Add(9, kNow).set_superseded(true);
  Add(8, kNow).clear_submitted_at();
  Add(12, kNow - absl::Hours(1));
  Add(15, kNow - absl::Hours(48));
  Add(18, kNow - absl::Hours(72));
  const auto facts = Gather({.since = kNow - absl::Hours(24)});
  ASSERT_TRUE(facts.ok()) << facts.status();
  const std::vector<ScoreFact>& scores = facts->progress->scores;
  ASSERT_EQ(scores.size(), 2u);
  EXPECT_EQ(scores[0].partner, kP);
  EXPECT_EQ(scores[0].score, "4.5");
  EXPECT_EQ(scores[1].score, "12");
  EXPECT_EQ(scores[1].at, kNow - absl::Hours(1));
  EXPECT_EQ(progress_.asked, 5) << "the page after the first older one is not asked for";
  EXPECT_FALSE(facts->homework.has_value()) << "nobody serves it";
}

TEST_F(PeerScoresTest, SayWhereAScoreTellsNothingAndLeaveOutWhatHasNone) {
  Add(1, kNow).mutable_score()->set_not_interpretable(pg::NOT_INTERPRETABLE_NO_OCCASION);
  Add(1, kNow);
  for (pg::Administration& each : *progress_.all.mutable_administrations()) each.mutable_score()->clear_total();
  const auto facts = Gather({.since = kNow - absl::Hours(24)});
  ASSERT_TRUE(facts.ok()) << facts.status();
  ASSERT_EQ(facts->progress->scores.size(), 1u);
  EXPECT_EQ(facts->progress->scores[0].score, "not interpretable");
}

TEST_F(PeerScoresTest, OfAnIndividualSessionAreOfItsPartnerAlone) {
  ASSERT_TRUE(Gather({}).ok());
  EXPECT_EQ(progress_.partner, "");
  ASSERT_TRUE(Gather({.only = kP}).ok());
  EXPECT_EQ(progress_.partner, rpc::PartnerName(kPractice, kUnit, kP));
}

TEST_F(PeerScoresTest, AreAbsentWhereNobodyAnswersAndRefusedWhereTheCallerMayNotKnow) {
  progress_.status = grpc::Status(grpc::StatusCode::UNAVAILABLE, "");
  EXPECT_FALSE(Gather({})->progress.has_value());
  progress_.status = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "");
  EXPECT_EQ(ReasonOf(Gather({}).status()), Reason::kAccessDenied);
}

}  // namespace
}  // namespace adagio::notes
