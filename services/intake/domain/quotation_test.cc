#include "services/intake/domain/quotation.h"

#include <gtest/gtest.h>

#include "services/intake/domain/release_text.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

template <typename IdType>
IdType Numbered(char number) {
  return IdType(Uuid::FromBytes(std::string(15, '\0') + number));
}

constexpr char kAnswer[] = "I count the evenings until the weekend, and then I count the hours until it is over.";
const PrivatePlace kPlace = {Numbered<PartnerId>(1), QuotationSource::kIntakeAnswer, "closeness_now"};

std::vector<PrivateText> Texts() { return {{.place = kPlace, .text = Sensitive<std::string>(kAnswer)}}; }

Quotation Of(const std::string& words, QuotationConsent consent = QuotationConsent::kAsked) {
  return {.id = Numbered<QuotationId>(7), .place = kPlace, .words = Sensitive(words), .consent = consent};
}
Quotation Given() { return Of("I count the evenings", QuotationConsent::kGiven); }

absl::StatusOr<std::string> Read(const std::string& text, const std::vector<Quotation>& quotations,
                                 const std::vector<PrivateText>& texts = Texts(),
                                 const std::vector<std::string>& released = {}) {
  std::vector<Sensitive<std::string>> before;
  for (const std::string& each : released) before.emplace_back(each);
  ASSIGN_OR_RETURN(const Sensitive<std::string> read,
                   ReleaseText(Sensitive(text), quotations, texts, quotations, before));
  return read.Read(Reveal::kToAnswer);
}

TEST(CheckAsk, AsksForWordsThatStandThereAsTheyAre) {
  EXPECT_TRUE(CheckAsk(Texts(), {}, Of("I count the evenings")).ok());
  EXPECT_EQ(FieldOf(CheckAsk(Texts(), {}, Of("i count the evenings"))), "words");
  Quotation elsewhere = Of("I count the evenings");
  elsewhere.place.writer = Numbered<PartnerId>(2);
  EXPECT_EQ(ReasonOf(CheckAsk(Texts(), {}, elsewhere)), Reason::kResourceMissing);
  elsewhere.place = kPlace;
  elsewhere.place.source = QuotationSource::kBidReason;
  EXPECT_EQ(ReasonOf(CheckAsk(Texts(), {}, elsewhere)), Reason::kResourceMissing);
}

TEST(CheckAsk, AsksNobodyTwice) {
  for (const QuotationConsent consent : {QuotationConsent::kAsked, QuotationConsent::kGiven, QuotationConsent::kKept}) {
    const std::vector<Quotation> before = {Of("count the evenings", consent)};
    for (const char* words : {"count the evenings", "I count the evenings until", "the evenings"}) {
      EXPECT_EQ(ReasonOf(CheckAsk(Texts(), before, Of(words))), Reason::kAlreadyOver) << words;
    }
    EXPECT_TRUE(CheckAsk(Texts(), before, Of("until it is over")).ok());
  }
}

TEST(CheckAsk, AsksNobodyWhoHasLeft) {
  std::vector<PrivateText> texts = Texts();
  texts[0].writer_left = true;
  EXPECT_EQ(FieldOf(CheckAsk(texts, {}, Of("I count the evenings"))), "writer");
}

TEST(CheckAnswer, KeepingNeedsNothing) {
  EXPECT_TRUE(CheckAnswer(QuotationConsent::kKept, false).ok());
  EXPECT_EQ(ReasonOf(CheckAnswer(QuotationConsent::kGiven, false)), Reason::kPolicyUnacknowledged);
  EXPECT_TRUE(CheckAnswer(QuotationConsent::kGiven, true).ok());
  EXPECT_EQ(FieldOf(CheckAnswer(QuotationConsent::kAsked, true)), "consent");
}

