#include "services/platform/audit/verification.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "services/platform/audit/chain.h"
#include "services/platform/audit/checkpoint.h"
#include "services/platform/audit/trail_for_test.h"
#include "services/platform/audit/witness.h"

namespace adagio::audit {
namespace {

using testing::HasSubstr;

// Ten records in one stream, the first six of them under a checkpoint, and a process that is gone.
class AVerification : public TrailFixture {
 protected:
  void SetUp() override {
    TrailFixture::SetUp();
    process_ = entropy_.NewUuid();
    ProcessTrail::Options options = OptionsOfTrail();
    options.process = process_;
    trail_ = OpenTrail(options);
    AppendInTransactions(*trail_, *service_, 6);
    clock_.Advance(absl::Hours(1));
    ASSERT_TRUE(trail_->Checkpoint().ok());
    clock_.Advance(absl::Hours(1));
    AppendInTransactions(*trail_, *service_, 4);
  }

  // Expects a break that says `what`.
  void ExpectBreak(absl::string_view what) {
    const absl::Status status = Verification().status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(std::string(what)));
  }

  std::string NotesFile() const { return witness_ / (process_.ToString() + ".notes"); }
  std::string ReadNotes() const {
    std::ostringstream text;
    text << std::ifstream(NotesFile()).rdbuf();
    return text.str();
  }
  void WriteNotes(const std::string& text) const { std::ofstream(NotesFile(), std::ios::trunc) << text; }

  // Writes leaf and head of every record anew, as one who knows the method would.
  void RechainAll() {
    const auto rows = root_->Query(absl::StrCat("SELECT ", Columns(), " FROM adagio_audit.record ORDER BY seq"), {});
    Hash head{};
    for (const storage::Row& row : rows.value()) {
      const Entry entry = EntryFrom(row).entry;
      const Hash leaf = LeafOf(entry);
      head = HeadAfter(head, leaf);
      ASSERT_TRUE(root_
                      ->Execute("UPDATE adagio_audit.record SET leaf = ?, head = ? WHERE seq = ?",
                                {View(leaf), View(head), entry.seq})
                      .ok());
    }
  }

