#include "services/progress/domain/administration.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// An id that differs by `number`.
Uuid IdOf(char number) { return Uuid::FromBytes(std::string(15, '\1') + number); }

const PartnerId kA(IdOf('a'));
const PartnerId kB(IdOf('b'));
const Principal kPartner{Role::kPartner, kA.uuid()};
const Principal kOther{Role::kPartner, kB.uuid()};
const Principal kTherapist{Role::kTherapist, IdOf('t')};
const absl::Time kNow = absl::FromUnixSeconds(1'772'481'600);

Administration Version(char id, int number, bool submitted, Entry entry = Entry::kByPartner) {
  Administration version{.id = AdministrationId(IdOf(id)),
                         .partner = kA,
                         .series = AdministrationId(IdOf('1')),
                         .number = number,
                         .entry = entry};
  if (submitted) version.submitted_at = kNow;
  return version;
}

TEST(AnAdministration, IsKnownToItsPartnerAndToClinicians) {
  const Administration one = Version('1', 1, false);
  EXPECT_TRUE(CheckKnown(&one, kPartner).ok());
  EXPECT_TRUE(CheckKnown(&one, kTherapist).ok());
  EXPECT_TRUE(CheckKnown(&one, {Role::kSupervisor, IdOf('s')}).ok());
  EXPECT_EQ(CheckKnown(&one, kOther), CheckKnown(nullptr, kOther)) << "the same as none";
}

TEST(AnAdministration, CountsUntilALaterVersionIsSubmitted) {
  const Administration first = Version('1', 1, true);
  const Administration open = Version('2', 2, false);
  const Administration later = Version('2', 2, true);
  EXPECT_TRUE(Counts(first, {first}));
  EXPECT_TRUE(Counts(first, {first, open}));
  EXPECT_FALSE(Counts(first, {first, later}));
  EXPECT_TRUE(Counts(later, {first, later}));
  EXPECT_FALSE(Counts(open, {first, open}));
  Administration another = Version('3', 2, true);
  another.series = AdministrationId(IdOf('3'));
  EXPECT_TRUE(Counts(first, {first, another})) << "of another series";
}

TEST(AnAdministration, IsSubmittedBeforeAnyOtherCorrectionOrNotAtAll) {
  const Administration one = Version('2', 2, false);
  EXPECT_TRUE(CheckEnters(one, {Version('1', 1, true), one, Version('3', 2, false)}, kPartner).ok());
  EXPECT_EQ(ReasonOf(CheckEnters(one, {Version('1', 1, true), one, Version('3', 2, true)}, kPartner)),
            Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(CheckEnters(one, {Version('4', 3, true)}, kPartner)), Reason::kAlreadyOver);
}

TEST(AnAdministration, IsEnteredByItsKindOfPerson) {
  const Administration own = Version('1', 1, false);
  const Administration for_them = Version('1', 1, false, Entry::kByTherapist);
  EXPECT_TRUE(CheckEnters(own, {own}, kPartner).ok());
  EXPECT_EQ(ReasonOf(CheckEnters(own, {own}, kTherapist)), Reason::kAccessDenied);
  EXPECT_TRUE(CheckEnters(for_them, {for_them}, kTherapist).ok());
  EXPECT_EQ(ReasonOf(CheckEnters(for_them, {for_them}, kPartner)), Reason::kAccessDenied);
}

TEST(AnAdministration, HasANextVersionWithItsAnswersAndNothingElseOfItsEnd) {
  Administration first = Version('1', 1, true);
  first.score = Score{.total = 4};
  first.occurred_at = kNow - absl::Hours(1);
  first.answers = Sensitive(ItemAnswers{{1, 3}});
  const Administration next = NextVersion(first, AdministrationId(IdOf('2')), kTherapist, kNow);
  EXPECT_EQ(next.series, first.series);
  EXPECT_EQ(next.number, 2);
  EXPECT_EQ(next.entry, Entry::kByTherapist);
  EXPECT_EQ(next.entered_by, kTherapist.id);
  EXPECT_EQ(next.occurred_at, first.occurred_at);
  EXPECT_EQ(next.answers.Read(Reveal::kToDecide), (ItemAnswers{{1, 3}}));
  EXPECT_FALSE(next.submitted_at.has_value());
  EXPECT_FALSE(next.score.has_value());
}

TEST(WhatIsWritten, IsOfAPartnerWhoIsThereAndAcknowledgedThePolicy) {
  const Standing there{.left = false, .acknowledged = true};
  EXPECT_TRUE(CheckWritable(&there).ok());
  EXPECT_EQ(ReasonOf(CheckWritable(nullptr)), Reason::kResourceMissing);
  const Standing left{.left = true, .acknowledged = true};
  EXPECT_EQ(ReasonOf(CheckWritable(&left)), Reason::kAlreadyOver);
  const Standing silent{};
  EXPECT_TRUE(CheckWritable(&silent).ok()) << "what is open goes on";
  EXPECT_EQ(ReasonOf(CheckBegins(&silent)), Reason::kPolicyUnacknowledged);
  EXPECT_TRUE(CheckBegins(&there).ok());
  EXPECT_EQ(ReasonOf(CheckBegins(&left)), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(CheckBegins(nullptr)), Reason::kResourceMissing);
}

TEST(WhatIsWritten, TookPlaceBetweenTenYearsAgoAndNow) {
  EXPECT_TRUE(CheckOccurred(kNow, kNow).ok());
  EXPECT_TRUE(CheckOccurred(kNow - kOldest, kNow).ok());
  EXPECT_FALSE(CheckOccurred(kNow + absl::Microseconds(1), kNow).ok());
  EXPECT_FALSE(CheckOccurred(kNow - kOldest - absl::Microseconds(1), kNow).ok());
}

}  // namespace
}  // namespace adagio::progress
