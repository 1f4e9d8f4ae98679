#include "services/homework/domain/repair.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/homework/domain/facts_for_test.h"

namespace adagio::homework {
namespace {

const RepairId kRepair = RepairId(NumberedUuid('r', 1));
const Moment kNight = {.version = 10, .now = kEvening + absl::Hours(3)};

RepairRecord ByD(UnsafeOrForced unsafe = UnsafeOrForced::kNo) {
  return {.id = kRepair,
          .participants = {kP, kD},
          .opener = kD,
          .opened = kNight.version,
          .opened_at = kNight.now,
          .unsafe_or_forced = unsafe,
          .private_account = {},
          .account = {},
          .released_at = {}};
}
Sensitive<std::string> Words(const char* words) { return Sensitive<std::string>(words); }
RepairRecord Released() { return *Release(*AgreeToRelease(ByD(), kD, Words("It came too soon.")), kNight); }
Ownership OwnedBy(const PartnerId& partner) { return {partner, Words("I did not ask."), kNight.now}; }

TEST(OpenRepair, StopsAStepThatWasActive) {
  const UnitFacts open = *OpenRepair(Active(HandHolding()), ByD(), kNight);
  EXPECT_EQ(StateOf(open, kNight.now), State::kPaused);
  EXPECT_FALSE(open.members[0].held);
}

TEST(OpenRepair, HoldsEveryoneInItWhereItsOpenerFeltUnsafeOrIsNotSure) {
  for (const UnsafeOrForced unsafe : {UnsafeOrForced::kYes, UnsafeOrForced::kUnsure}) {
    const UnitFacts open = *OpenRepair(Couple(), ByD(unsafe), kNight);
    for (const Member& member : open.members) EXPECT_TRUE(member.held);
  }
}

TEST(OpenRepair, TakesPartnersOfTheUnitEachOnceItsOpenerAmongThem) {
  RepairRecord wrong = ByD();
  for (const std::vector<PartnerId>& participants :
       {std::vector<PartnerId>{}, {kD}, {kD, kD}, {kD, kStranger}, {kP, kStranger}}) {
    wrong.participants = participants;
    EXPECT_EQ(FieldOf(OpenRepair(Couple(), wrong, kNight).status()), "participants");
  }
  wrong = ByD();
  wrong.opener = kStranger;
  EXPECT_EQ(FieldOf(OpenRepair(Couple(), wrong, kNight).status()), "participants");
}

TEST(ARepair, IsKnownToItsOpenerAloneUntilItIsReleased) {
  EXPECT_TRUE(MayKnowOf(ByD(), kD));
  EXPECT_FALSE(MayKnowOf(ByD(), kP));
  EXPECT_FALSE(MayKnowOf(*AgreeToRelease(ByD(), kD, Words("x")), kP));
  EXPECT_TRUE(MayKnowOf(Released(), kP));
  EXPECT_FALSE(MayKnowOf(Released(), kStranger));
}

TEST(ARelease, NeedsItsOpenersAgreementWhichMayBeTakenBack) {
  EXPECT_EQ(ReasonOf(Release(ByD(), kNight).status()), Reason::kApprovalMissing);
  const RepairRecord agreed = *AgreeToRelease(ByD(), kD, Words("x"));
  EXPECT_EQ(ReasonOf(Release(*RetractRelease(agreed, kD), kNight).status()), Reason::kApprovalMissing);
  EXPECT_EQ(ReasonOf(AgreeToRelease(ByD(), kP, Words("x")).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(RetractRelease(Released(), kD).status()), Reason::kNotAvailable);
  EXPECT_EQ(ReasonOf(AgreeToRelease(Released(), kP, Words("x")).status()), Reason::kNotAvailable);
  EXPECT_EQ(ReasonOf(Release(Released(), kNight).status()), Reason::kAlreadyOver);
}

TEST(ARelease, IsNotForWhatIsAMatterOfSafety) {
  const RepairRecord agreed = *AgreeToRelease(ByD(UnsafeOrForced::kYes), kD, Words("x"));
  EXPECT_EQ(ReasonOf(Release(agreed, kNight).status()), Reason::kClearanceHeld);
  EXPECT_EQ(ReasonOf(Close(agreed).status()), Reason::kClearanceHeld) << "nor is it closed unreviewed";
  const RepairRecord reviewed = *ReviewSafety(agreed, {Words("seen alone"), kNight.now});
  EXPECT_EQ(ReasonOf(Release(reviewed, kNight).status()), Reason::kClearanceHeld);
  EXPECT_TRUE(Close(reviewed).ok());
  EXPECT_EQ(ReasonOf(ReviewSafety(reviewed, {Words("again"), kNight.now}).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(ReviewSafety(ByD(), {Words("x"), kNight.now}).status()), Reason::kNotAvailable);
}

TEST(OwningAPart, IsForTheOthersAfterTheReleaseAndOnce) {
  EXPECT_EQ(ReasonOf(Own(ByD(), OwnedBy(kP)).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Own(Released(), OwnedBy(kD)).status()), Reason::kNotAvailable);
  EXPECT_EQ(ReasonOf(Own(Released(), OwnedBy(kStranger)).status()), Reason::kResourceMissing);
  const RepairRecord owned = *Own(Released(), OwnedBy(kP));
  EXPECT_EQ(ReasonOf(Own(owned, OwnedBy(kP)).status()), Reason::kAlreadyOver);
}

TEST(AnAcknowledgement, IsTheOpenersAndNeedsSomethingOwned) {
  const Said thanks = {Words("I heard it."), kNight.now};
  EXPECT_EQ(ReasonOf(Acknowledge(Released(), kD, thanks).status()), Reason::kNotAvailable);
  const RepairRecord owned = *Own(Released(), OwnedBy(kP));
  EXPECT_EQ(ReasonOf(Acknowledge(owned, kP, thanks).status()), Reason::kNotAvailable);
  EXPECT_EQ(ReasonOf(Acknowledge(*Acknowledge(owned, kD, thanks), kD, thanks).status()), Reason::kAlreadyOver);
}

TEST(CloseRepair, WaitsForANewerVersionOfThatAgreementAndAsksEveryoneAgain) {
  UnitFacts facts = *OpenRepair(Active(HandHolding()), ByD(), kNight);
  EXPECT_EQ(ReasonOf(CloseRepair(facts, kRepair).status()), Reason::kOutsideAgreement);
  facts.agreements[0].released = kNight.version;
  EXPECT_EQ(ReasonOf(CloseRepair(facts, kRepair).status()), Reason::kOutsideAgreement) << "not newer";
  facts.agreements[0].released = kNight.version + 1;
  const UnitFacts closed = *CloseRepair(facts, kRepair);
  EXPECT_EQ(StateOf(closed, kNight.now), State::kOffered);
  EXPECT_EQ(ReasonOf(CloseRepair(closed, kRepair).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(CloseRepair(Couple(), kRepair).status()), Reason::kResourceMissing);
}

TEST(CloseRepair, NeedsNoAgreementWithSomebodyWhoLeft) {
  UnitFacts facts = *OpenRepair(Couple(), ByD(), kNight);
  facts.members[0].left = true;
  EXPECT_TRUE(CloseRepair(facts, kRepair).ok());
}

}  // namespace
}  // namespace adagio::homework
