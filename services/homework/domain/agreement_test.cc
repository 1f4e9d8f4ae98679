#include "services/homework/domain/agreement.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/homework/domain/facts_for_test.h"
#include "services/homework/domain/ladder.h"
#include "services/homework/domain/library.h"

namespace adagio::homework {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Stances = std::map<std::string, Stance>;

Terms FourWeeks() {
  return {.activities = {"hand_holding", "kissing", "back_rub_clothed"},
          .pause_signal = "red",
          .soft_no_phrase = "not tonight",
          .tentative_acknowledgement = "thank you",
          .review_at = kEvening + absl::Hours(28 * 24)};
}

AgreementRecord Drafted(const Terms& terms = FourWeeks()) {
  return *Draft(Couple(), {.id = kAgreement, .participants = {kP, kD}}, terms, kEvening);
}

const std::map<PartnerId, Stances> kStances = {
    {kP, {{"hand_holding", Stance::kWilling}, {"kissing", Stance::kWilling}, {"back_rub_clothed", Stance::kWilling}}},
    {kD, {{"hand_holding", Stance::kWilling}, {"kissing", Stance::kNotNow}, {"back_rub_clothed", Stance::kTentative}}}};

TEST(DraftAgreement, RefusesParticipantsActivitiesAndReviewsThatMakeNoSense) {
  const auto why = [](std::vector<PartnerId> participants, auto change) {
    Terms terms = FourWeeks();
    change(terms);
    return ReasonOf(Draft(Couple(), {.participants = std::move(participants)}, terms, kEvening).status());
  };
  const auto nothing = [](Terms&) {};
  EXPECT_EQ(why({kP, kD}, nothing), Reason::kNone);
  EXPECT_EQ(why({kP}, nothing), Reason::kFieldInvalid);
  EXPECT_EQ(why({kP, kP}, nothing), Reason::kFieldInvalid);
  EXPECT_EQ(why({kP, kStranger}, nothing), Reason::kFieldInvalid);
  EXPECT_EQ(why({kP, kD}, [](Terms& t) { t.activities.push_back("kissing"); }), Reason::kFieldInvalid);
  EXPECT_EQ(why({kP, kD}, [](Terms& t) { t.review_at = kEvening; }), Reason::kFieldInvalid);
  EXPECT_EQ(why({kP, kD}, [](Terms& t) { t.review_at = kEvening + absl::Hours(24 * 367); }), Reason::kFieldInvalid);
}

TEST(DraftAgreement, LeavesTheVersionInForceAloneAndForgetsEarlierApprovals) {
  AgreementRecord record = *Approve(Drafted(), kP, kStances.at(kP), {"kissing"});
  record.number = 3;
  const AgreementRecord again = *Draft(Couple(), record, FourWeeks(), kEvening);
  EXPECT_EQ(again.number, 3);
  EXPECT_THAT(again.approvals, IsEmpty());
}

TEST(ApproveRelease, TakesOnlyAPartOfWhatTheOwnStancesCover) {
  EXPECT_TRUE(Approve(Drafted(), kD, kStances.at(kD), {"back_rub_clothed"}).ok());
  EXPECT_TRUE(Approve(Drafted(), kD, kStances.at(kD), {}).ok());
  EXPECT_EQ(ReasonOf(Approve(Drafted(), kD, kStances.at(kD), {"kissing"}).status()), Reason::kFieldInvalid);
  EXPECT_EQ(ReasonOf(Approve(Drafted(), kD, kStances.at(kD), {"hand_holding", "hand_holding"}).status()),
            Reason::kFieldInvalid);
  EXPECT_EQ(ReasonOf(Approve(Drafted(), kStranger, {}, {}).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Approve({.participants = {kP, kD}}, kP, {}, {}).status()), Reason::kNotAvailable);
}

TEST(Overlap, ShowsWhatEveryStanceCoversAndEveryoneApprovedShowing) {
  AgreementRecord record = *Approve(Drafted(), kP, kStances.at(kP), {"hand_holding", "kissing"});
  EXPECT_THAT(Overlap(record, kStances), IsEmpty()) << "one has not approved";
  record = *Approve(record, kD, kStances.at(kD), {"hand_holding", "back_rub_clothed"});
  EXPECT_THAT(Overlap(record, kStances), ElementsAre("hand_holding"));
}

TEST(ReleaseAgreement, NeedsEveryApproval) {
  const Agreement agreement{.id = kAgreement, .participants = {kP, kD}, .stances = kStances};
  const AgreementRecord half = *Approve(Drafted(), kP, kStances.at(kP), {});
  EXPECT_EQ(ReasonOf(Release(Couple(), half, agreement, {5, kEvening}).status()), Reason::kApprovalMissing);
  EXPECT_EQ(ReasonOf(Release(Couple(), {.participants = {kP, kD}}, agreement, {5, kEvening}).status()),
            Reason::kNotAvailable);
}

TEST(ReleaseAgreement, PutsTheDraftInForceAndFreezesTheOverlap) {
  const Agreement agreement{.id = kAgreement, .participants = {kP, kD}, .stances = kStances};
  AgreementRecord record = *Approve(Drafted(), kP, kStances.at(kP), {"hand_holding"});
  record = *Approve(record, kD, kStances.at(kD), {"hand_holding"});
  const Released released = *Release(Couple(), record, agreement, {5, kEvening});
  EXPECT_EQ(released.record.number, 1);
  EXPECT_FALSE(released.record.drafted);
  EXPECT_THAT(released.record.overlap, ElementsAre("hand_holding"));
  EXPECT_EQ(released.agreement.released, 5);
  EXPECT_EQ(released.agreement.review_at, FourWeeks().review_at);
  EXPECT_EQ(ReasonOf(Release(Couple(), record, agreement, {5, FourWeeks().review_at}).status()), Reason::kFieldInvalid);
}

TEST(ReleaseAgreement, IsRefusedOnceAParticipantHasLeft) {
  const Agreement agreement{.id = kAgreement, .participants = {kP, kD}, .stances = kStances};
  AgreementRecord record = *Approve(Drafted(), kP, kStances.at(kP), {"hand_holding"});
  record = *Approve(record, kD, kStances.at(kD), {"hand_holding"});
  UnitFacts facts = Couple();
  facts.members[1].left = true;
  EXPECT_EQ(ReasonOf(Release(facts, record, agreement, {5, kEvening}).status()), Reason::kAlreadyOver);
}

TEST(CheckLadder, TakesPartnersOfTheUnitAndTiersThatNeverFall) {
  EXPECT_TRUE(CheckLadder(Couple(), {kP, kD}, {HandHolding(), HandHolding(), BackRub()}).ok());
  EXPECT_FALSE(CheckLadder(Couple(), {kP, kD}, {BackRub(), HandHolding()}).ok());
  EXPECT_FALSE(CheckLadder(Couple(), {kP, kStranger}, {HandHolding()}).ok());
  EXPECT_FALSE(CheckLadder(Couple(), {kP, kP}, {HandHolding()}).ok());
}

TEST(Library, RefusesActivitiesThatBreakARule) {
  const Activity good{.key = "walking",
                      .usual_length = absl::Minutes(20),
                      .shorter_length = absl::Minutes(5),
                      .exit_strategies = {"turn back"}};
  const auto made = [&](auto change) {
    Activity activity = good;
    change(activity);
    return Library::Make({activity}).ok();
  };
  EXPECT_TRUE(made([](Activity&) {}));
  EXPECT_FALSE(made([](Activity& a) { a.key = ""; }));
  EXPECT_FALSE(made([](Activity& a) { a.tier = 11; }));
  EXPECT_FALSE(made([](Activity& a) { a.shorter_length = absl::Minutes(21); }));
  EXPECT_FALSE(made([](Activity& a) { a.exit_strategies.clear(); }));
  EXPECT_FALSE(made([](Activity& a) { a.touch = true; }));
  EXPECT_FALSE(Library::Make({good, good}).ok());
}

}  // namespace
}  // namespace adagio::homework
