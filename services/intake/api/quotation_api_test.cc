#include "services/intake/api/quotation_api.h"

#include <gtest/gtest.h>

#include "services/intake/api/unit_for_test.h"
#include "services/intake/api/wire.h"

namespace adagio::intake {
namespace {

constexpr char kAnswer[] = "I count the evenings until the weekend, and then I count the hours until it is over.";

class Quotations : public UnitTest {
 protected:
  void SetUp() override {
    UnitTest::SetUp();
    Acknowledge(a_);
    Acknowledge(b_);
    v1::SaveIntakeAnswerRequest answer;
    answer.set_item("triggers");
    answer.set_answer(kAnswer);
    ASSERT_TRUE(Call(intake_, Partner(a_), &IntakeApi::SaveIntakeAnswer, answer).ok());
    v1::WriteFormulationRequest write;
    write.set_text("whole");
    ASSERT_TRUE(Call(formulation_, Therapist(), &FormulationApi::WriteFormulation, write).ok());
  }

  v1::AskQuotationRequest WordsOf(const PartnerId& writer, const std::string& words) {
    v1::AskQuotationRequest request;
    request.set_writer(NameOf(writer));
    request.set_source(v1::QUOTATION_SOURCE_INTAKE_ANSWER);
    request.set_item("triggers");
    request.set_words(words);
    return request;
  }
  absl::StatusOr<v1::AskQuotationResponse> Ask(const v1::AskQuotationRequest& request) {
    return Call(quotations_, Therapist(), &QuotationApi::AskQuotation, request);
  }
  // The name of what was asked for.
  std::string Asked(const std::string& words = "I count the evenings") {
    const auto asked = Ask(WordsOf(a_, words));
    EXPECT_TRUE(asked.ok()) << asked.status();
    return asked.ok() ? asked->quotation().name() : "";
  }
  absl::Status Answer(const PartnerId& partner, const std::string& quotation, v1::QuotationConsent consent) {
    v1::AnswerQuotationRequest request;
    request.set_quotation(quotation);
    request.set_consent(consent);
    return Call(quotations_, Partner(partner), &QuotationApi::AnswerQuotation, request).status();
  }
  v1::ListOwnQuotationsResponse Own(const PartnerId& partner) {
    const auto own =
        Call(quotations_, Partner(partner), &QuotationApi::ListOwnQuotations, v1::ListOwnQuotationsRequest());
    EXPECT_TRUE(own.ok()) << own.status();
    return own.value_or(v1::ListOwnQuotationsResponse());
  }
  v1::ListQuotationsResponse All() {
    const auto all = Call(quotations_, Therapist(), &QuotationApi::ListQuotations, v1::ListQuotationsRequest());
    EXPECT_TRUE(all.ok()) << all.status();
    return all.value_or(v1::ListQuotationsResponse());
  }
  absl::Status Release(const std::string& text, const std::vector<std::string>& quotations = {}) {
    v1::ReleaseFormulationRequest request;
    request.set_version(1);
    request.set_text(text);
    for (const std::string& name : quotations) request.add_quotations(name);
    return Call(formulation_, Therapist(), &FormulationApi::ReleaseFormulation, request).status();
  }
  std::string ReadBy(const PartnerId& partner) {
    return Call(formulation_, Partner(partner), &FormulationApi::GetFormulation, v1::GetFormulationRequest())
        ->released()
        .text();
  }
  std::string Outbox() { return RowsOf("CHECKSUM TABLE adagio_events.outbox, adagio_spine.worklist", {})[0].Text(1); }
};

TEST_F(Quotations, StandInATextOnlyWhileTheirWriterGivesThem) {
  const std::string words = Asked();
  EXPECT_EQ(ReasonOf(Release("One of you: {1}", {words})), Reason::kApprovalMissing);
  ASSERT_TRUE(Answer(a_, words, v1::QUOTATION_CONSENT_KEPT).ok());
  EXPECT_EQ(ReasonOf(Release("One of you: {1}", {words})), Reason::kApprovalMissing);
  ASSERT_TRUE(Answer(a_, words, v1::QUOTATION_CONSENT_GIVEN).ok());
  ASSERT_TRUE(Release("One of you: {1}", {words}).ok());
  EXPECT_EQ(ReadBy(b_), "One of you: \u201CI count the evenings\u201D");
  EXPECT_TRUE(Own(a_).quotations(0).in_released_text());
  ASSERT_TRUE(Answer(a_, words, v1::QUOTATION_CONSENT_KEPT).ok());
  EXPECT_EQ(ReasonOf(Release("Again: {1}", {words})), Reason::kApprovalMissing);
  EXPECT_EQ(ReadBy(b_), "One of you: \u201CI count the evenings\u201D") << "what was read stays as it was read";
  ASSERT_TRUE(Release("Both of you wait.").ok());
  EXPECT_EQ(ReadBy(b_), "Both of you wait.");
  EXPECT_FALSE(All().quotations(0).in_released_text());
}

// P1: whatever is asked of a, given or kept, b's answers are the same bytes and nothing is announced.
TEST_F(Quotations, NobodyElseLearnsOfThem) {
  const std::string before = Own(b_).SerializeAsString();
  const std::string outbox = Outbox();
  const std::string read = ReadBy(b_);
  const std::string words = Asked();
  for (const v1::QuotationConsent consent : {v1::QUOTATION_CONSENT_GIVEN, v1::QUOTATION_CONSENT_KEPT}) {
    ASSERT_TRUE(Answer(a_, words, consent).ok());
    EXPECT_EQ(Own(b_).SerializeAsString(), before);
    EXPECT_EQ(ReadBy(b_), read);
    EXPECT_EQ(Outbox(), outbox);
  }
  EXPECT_EQ(Own(a_).quotations_size(), 1);
}

TEST_F(Quotations, AreAnsweredByTheirWriterAlone) {
  const std::string words = Asked();
  const std::string nobodys = rpc::NameInUnit(practice_, unit_, "quotations", NewId());
  const std::string before = Contents();
  const absl::Status of_another = Answer(b_, words, v1::QUOTATION_CONSENT_GIVEN);
  const absl::Status of_nobody = Answer(b_, nobodys, v1::QUOTATION_CONSENT_GIVEN);
  EXPECT_EQ(ReasonOf(of_another), Reason::kResourceMissing);
  EXPECT_EQ(of_another.ToString(), of_nobody.ToString());
  EXPECT_EQ(Contents(), before);
}

TEST_F(Quotations, OfAnotherUnitAreNowhere) {
  const std::string words = Asked();
  v1::AnswerQuotationRequest answer;
  answer.set_quotation(words);
  answer.set_consent(v1::QUOTATION_CONSENT_GIVEN);
  const Scope there = As(Role::kPartner, c_.uuid(), elsewhere_);
  EXPECT_EQ(ReasonOf(Call(quotations_, there, &QuotationApi::AnswerQuotation, answer).status()),
            Reason::kResourceMissing);
  ASSERT_TRUE(Answer(a_, words, v1::QUOTATION_CONSENT_GIVEN).ok());
  v1::WriteFormulationRequest write;
  write.set_text("whole");
  const Scope therapist_there = As(Role::kTherapist, therapist_, elsewhere_);
  ASSERT_TRUE(Call(formulation_, therapist_there, &FormulationApi::WriteFormulation, write).ok());
  v1::ReleaseFormulationRequest release;
  release.set_version(1);
  release.set_text("{1}");
  release.add_quotations(words);
  EXPECT_EQ(ReasonOf(Call(formulation_, therapist_there, &FormulationApi::ReleaseFormulation, release).status()),
            Reason::kResourceMissing);
}

TEST_F(Quotations, AreAskedForOnceAndOnlyAsTheyStand) {
  Asked();
  EXPECT_EQ(ReasonOf(Ask(WordsOf(a_, "I count the evenings")).status()), Reason::kAlreadyOver);
  EXPECT_EQ(FieldOf(Ask(WordsOf(a_, "I count the nights")).status()), "words");
  EXPECT_EQ(ReasonOf(Ask(WordsOf(b_, "the hours until it is over")).status()), Reason::kResourceMissing);
  v1::AskQuotationRequest nowhere = WordsOf(a_, "the hours");
  nowhere.set_bid(rpc::NameInUnit(practice_, unit_, "bids", NewId()));
  EXPECT_EQ(FieldOf(Ask(nowhere).status()), "bid");
  nowhere.clear_item();
  EXPECT_EQ(FieldOf(Ask(nowhere).status()), "item");
  nowhere.set_source(v1::QUOTATION_SOURCE_BID_IMPACT);
  EXPECT_EQ(ReasonOf(Ask(nowhere).status()), Reason::kResourceMissing);
}

TEST_F(Quotations, OfABidNameIt) {
  v1::LogBidRequest log;
  log.set_direction(v1::BID_DIRECTION_MADE_BY_ME);
  log.set_channel(v1::BID_CHANNEL_VERBAL);
  log.set_reply(v1::BID_REPLY_DEFERRED);
  log.set_impact("like a bill that comes with the post");
  const auto bid = Call(bids_, Partner(b_), &BidApi::LogBid, log);
  ASSERT_TRUE(bid.ok()) << bid.status();
  v1::AskQuotationRequest request;
  request.set_writer(NameOf(b_));
  request.set_source(v1::QUOTATION_SOURCE_BID_IMPACT);
  request.set_bid(bid->bid().name());
  request.set_words("a bill that comes with the post");
  const auto asked = Ask(request);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->quotation().bid(), bid->bid().name());
  EXPECT_EQ(FieldOf(Release("One of you feels like a bill that comes with the post.")), "text");
}

TEST_F(Quotations, PastedWordsAreRefusedWhoeverGaveThem) {
  const std::string words = Asked(kAnswer);
  ASSERT_TRUE(Answer(a_, words, v1::QUOTATION_CONSENT_GIVEN).ok());
  const std::string before = Contents();
  const absl::Status pasted = Release(std::string("One of you said: ") + kAnswer);
  EXPECT_EQ(FieldOf(pasted), "text");
  EXPECT_EQ(pasted.ToString().find("evenings"), std::string::npos);
  EXPECT_EQ(Contents(), before);
  EXPECT_TRUE(Release("One of you said: {1}", {words}).ok());
}

TEST_F(Quotations, OfWhoLeftStandInNoLaterText) {
  const std::string words = Asked();
  ASSERT_TRUE(Answer(a_, words, v1::QUOTATION_CONSENT_GIVEN).ok());
  Leave(a_);
  EXPECT_EQ(ReasonOf(Release("{1}", {words})), Reason::kApprovalMissing);
  EXPECT_EQ(FieldOf(Ask(WordsOf(a_, "the hours")).status()), "writer");
  EXPECT_EQ(FieldOf(Release(kAnswer)), "text") << "what they wrote stays theirs";
}

TEST_F(Quotations, AreSealedForTheirWriter) {
  Asked();
  const std::string sealed =
      RowsOf("SELECT content FROM adagio_intake.quotation WHERE partner_id = ?", {a_})[0].Text(0);
  EXPECT_EQ(sealed.find("evenings"), std::string::npos);
  AsRoot("UPDATE adagio_intake.quotation SET partner_id = ? WHERE partner_id = ?", {b_, a_});
  EXPECT_EQ(
      ReasonOf(Call(quotations_, Therapist(), &QuotationApi::ListQuotations, v1::ListQuotationsRequest()).status()),
      Reason::kBug);
}

}  // namespace
}  // namespace adagio::intake
