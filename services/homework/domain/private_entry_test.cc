#include "services/homework/domain/private_entry.h"

#include "gtest/gtest.h"
#include "services/homework/domain/facts_for_test.h"

namespace adagio::homework {
namespace {

const Moment kNow = {.version = 10, .now = kEvening};
const Principal kTherapist = {Role::kTherapist, NumberedUuid('t', 1)};
Principal As(const PartnerId& partner) { return {Role::kPartner, partner.uuid()}; }

PrivateEntry OfD(EntryKind kind = EntryKind::kJournal) {
  return {.id = EntryId(NumberedUuid('e', 1)),
          .kind = kind,
          .writer = kD,
          .written = 2,
          .written_at = kEvening,
          .text = {},
          .readers = {}};
}

TEST(AJournalEntry, IsItsWritersAloneUntilShared) {
  EXPECT_TRUE(MayRead(Couple(), {}, OfD(), As(kD)));
  EXPECT_FALSE(MayRead(Couple(), {}, OfD(), As(kP)));
  EXPECT_FALSE(MayRead(Couple(), {}, OfD(), kTherapist));
  const PrivateEntry for_therapist = *Share(Couple(), OfD(), kD, {}, kNow);
  EXPECT_TRUE(MayRead(Couple(), {}, for_therapist, kTherapist));
  EXPECT_FALSE(MayRead(Couple(), {}, for_therapist, As(kP)));
  const PrivateEntry for_both = *Share(Couple(), OfD(), kD, {kP}, kNow);
  EXPECT_TRUE(MayRead(Couple(), {}, for_both, As(kP)));
  const PrivateEntry again_private = *Unshare(for_both, kD);
  EXPECT_FALSE(MayRead(Couple(), {}, again_private, As(kP)));
  EXPECT_FALSE(MayRead(Couple(), {}, again_private, kTherapist));
}

TEST(AVictory, IsForTheTherapistTooAndForOthersWhenShared) {
  EXPECT_TRUE(MayRead(Couple(), {}, OfD(EntryKind::kVictory), kTherapist));
  EXPECT_FALSE(MayRead(Couple(), {}, OfD(EntryKind::kVictory), As(kP)));
}

TEST(Sharing, ReachesOnceBothCouldDoJointWorkAndStaysUntilOneLeaves) {
  const PrivateEntry shared = *Share(Couple(), OfD(), kD, {kP}, kNow);
  for (const PartnerId& one : {kP, kD}) {
    Apart apart;
    apart.Add(one, kNow.version, Apart::kStill);
    EXPECT_FALSE(MayRead(Couple(), apart, shared, As(kP)));
    Apart later;
    later.Add(one, kNow.version + 1, Apart::kStill);
    EXPECT_TRUE(MayRead(Couple(), later, shared, As(kP)));
    const PrivateEntry again = *Share(Couple(), shared, kD, {kP}, {kNow.version + 5, kEvening});
    EXPECT_TRUE(MayRead(Couple(), later, again, As(kP))) << "it was shared all the while";
  }
  for (const size_t who : {0u, 1u}) {
    UnitFacts facts = Couple();
    facts.members[who].left = true;
    EXPECT_FALSE(MayRead(facts, {}, shared, As(kP)));
  }
}

TEST(Sharing, IsTheWritersToDecideAndWithOtherPartnersOfTheUnit) {
  EXPECT_EQ(ReasonOf(Share(Couple(), OfD(), kP, {kP}, kNow).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Unshare(OfD(), kP).status()), Reason::kResourceMissing);
  for (const std::vector<PartnerId>& readers : {std::vector<PartnerId>{kD}, {kStranger}, {kP, kP}}) {
    EXPECT_EQ(FieldOf(Share(Couple(), OfD(), kD, readers, kNow).status()), "partners");
  }
}

}  // namespace
}  // namespace adagio::homework