  Uuid process_;
  std::unique_ptr<ProcessTrail> trail_;
};

TEST_F(AVerification, CountsWhatItCoversAndWhatNothingProtectsYet) {
  EXPECT_EQ(ToString(Verification().value()), "verified 10 records, 2 checkpoints, unprotected tail 4");
  trail_ = nullptr;
  EXPECT_EQ(ToString(Verification().value()), "verified 10 records, 3 checkpoints, unprotected tail 0");
}

TEST_F(AVerification, GoesThroughManyStreamsOfManyProcesses) {
  trail_ = nullptr;
  for (int process = 0; process < 3; ++process) {
    const auto trail = OpenTrail();
    AppendInTransactions(*trail, *service_, 2);
    AppendAlone(*trail, 1500);
  }
  EXPECT_EQ(ToString(Verification().value()), "verified 4516 records, 9 checkpoints, unprotected tail 0");
}

TEST_F(AVerification, FindsEveryChangedColumn) {
  for (const absl::string_view change :
       {"practice_id = REPEAT('p', 16)", "at = at + INTERVAL 1 MICROSECOND", "unit_id = REPEAT('u', 16)",
        "principal_role = 'THERAPIST'", "principal_id = REPEAT('q', 16)", "method = 'other'", "purpose = 'SAFETY'",
        "outcome = 'DENIED'", "reason = 'QUOTA'", "leaf = REPEAT('l', 32)"}) {
    AsRoot("CREATE TABLE adagio_audit.kept LIKE adagio_audit.record");
    AsRoot("INSERT INTO adagio_audit.kept SELECT * FROM adagio_audit.record");
    AsRoot(absl::StrCat("UPDATE adagio_audit.record SET ", change, " WHERE seq = 8"));
    ExpectBreak("record 8 of stream");
    ExpectBreak("was changed");
    AsRoot("DROP TABLE adagio_audit.record");
    AsRoot("RENAME TABLE adagio_audit.kept TO adagio_audit.record");
  }
  EXPECT_TRUE(Verification().ok());
}

TEST_F(AVerification, FindsAChangeWhoseLeafWasMended) {
  AsRoot("UPDATE adagio_audit.record SET outcome = 'DENIED' WHERE seq = 3");
  const auto rows = root_->Query(absl::StrCat("SELECT ", Columns(), " FROM adagio_audit.record WHERE seq = 3"), {});
  const Hash leaf = LeafOf(EntryFrom(rows.value().at(0)).entry);
  ASSERT_TRUE(root_->Execute("UPDATE adagio_audit.record SET leaf = ? WHERE seq = 3", {View(leaf)}).ok());
  ExpectBreak("does not follow the record before it");
}

TEST_F(AVerification, FindsAChangeAfterWhichEverythingWasChainedAnew) {
  AsRoot("UPDATE adagio_audit.record SET outcome = 'DENIED' WHERE seq = 3");
  RechainAll();
  ExpectBreak("record 6 of stream");
  ExpectBreak("not the one that was signed");
}

TEST_F(AVerification, FindsADeletedRecord) {
  AsRoot("DELETE FROM adagio_audit.record WHERE seq = 4");
  ExpectBreak("record 4 of stream");
  ExpectBreak("is missing");
}

TEST_F(AVerification, FindsADeletedRecordBehindWhichTheRestMovedUp) {
  AsRoot("DELETE FROM adagio_audit.record WHERE seq = 4");
  AsRoot("UPDATE adagio_audit.record SET seq = seq - 1 WHERE seq > 4 ORDER BY seq");
  RechainAll();
  ExpectBreak("not the one that was signed");
}

TEST_F(AVerification, FindsADeletedStream) {
  AsRoot("DELETE FROM adagio_audit.record");
  ExpectBreak("record 1 of stream");
  ExpectBreak("cut off or rolled back");
}

TEST_F(AVerification, FindsRecordsInAnotherOrder) {
  AsRoot("UPDATE adagio_audit.record SET seq = 100 WHERE seq = 8");
  AsRoot("UPDATE adagio_audit.record SET seq = 8 WHERE seq = 9");
  AsRoot("UPDATE adagio_audit.record SET seq = 9 WHERE seq = 100");
  ExpectBreak("record 8 of stream");
}

TEST_F(AVerification, FindsAStreamCutBeforeItsCheckpoint) {
  AsRoot("DELETE FROM adagio_audit.record WHERE seq >= 6");
  ExpectBreak("record 6 of stream");
  ExpectBreak("cut off or rolled back");
}

TEST_F(AVerification, CannotSeeACutInTheUnprotectedTail) {
  AsRoot("DELETE FROM adagio_audit.record WHERE seq > 6");
  EXPECT_EQ(ToString(Verification().value()), "verified 6 records, 2 checkpoints, unprotected tail 0");
}

TEST_F(AVerification, FindsADatabaseThatWasRolledBack) {
  AsRoot("CREATE TABLE adagio_audit.backup LIKE adagio_audit.record");
  AsRoot("INSERT INTO adagio_audit.backup SELECT * FROM adagio_audit.record");
  AppendInTransactions(*trail_, *service_, 5);
  trail_ = nullptr;
  AsRoot("DROP TABLE adagio_audit.record");
  AsRoot("RENAME TABLE adagio_audit.backup TO adagio_audit.record");
  ExpectBreak("record 11 of stream");
  ExpectBreak("rolled back");
  // And it stays found after another process has started on it.
  OpenTrail();
  ExpectBreak("record 11 of stream");
}

TEST_F(AVerification, FindsAStreamThatForkedAfterARollBack) {
  ASSERT_TRUE(trail_->Checkpoint().ok());
  // The same places, taken by other records that chain properly.
  AsRoot("DELETE FROM adagio_audit.record WHERE seq > 6");
  const auto rows = root_->Query(absl::StrCat("SELECT ", Columns(), " FROM adagio_audit.record WHERE seq = 6"), {});
  const StoredEntry sixth = EntryFrom(rows.value().at(0));
  Chain fork({sixth.entry.stream, {6, HashFromBytes(sixth.head)}});
  AccessRecord record = Record();
  record.outcome = Outcome::kDenied;
  for (int i = 0; i < 4; ++i) fork.Add(record);
  ASSERT_TRUE(fork.Write(*root_).ok());
  ExpectBreak("record 10 of stream");
  ExpectBreak("forked");
}

TEST_F(AVerification, FindsAStreamThatForkedIntoAnotherPractice) {
  AsRoot(
      "INSERT INTO adagio_audit.record SELECT REPEAT('z', 16), stream_id, seq, at, unit_id, principal_role, "
      "principal_id, method, purpose, outcome, reason, leaf, head FROM adagio_audit.record WHERE seq = 10");
  ExpectBreak("record 10 of stream");
}

TEST_F(AVerification, FindsARecordThatClaimsAnEarlierTime) {
  // Appended now by one who can write to the table, chained properly, and dated before the checkpoint.
  const auto rows = root_->Query(absl::StrCat("SELECT ", Columns(), " FROM adagio_audit.record WHERE seq = 10"), {});
  const StoredEntry last = EntryFrom(rows.value().at(0));
  Chain late({last.entry.stream, {10, HashFromBytes(last.head)}});
  AccessRecord record = Record();
  record.at = clock_.Now() - absl::Minutes(90);
  late.Add(record);
  ASSERT_TRUE(late.Write(*root_).ok());
  ExpectBreak("record 11 of stream");
  ExpectBreak("claims a time before");
}

TEST_F(AVerification, FindsAnEarlierTimeAlsoUnderALaterCheckpoint) {
  AccessRecord record = Record();
  record.at = clock_.Now() - absl::Minutes(90);
  auto tx = *storage::Transaction::Begin(*service_);
  ASSERT_TRUE(trail_->Append(*tx, *service_, record).ok());
  ASSERT_TRUE(tx->Commit().ok());
  trail_->Settle(*service_, Trail::Ending::kCommitted);
  trail_ = nullptr;
  ExpectBreak("record 11 of stream");
  ExpectBreak("claims a time before");
}

TEST_F(AVerification, AllowsARecordThatWaitedForItsCommit) {
  AccessRecord record = Record();
  clock_.Advance(absl::Minutes(1));
  ASSERT_TRUE(trail_->Checkpoint().ok());
  auto tx = *storage::Transaction::Begin(*service_);
  ASSERT_TRUE(trail_->Append(*tx, *service_, record).ok());
  ASSERT_TRUE(tx->Commit().ok());
  trail_->Settle(*service_, Trail::Ending::kCommitted);
  trail_ = nullptr;
  EXPECT_TRUE(Verification().ok()) << Verification().status();
}

TEST_F(AVerification, FindsAStreamThatNoProcessOpened) {
  Chain forged({entropy_.NewUuid(), {}});
  forged.Add(Record());
  ASSERT_TRUE(forged.Write(*root_).ok());
  ExpectBreak("no process that the witness knows");
  OpenTrail();  // which lists what it finds, and makes it no better
  ExpectBreak("no process that the witness knows");
}

TEST_F(AVerification, FindsAWitnessFileThatIsGone) {
  trail_ = nullptr;
  std::filesystem::remove(NotesFile());
  ExpectBreak("no process that the witness knows");
}

TEST_F(AVerification, FindsAChangedNote) {
  trail_ = nullptr;
  std::string notes = ReadNotes();
  notes[notes.find("number 1") + 7] = '2';
  WriteNotes(notes);
  ExpectBreak("checkpoint 1 of process");
}

TEST_F(AVerification, FindsAMissingNote) {
  trail_ = nullptr;
  const std::vector<std::string> notes = NotesOf(witness_, process_).value();
  ASSERT_EQ(notes.size(), 3u);
  WriteNotes(notes[0] + "\n" + notes[2] + "\n");
  ExpectBreak("does not follow the one before");
}

// Only who holds the key could do this: with a second start of one process, or by mistake.
TEST_F(AVerification, FindsANoteThatFollowsAnother) {
  trail_ = nullptr;
  const CheckpointKey key = CheckpointKey::Open(key_file_).value();
  const std::vector<std::string> notes = NotesOf(witness_, process_).value();
  Checkpoint other = CheckpointFrom(key.verifier().Open(notes[1]).value()).value();
  other.at += absl::Seconds(1);
  WriteNotes(notes[0] + "\n" + key.Sign(TextOf(other)) + "\n" + notes[2] + "\n");
  ExpectBreak("does not follow the one before");
}

TEST_F(AVerification, FindsARootThatIsNotOfItsStreams) {
  trail_ = nullptr;
  const CheckpointKey key = CheckpointKey::Open(key_file_).value();
  const std::vector<std::string> notes = NotesOf(witness_, process_).value();
  Checkpoint other = CheckpointFrom(key.verifier().Open(notes[1]).value()).value();
  other.root[0] ^= 1;
  WriteNotes(notes[0] + "\n" + key.Sign(TextOf(other)) + "\n");
  ExpectBreak("has a root that is not of its streams");
}

TEST_F(AVerification, FindsAFileUnderAnotherProcessesName) {
  WriteNotes(NotesOf(witness_, process_).value()[0] + "\n");
  std::filesystem::copy(NotesFile(), witness_ / (entropy_.NewUuid().ToString() + ".notes"));
  ExpectBreak("is of another process");
}

TEST_F(AVerification, FindsNotesOfAnotherKey) {
  trail_ = nullptr;
  std::filesystem::remove(key_file_);
  ASSERT_TRUE(CheckpointKey::Create(key_file_).ok());
  ExpectBreak("is not signed by this installation's key");
}

TEST_F(AVerification, SaysSoWhenTheWitnessCannotBeRead) {
  trail_ = nullptr;
  std::filesystem::remove_all(witness_);
  EXPECT_EQ(Verification().status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace adagio::audit
