#include "services/homework/api/journal_api.h"

#include "gmock/gmock.h"
#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

class JournalTest : public HomeworkTest {
 protected:
  std::string Written(const PartnerId& writer, const std::string& text) {
    v1::WriteJournalEntryRequest request;
    request.set_text(text);
    const auto written = Call(journals_, &JournalApi::WriteJournalEntry, Partner(writer), request);
    EXPECT_TRUE(written.ok()) << written.status();
    return written.ok() ? written->journal_entry().name() : "";
  }
  absl::Status Share(const PartnerId& writer, const std::string& entry, const std::vector<PartnerId>& readers) {
    v1::ShareJournalEntryRequest request;
    request.set_journal_entry(entry);
    for (const PartnerId& reader : readers) request.add_partners(NameOf(reader));
    return Call(journals_, &JournalApi::ShareJournalEntry, Partner(writer), request).status();
  }
  absl::Status Unshare(const PartnerId& writer, const std::string& entry) {
    v1::UnshareJournalEntryRequest request;
    request.set_journal_entry(entry);
    return Call(journals_, &JournalApi::UnshareJournalEntry, Partner(writer), request).status();
  }
  int Own(const PartnerId& partner) {
    return Call(journals_, &JournalApi::ListOwnJournalEntries, Partner(partner), v1::ListOwnJournalEntriesRequest())
        ->journal_entries_size();
  }
  v1::ListSharedJournalEntriesResponse SharedWith(const Scope& scope) {
    return *Call(journals_, &JournalApi::ListSharedJournalEntries, scope, v1::ListSharedJournalEntriesRequest());
  }
};

TEST_F(JournalTest, AnEntryIsItsWritersAloneUntilSharedAndAgainBeforeUnsharingReturns) {
  const std::string before = SharedWith(Partner(p_)).SerializeAsString();
  const std::string entry = Written(d_, "it was too fast");
  Written(d_, "another");
  EXPECT_EQ(Own(d_), 2);
  EXPECT_EQ(Own(p_), 0);
  EXPECT_EQ(SharedWith(Therapist()).journal_entries_size(), 0) << "the therapist neither";
  EXPECT_EQ(SharedWith(Partner(p_)).SerializeAsString(), before);
  ASSERT_TRUE(Share(d_, entry, {}).ok());
  EXPECT_EQ(SharedWith(Therapist()).journal_entries(0).text(), "it was too fast");
  EXPECT_EQ(SharedWith(Partner(p_)).SerializeAsString(), before);
  ASSERT_TRUE(Share(d_, entry, {p_}).ok());
  ASSERT_EQ(SharedWith(Partner(p_)).journal_entries_size(), 1);
  EXPECT_FALSE(SharedWith(Partner(p_)).journal_entries(0).has_written_at());
  EXPECT_EQ(SharedWith(Partner(third_)).journal_entries_size(), 0);
  ASSERT_TRUE(Unshare(d_, entry).ok());
  EXPECT_EQ(SharedWith(Partner(p_)).SerializeAsString(), before);
  EXPECT_EQ(SharedWith(Therapist()).journal_entries_size(), 0);
}

TEST_F(JournalTest, AnothersEntryIsAsMissing) {
  const std::string entry = Written(d_, "mine");
  ASSERT_TRUE(Share(d_, entry, {p_}).ok());
  const std::string nothing = rpc::NameInUnit(practice_, unit_, "journalEntries", ground_.entropy.NewUuid());
  EXPECT_EQ(Share(p_, entry, {third_}), Share(p_, nothing, {third_}));
  EXPECT_EQ(ReasonOf(Unshare(p_, entry)), Reason::kResourceMissing);
  EXPECT_EQ(FieldOf(Share(d_, entry, {d_})), "partners");
  EXPECT_EQ(FieldOf(Share(d_, entry, {ground_.AddPartner(practice_, elsewhere_, 1)})), "partners");
}

TEST_F(JournalTest, NothingPrivateIsKeptBeforeThePolicyIsAcknowledged) {
  ground_.AsRoot("DELETE FROM adagio_spine.acknowledgement WHERE practice_id = ? AND partner_id = ?", {practice_, d_});
  v1::WriteJournalEntryRequest request;
  request.set_text("x");
  EXPECT_EQ(ReasonOf(Call(journals_, &JournalApi::WriteJournalEntry, Partner(d_), request).status()),
            Reason::kPolicyUnacknowledged);
}

