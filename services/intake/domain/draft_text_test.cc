#include "services/intake/domain/draft_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace adagio::intake {
namespace {

using testing::HasSubstr;
using testing::Not;

template <typename IdType>
IdType Numbered(char number) {
  return IdType(Uuid::FromBytes(std::string(15, '\0') + number));
}

const PartnerId kPat = Numbered<PartnerId>(1);
const PartnerId kDana = Numbered<PartnerId>(2);
const absl::Time kNow = absl::FromUnixSeconds(1'772'481'600);

BidLog SixteenToThree() {
  BidLog log{.unit = {{kPat, {}}, {kDana, {}}}};
  for (int i = 0; i < 19; ++i) {
    Bid bid;
    bid.partner = i < 16 ? kPat : kDana;
    bid.other = i < 16 ? kDana : kPat;
    bid.reply = i % 8 == 0 ? BidReply::kWelcomed : BidReply::kDeferred;
    bid.reason = Sensitive<std::string>("the canary sings");
    bid.happened_at = kNow - absl::Hours(24 * (i + 1));
    log.bids.push_back(bid);
  }
  return log;
}

DraftFacts Facts() {
  DraftFacts facts;
  facts.partners = {{kPat, "Pat", GoalsTold::kTold}, {kDana, "Dana", GoalsTold::kNotNow}};
  facts.periods = *PeriodsAt(kNow, {}, {});
  facts.bids = Profile(SixteenToThree(), facts.periods);
  facts.agreements = {{{kPat, kDana}, 2, kNow + absl::Hours(48), false}};
  return facts;
}

TEST(DraftText, SaysWhatIsKnownWithItsLimits) {
  const std::string text = DraftText(Facts());
  EXPECT_THAT(text, HasSubstr("Bids written down from 05 Jan 2026 to 02 Mar 2026\n"));
  EXPECT_THAT(text,
              HasSubstr("- Pat and Dana: one reaches out more often, and the other mostly does not take it up "
                        "(Pat reaches out). By each one's own bids 16 and 3, an asymmetry of 0.7 (0.2 to 0.9).\n"));
  EXPECT_THAT(text, HasSubstr("- Pat to Dana, as Pat tells it: 2.0 (1.1 to 3.2) a week, 2 of 16 welcomed.\n"));
  EXPECT_THAT(text, HasSubstr("- Pat: told in private, in the intake.\n- Dana: not now.\n"));
  EXPECT_THAT(text, HasSubstr("- Pat, Dana: version 2, to be reviewed on 04 Mar 2026.\n"));
}

TEST(DraftText, HoldsNoWordThatAPartnerWrote) { EXPECT_THAT(DraftText(Facts()), Not(HasSubstr("canary"))); }

TEST(DraftText, SaysWhatIsNotKnown) {
  DraftFacts facts = Facts();
  facts.bids = Profile({.unit = {{kPat, {}}, {kDana, {}}}}, facts.periods);
  facts.agreements.reset();
  facts.partners[0].goals = GoalsTold::kNothing;
  const std::string text = DraftText(facts);
  EXPECT_THAT(text, HasSubstr("- Pat and Dana: too little is written down to tell.\n"));
  EXPECT_THAT(text, HasSubstr("- Pat: not told.\n"));
  EXPECT_THAT(text, HasSubstr("could not be asked for just now"));
  facts.agreements = std::vector<DraftAgreement>{};
  EXPECT_THAT(DraftText(facts), HasSubstr("- none yet.\n"));
}

}  // namespace
}  // namespace adagio::intake