TEST(MayStand, OnlyWhileItsWriterGivesItAndStaysAndStandsByIt) {
  EXPECT_TRUE(MayStand(Given(), Texts()));
  EXPECT_FALSE(MayStand(Of("I count the evenings"), Texts())) << "silence is no consent";
  EXPECT_FALSE(MayStand(Of("I count the evenings", QuotationConsent::kKept), Texts()));
  std::vector<PrivateText> left = Texts(), rewritten = Texts();
  left[0].writer_left = true;
  rewritten[0].text = Sensitive<std::string>("It is better now.");
  EXPECT_FALSE(MayStand(Given(), left));
  EXPECT_FALSE(MayStand(Given(), rewritten));
  EXPECT_FALSE(MayStand(Given(), {}));
}

TEST(ReleaseText, PutsWhatWasGivenWhereItsNumberStands) {
  EXPECT_EQ(*Read("One of you says: {1} Both of you wait.", {Given()}),
            "One of you says: \u201CI count the evenings\u201D Both of you wait.");
  EXPECT_EQ(*Read("{2} and {1}", {Given(), Of("the hours", QuotationConsent::kGiven)}),
            "\u201Cthe hours\u201D and \u201CI count the evenings\u201D");
  EXPECT_EQ(*Read("Braces {like these} and {} stay.", {}), "Braces {like these} and {} stay.");
}

TEST(ReleaseText, WantsEachQuotationOnceByItsNumber) {
  for (const char* text : {"none", "{1} {1}", "{2}", "{0}", "{1} {2}", "{99999999999999999999}"}) {
    EXPECT_EQ(FieldOf(Read(text, {Given()}).status()), "quotations") << text;
  }
  EXPECT_EQ(FieldOf(Read("{1}", {}).status()), "quotations");
}

TEST(ReleaseText, HoldsNoQuotationThatIsNotGiven) {
  for (const QuotationConsent consent : {QuotationConsent::kAsked, QuotationConsent::kKept}) {
    EXPECT_EQ(ReasonOf(Read("{1}", {Of("I count the evenings", consent)}).status()), Reason::kApprovalMissing);
  }
}

TEST(ReleaseText, HoldsNoPrivateWordsThatAreOnlyPasted) {
  const std::string pasted = "I count the evenings until the weekend";
  EXPECT_EQ(FieldOf(Read(pasted, {}).status()), "text");
  EXPECT_EQ(FieldOf(Read(pasted + " {1}", {Given()}).status()), "text") << "giving some gives not all";
  EXPECT_EQ(FieldOf(Read("I count the evenings un{1}til the weekend", {Given()}).status()), "text");
  EXPECT_EQ(FieldOf(Read(pasted, {}, Texts(), {"I count the evenings {1}"}).status()), "text");
  EXPECT_TRUE(Read(pasted, {}, Texts(), {"It was read: " + pasted}).ok());
}

TEST(ReleaseText, WhatWasAskedForStaysPrivateWhenItsWriterWritesSomethingElse) {
  const std::vector<Quotation> asked = {Of("I count the evenings until the weekend", QuotationConsent::kKept)};
  const Sensitive<std::string> pasted("One of you said: I count the evenings until the weekend.");
  EXPECT_EQ(FieldOf(ReleaseText(pasted, {}, {}, asked, {}).status()), "text");
  EXPECT_TRUE(ReleaseText(pasted, {}, {}, {}, {}).ok());
}

TEST(ReleaseText, ARefusalHoldsNothingOfWhatWasWritten) {
  const absl::Status pasted = Read("I count the evenings until the weekend", {}).status();
  const absl::Status kept = Read("{1}", {Of("I count the evenings", QuotationConsent::kKept)}).status();
  for (const absl::Status& refused : {pasted, kept}) {
    EXPECT_EQ(refused.ToString().find("evenings"), std::string::npos);
    EXPECT_EQ(refused.ToString().find("closeness_now"), std::string::npos);
  }
}

}  // namespace
}  // namespace adagio::intake