TEST_F(JournalTest, SharingReachesNoPartnerWhileOneIsApartAndAnswersTheWriterAlike) {
  const std::string before = Written(d_, "before"), during = Written(d_, "during");
  ASSERT_TRUE(Share(d_, before, {p_}).ok());
  Hold(p_);
  ASSERT_TRUE(Share(d_, during, {p_}).ok());
  ASSERT_TRUE(Share(d_, before, {p_, third_}).ok());
  ASSERT_EQ(SharedWith(Partner(p_)).journal_entries_size(), 1) << "what has arrived stays, also when shared with more";
  EXPECT_EQ(SharedWith(Partner(p_)).journal_entries(0).text(), "before");
  EXPECT_EQ(SharedWith(Therapist()).journal_entries_size(), 2);
  LiftHolds(p_);
  ASSERT_EQ(SharedWith(Partner(p_)).journal_entries_size(), 2);
  EXPECT_EQ(SharedWith(Partner(p_)).journal_entries(0).text(), "during") << "newest first, as shared with the reader";
}

TEST_F(JournalTest, WhatWasSharedStopsBeingShownWhenItsWriterLeaves) {
  ASSERT_TRUE(Share(d_, Written(d_, "mine"), {p_}).ok());
  ground_.AsRoot("UPDATE adagio_spine.relation SET ended_version = 50 WHERE practice_id = ? AND principal_id = ?",
                 {practice_, d_});
  EXPECT_EQ(SharedWith(Partner(p_)).journal_entries_size(), 0);
}

TEST_F(JournalTest, AVictoryIsNotedPrivatelyAndSharedByItsWriter) {
  v1::NoteVictoryRequest note;
  note.set_text("I asked for a hug");
  const auto noted = Call(journals_, &JournalApi::NoteVictory, Partner(d_), note);
  ASSERT_TRUE(noted.ok()) << noted.status();
  const auto seen = [&](const Scope& scope) {
    return Call(journals_, &JournalApi::ListVictories, scope, v1::ListVictoriesRequest())->victories_size();
  };
  EXPECT_EQ(seen(Partner(d_)), 1);
  EXPECT_EQ(seen(Therapist()), 1);
  EXPECT_EQ(seen(Partner(p_)), 0);
  v1::ShareVictoryRequest share;
  share.set_victory(noted->victory().name());
  share.add_partners(NameOf(p_));
  ASSERT_TRUE(Call(journals_, &JournalApi::ShareVictory, Partner(d_), share).ok());
  EXPECT_EQ(seen(Partner(p_)), 1);
  v1::UnshareVictoryRequest unshare;
  unshare.set_victory(noted->victory().name());
  ASSERT_TRUE(Call(journals_, &JournalApi::UnshareVictory, Partner(d_), unshare).ok());
  EXPECT_EQ(seen(Partner(p_)), 0);
}

TEST_F(JournalTest, AJournalEntrysNameOpensNoVictory) {
  const std::string entry = Written(d_, "mine");
  v1::ShareVictoryRequest share;
  const auto id = rpc::ResourceName::Parse(entry, "practices/{}/treatmentUnits/{}/journalEntries/{}")->id();
  share.set_victory(rpc::NameInUnit(practice_, unit_, "victories", id));
  share.add_partners(NameOf(p_));
  EXPECT_EQ(ReasonOf(Call(journals_, &JournalApi::ShareVictory, Partner(d_), share).status()),
            Reason::kResourceMissing);
}

class CheckInSharing : public HomeworkTest {
 protected:
  std::string CheckedIn(const PartnerId& partner, const std::string& step) {
    v1::RecordCheckInRequest request;
    request.set_assignment(step);
    request.mutable_check_in()->set_stress(30);
    request.mutable_check_in()->set_felt_good("the music");
    request.mutable_check_in()->set_felt_hard("too warm");
    const auto recorded = Call(homework_, &HomeworkApi::RecordCheckIn, Partner(partner), request);
    EXPECT_TRUE(recorded.ok()) << recorded.status();
    return recorded.ok() ? recorded->check_in().name() : "";
  }
  absl::Status Share(const PartnerId& partner, const std::string& check_in, v1::CheckInField field) {
    v1::ShareCheckInFieldRequest request;
    request.set_check_in(check_in);
    request.set_field(field);
    return Call(homework_, &HomeworkApi::ShareCheckInField, Partner(partner), request).status();
  }
  absl::StatusOr<v1::ListSharedCheckInsResponse> Shared(const PartnerId& reader, const std::string& step) {
    v1::ListSharedCheckInsRequest request;
    request.set_assignment(step);
    return Call(homework_, &HomeworkApi::ListSharedCheckIns, Partner(reader), request);
  }
};

