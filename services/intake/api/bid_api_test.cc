#include "services/intake/api/bid_api.h"

#include <gtest/gtest.h>

#include "services/intake/api/unit_for_test.h"
#include "services/intake/api/wire.h"

namespace adagio::intake {
namespace {

class BidLog : public UnitTest {
 protected:
  void SetUp() override {
    UnitTest::SetUp();
    Acknowledge(a_);
    Acknowledge(b_);
  }

  v1::LogBidRequest RequestOf(const PartnerId& other, int days_ago = 0) {
    v1::LogBidRequest request;
    request.set_other(NameOf(other));
    request.set_direction(v1::BID_DIRECTION_MADE_BY_ME);
    request.set_channel(v1::BID_CHANNEL_PHYSICAL);
    request.set_reply(v1::BID_REPLY_DECLINED_BY_MOVING_AWAY);
    request.set_reason("canary of a reason");
    request.set_impact("canary of an impact");
    *request.mutable_happened_at() = ToWire(ground_.clock.Now() - absl::Hours(24 * days_ago));
    return request;
  }
  absl::StatusOr<v1::LogBidResponse> Log(const PartnerId& partner, const v1::LogBidRequest& request, Uuid id = {}) {
    return Call(bids_, Partner(partner), &BidApi::LogBid, request, id);
  }
  absl::StatusOr<v1::ListOwnBidsResponse> Own(const PartnerId& partner, int size = 0, const std::string& token = "") {
    v1::ListOwnBidsRequest request;
    request.set_page_size(size);
    request.set_page_token(token);
    return Call(bids_, Partner(partner), &BidApi::ListOwnBids, request);
  }
  absl::StatusOr<v1::ListBidsResponse> All(int size = 0, const std::string& token = "") {
    v1::ListBidsRequest request;
    request.set_page_size(size);
    request.set_page_token(token);
    return Call(bids_, Therapist(), &BidApi::ListBids, request);
  }
  absl::StatusOr<v1::GetBidProfileResponse> Ask(const v1::GetBidProfileRequest& request) {
    return Call(bids_, Therapist(), &BidApi::GetBidProfile, request);
  }
  v1::GetBidProfileResponse Counts(const v1::GetBidProfileRequest& request = {}) {
    const auto got = Ask(request);
    EXPECT_TRUE(got.ok()) << got.status();
    return got.value_or(v1::GetBidProfileResponse());
  }
  v1::BidPeriod Days(int from, int to) {
    v1::BidPeriod period;
    *period.mutable_starts_at() = ToWire(ground_.clock.Now() - absl::Hours(24 * from));
    *period.mutable_ends_at() = ToWire(ground_.clock.Now() - absl::Hours(24 * to));
    return period;
  }
  // As many bids of `partner` to `other`, each three hours before the one before, none welcomed.
  void LogMany(const PartnerId& partner, const PartnerId& other, int times, int days_ago) {
    v1::LogBidRequest request = RequestOf(other, days_ago);
    for (int i = 0; i < times; ++i) {
      const absl::Status logged = Log(partner, request).status();
      ASSERT_TRUE(logged.ok()) << logged;
      *request.mutable_happened_at() = ToWire(TimeFrom(request.happened_at()) - absl::Hours(3));
    }
  }
};

TEST_F(BidLog, TakesNothingBeforeThePolicyIsAcknowledged) {
  AsRoot("UPDATE adagio_spine.practice SET policy_version = 2 WHERE practice_id = ?", {practice_});
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Log(a_, RequestOf(b_)).status()), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(Contents(), before);
}

TEST_F(BidLog, KeepsWhenItHappenedApartFromWhenItWasWritten) {
  const auto logged = Log(a_, RequestOf(b_, 30));
  ASSERT_TRUE(logged.ok()) << logged.status();
  const v1::Bid& bid = logged->bid();
  EXPECT_EQ(TimeFrom(bid.happened_at()), ground_.clock.Now() - absl::Hours(24 * 30));
  EXPECT_EQ(TimeFrom(bid.logged_at()), ground_.clock.Now());
  EXPECT_EQ(bid.partner(), NameOf(a_));
  EXPECT_EQ(bid.other(), NameOf(b_));
  EXPECT_EQ(bid.reply(), v1::BID_REPLY_DECLINED_BY_MOVING_AWAY);
  const auto own = Own(a_);
  ASSERT_TRUE(own.ok()) << own.status();
  ASSERT_EQ(own->bids_size(), 1);
  EXPECT_EQ(own->bids(0).SerializeAsString(), bid.SerializeAsString());
}

TEST_F(BidLog, WakesNobody) {
  const std::string outbox = RowsOf("CHECKSUM TABLE adagio_events.outbox, adagio_spine.worklist", {})[0].Text(1);
  ASSERT_TRUE(Log(a_, RequestOf(b_)).ok());
  EXPECT_EQ(RowsOf("CHECKSUM TABLE adagio_events.outbox, adagio_spine.worklist", {})[0].Text(1), outbox);
}

TEST_F(BidLog, ShowsAPartnerNothingOfTheOthers) {
  const std::string before = Own(b_)->SerializeAsString();
  const std::string formulation =
      Call(formulation_, Partner(b_), &FormulationApi::GetFormulation, v1::GetFormulationRequest())
          ->SerializeAsString();
  for (int day = 0; day < 3; ++day) ASSERT_TRUE(Log(a_, RequestOf(b_, day)).ok());
  EXPECT_EQ(Own(b_)->SerializeAsString(), before);
  EXPECT_EQ(Call(formulation_, Partner(b_), &FormulationApi::GetFormulation, v1::GetFormulationRequest())
                ->SerializeAsString(),
            formulation);
  EXPECT_EQ(All()->bids_size(), 3);
}

TEST_F(BidLog, ListsTheLatestFirstAndEachOnceWhateverTheOrderOfWriting) {
  for (const int day : {5, 1, 3, 2, 4})
    ASSERT_TRUE(Log(day % 2 == 0 ? a_ : b_, RequestOf(day % 2 == 0 ? b_ : a_, day)).ok());
  std::vector<absl::Time> seen;
  std::string token;
  do {
    const auto page = All(2, token);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(page->bids_size(), 2);
    for (const v1::Bid& bid : page->bids()) seen.push_back(TimeFrom(bid.happened_at()));
    token = page->next_page_token();
  } while (!token.empty());
  ASSERT_EQ(seen.size(), 5u);
  for (int day = 1; day <= 5; ++day) EXPECT_EQ(seen[day - 1], ground_.clock.Now() - absl::Hours(24 * day));
}

TEST_F(BidLog, APageOfOneReaderOpensForNoOther) {
  for (const int day : {1, 2}) ASSERT_TRUE(Log(a_, RequestOf(b_, day)).ok());
  const std::string token = Own(a_, 1)->next_page_token();
  ASSERT_FALSE(token.empty());
  EXPECT_TRUE(Own(a_, 1, token).ok());
  EXPECT_EQ(FieldOf(Own(b_, 1, token).status()), "page_token");
  EXPECT_EQ(FieldOf(All(1, token).status()), "page_token");
}

TEST_F(BidLog, ARetryWritesOnce) {
  const Uuid id = NewId();
  const v1::LogBidRequest request = RequestOf(b_);
  const auto first = Log(a_, request, id);
  const auto again = Log(a_, request, id);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  EXPECT_EQ(Own(a_)->bids_size(), 1);
  EXPECT_EQ(ReasonOf(Log(a_, RequestOf(b_, 1), id).status()), Reason::kRequestIdReused);
}

TEST_F(BidLog, NamesOnlyOtherPartnersOfTheUnit) {
  const std::string before = Contents();
  EXPECT_EQ(FieldOf(Log(a_, RequestOf(a_)).status()), "other");
  for (const PartnerId& nobody : {c_, PartnerId(NewId()), PartnerId(therapist_)}) {
    EXPECT_EQ(ReasonOf(Log(a_, RequestOf(nobody)).status()), Reason::kResourceMissing);
  }
  EXPECT_EQ(FieldOf(Log(a_, RequestOf(b_, -1)).status()), "happened_at");
  EXPECT_EQ(FieldOf(Log(a_, RequestOf(b_, 10'000)).status()), "happened_at");
  EXPECT_EQ(Contents(), before);
}

TEST_F(BidLog, TakesABidWithWhoLeftWhereTheyAreNamed) {
  Leave(b_);
  EXPECT_TRUE(Log(a_, RequestOf(b_, 1)).ok());
  v1::LogBidRequest unnamed = RequestOf(b_, 2);
  unnamed.clear_other();
  EXPECT_EQ(FieldOf(Log(a_, unnamed).status()), "other") << "nobody else is in the unit";
}

TEST_F(BidLog, TwoTapsDo) {
  v1::LogBidRequest taps;
  taps.set_direction(v1::BID_DIRECTION_MADE_TO_ME);
  taps.set_channel(v1::BID_CHANNEL_EMOTIONAL);
  taps.set_reply(v1::BID_REPLY_WELCOMED);
  const auto logged = Log(a_, taps);
  ASSERT_TRUE(logged.ok()) << logged.status();
  EXPECT_EQ(logged->bid().other(), NameOf(b_));
  EXPECT_EQ(TimeFrom(logged->bid().happened_at()), ground_.clock.Now());
  const PartnerId third = AddPartner(practice_, unit_, 4);
  ground_.clock.Advance(absl::Hours(1));
  EXPECT_EQ(FieldOf(Log(a_, taps).status()), "other") << "with whom, of two?";
  taps.set_other(NameOf(third));
  EXPECT_TRUE(Log(a_, taps).ok());
}

TEST_F(BidLog, ABidTappedTwiceIsWrittenDownOnce) {
  ASSERT_TRUE(Log(a_, RequestOf(b_)).ok());
  ground_.clock.Advance(absl::Seconds(2));
  EXPECT_EQ(FieldOf(Log(a_, RequestOf(b_)).status()), "happened_at");
  EXPECT_TRUE(Log(b_, RequestOf(a_)).ok()) << "what somebody else wrote down is no duplicate";
  EXPECT_EQ(Own(a_)->bids_size(), 1);
}

TEST_F(BidLog, IsCountedForEachOrderedPairAsEachTellsIt) {
  for (int day = 0; day < 4; ++day) ASSERT_TRUE(Log(a_, RequestOf(b_, day)).ok());
  v1::LogBidRequest unnoticed = RequestOf(a_);
  unnoticed.set_channel(v1::BID_CHANNEL_VERBAL);
  unnoticed.set_reply(v1::BID_REPLY_UNNOTICED);
  ASSERT_TRUE(Log(b_, unnoticed).ok());
  v1::LogBidRequest received = RequestOf(a_);
  received.set_direction(v1::BID_DIRECTION_MADE_TO_ME);
  ASSERT_TRUE(Log(b_, received).ok());
  const v1::GetBidProfileResponse profile = Counts();
  ASSERT_EQ(profile.pairs_size(), 2);
  for (const v1::PairBids& pair : profile.pairs()) {
    const bool from_a = pair.maker() == NameOf(a_);
    EXPECT_EQ(pair.receiver(), NameOf(from_a ? b_ : a_));
    EXPECT_EQ(pair.by_maker().bids(), from_a ? 4 : 1);
    EXPECT_EQ(pair.by_receiver().bids(), from_a ? 1 : 0);
    ASSERT_EQ(pair.by_maker().counts_size(), 1);
    EXPECT_EQ(pair.by_maker().counts(0).reply(),
              from_a ? v1::BID_REPLY_DECLINED_BY_MOVING_AWAY : v1::BID_REPLY_UNNOTICED);
  }
}

TEST_F(BidLog, IsDescribedForAPeriodBesideAnEarlierOne) {
  LogMany(a_, b_, 24, 60);
  LogMany(a_, b_, 6, 20);
  LogMany(b_, a_, 3, 20);
  LogMany(b_, a_, 3, 60);
  v1::GetBidProfileRequest request;
  *request.mutable_period() = Days(56, 0);
  *request.mutable_earlier() = Days(84, 56);
  const v1::GetBidProfileResponse profile = Counts(request);
  ASSERT_EQ(profile.pairs_size(), 2);
  EXPECT_EQ(profile.pairs(0).maker(), NameOf(a_)) << "in the order in which they came";
  const v1::BidTelling& told = profile.pairs(0).by_maker();
  EXPECT_EQ(told.bids(), 6);
  EXPECT_EQ(told.bids_earlier(), 24);
  EXPECT_DOUBLE_EQ(told.rate_per_week().value(), 6.0 / 8);
  EXPECT_NEAR(told.rate_per_week().high(), 13.0595 / 8, 1e-4) << "Garwood's upper limit of 6";
  EXPECT_DOUBLE_EQ(told.rate_ratio().value(), (6.0 / 8) / (24.0 / 4));
  EXPECT_LT(told.rate_ratio().high(), 1);
  ASSERT_EQ(told.replies_size(), 5);
  EXPECT_EQ(told.replies(3).reply(), v1::BID_REPLY_DECLINED_BY_MOVING_AWAY);
  EXPECT_EQ(told.replies(3).share().value(), 1);
  ASSERT_EQ(profile.pictures_size(), 1);
  EXPECT_EQ(profile.pictures(0).stage(), v1::BID_STAGE_PURSUER_WITHDRAWING);
  EXPECT_EQ(profile.pictures(0).pursuer(), NameOf(a_));
  EXPECT_EQ(profile.pictures(0).distancer(), NameOf(b_));
  ASSERT_EQ(profile.pictures(0).readings_size(), 3);
  EXPECT_TRUE(profile.pictures(0).readings(0).teller().empty());
  EXPECT_EQ(profile.pictures(0).readings(0).asymmetry().value(), 3.0 / 9);
}

TEST_F(BidLog, NamesNoStageFromAFew) {
  LogMany(a_, b_, 9, 1);
  const v1::GetBidProfileResponse profile = Counts();
  ASSERT_EQ(profile.pictures_size(), 1);
  EXPECT_EQ(profile.pictures(0).stage(), v1::BID_STAGE_TOO_LITTLE_DATA);
  EXPECT_TRUE(profile.pictures(0).pursuer().empty());
  EXPECT_EQ(TimeFrom(profile.period().ends_at()), ground_.clock.Now());
  EXPECT_EQ(TimeFrom(profile.period().starts_at()) - TimeFrom(profile.earlier().starts_at()), kUsualPeriod);
}

TEST_F(BidLog, DescribesNoPeriodThatIsEmptyNotOverOrOverlaps) {
  v1::GetBidProfileRequest request;
  *request.mutable_period() = Days(5, 5);
  EXPECT_EQ(FieldOf(Ask(request).status()), "period");
  *request.mutable_period() = Days(5, -1);
  EXPECT_EQ(FieldOf(Ask(request).status()), "period");
  *request.mutable_period() = Days(5, 0);
  *request.mutable_earlier() = Days(9, 4);
  EXPECT_EQ(FieldOf(Ask(request).status()), "earlier");
}

TEST_F(BidLog, IsSealedForItsWriter) {
  ASSERT_TRUE(Log(a_, RequestOf(b_)).ok());
  const std::string sealed = RowsOf("SELECT content FROM adagio_intake.bid WHERE partner_id = ?", {a_})[0].Text(0);
  EXPECT_EQ(sealed.find("canary"), std::string::npos);
  EXPECT_EQ(sealed.find(b_.ToString()), std::string::npos);
  AsRoot("UPDATE adagio_intake.bid SET partner_id = ? WHERE partner_id = ?", {b_, a_});
  EXPECT_EQ(ReasonOf(Own(b_).status()), Reason::kBug);
}

}  // namespace
}  // namespace adagio::intake