TEST_F(CheckInSharing, ShowsExactlyTheFieldsSharedUntilTheyAreNot) {
  AgreementInForce();
  const std::string step = Offered("hand_holding");
  const std::string before = Shared(d_, step)->SerializeAsString();
  const std::string check_in = CheckedIn(p_, step);
  EXPECT_EQ(Shared(d_, step)->SerializeAsString(), before) << "that there is one is private too";
  ASSERT_TRUE(Share(p_, check_in, v1::CHECK_IN_FIELD_FELT_GOOD).ok());
  ASSERT_EQ(Shared(d_, step)->shared_check_ins_size(), 1);
  v1::CheckIn expected;
  expected.set_felt_good("the music");
  EXPECT_EQ(Shared(d_, step)->shared_check_ins(0).check_in().SerializeAsString(), expected.SerializeAsString());
  EXPECT_EQ(Shared(p_, step)->shared_check_ins_size(), 0) << "of others";
  v1::UnshareCheckInFieldRequest unshare;
  unshare.set_check_in(check_in);
  unshare.set_field(v1::CHECK_IN_FIELD_FELT_GOOD);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::UnshareCheckInField, Partner(p_), unshare).ok());
  EXPECT_EQ(Shared(d_, step)->SerializeAsString(), before);
  v1::ListOwnCheckInsRequest own;
  own.set_assignment(step);
  EXPECT_EQ(Call(homework_, &HomeworkApi::ListOwnCheckIns, Partner(p_), own)->check_ins(0).stress(), 30);
  EXPECT_EQ(Call(homework_, &HomeworkApi::ListOwnCheckIns, Partner(d_), own)->check_ins_size(), 0);
}

TEST_F(CheckInSharing, ReachesFieldByFieldAndAHoldTakesNothingAway) {
  AgreementInForce();
  const std::string step = Offered("hand_holding");
  const std::string first = CheckedIn(p_, step), second = CheckedIn(p_, step);
  ASSERT_TRUE(Share(p_, first, v1::CHECK_IN_FIELD_FELT_GOOD).ok());
  ASSERT_TRUE(Share(p_, second, v1::CHECK_IN_FIELD_FELT_GOOD).ok());
  const std::string before = Shared(d_, step)->SerializeAsString();
  Hold(d_);
  ASSERT_TRUE(Share(p_, first, v1::CHECK_IN_FIELD_STRESS).ok());
  ASSERT_TRUE(Share(p_, first, v1::CHECK_IN_FIELD_FELT_GOOD).ok());
  EXPECT_EQ(Shared(d_, step)->SerializeAsString(), before) << "not even the order";
  LiftHolds(d_);
  ASSERT_EQ(Shared(d_, step)->shared_check_ins_size(), 2);
  EXPECT_EQ(Shared(d_, step)->shared_check_ins(0).check_in().stress(), 30);
}

TEST_F(CheckInSharing, IsEachFieldsWritersAndForParticipants) {
  AgreementInForce();
  const std::string step = Offered("hand_holding");
  const std::string check_in = CheckedIn(p_, step);
  EXPECT_EQ(ReasonOf(Share(d_, check_in, v1::CHECK_IN_FIELD_STRESS)), Reason::kResourceMissing);
  EXPECT_EQ(FieldOf(Share(p_, check_in, v1::CHECK_IN_FIELD_SUDS_PEAK)), "field") << "it was not filled in";
  EXPECT_EQ(FieldOf(Share(p_, check_in, v1::CHECK_IN_FIELD_UNSPECIFIED)), "field");
  ASSERT_TRUE(Share(p_, check_in, v1::CHECK_IN_FIELD_STRESS).ok());
  EXPECT_EQ(ReasonOf(Shared(third_, step).status()), Reason::kResourceMissing);
}

}  // namespace
}  // namespace adagio::homework
