#include "services/platform/audit/checkpoint.h"

#include <gtest/gtest.h>

#include <fstream>

#include "absl/strings/str_replace.h"
#include "services/platform/audit/checkpoint_key.h"
#include "services/platform/audit/witness.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/storage/test_database.h"

namespace adagio::audit {
namespace {

class Checkpoints : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(CheckpointKey::Create(file_).ok()); }
  CheckpointKey Key() const { return CheckpointKey::Open(file_).value(); }

  const storage::TestFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "audit.key";
  const std::filesystem::path witness_ = folder_.path() / "witness";
  const Uuid process_ = SystemEntropy().NewUuid();
};

TEST_F(Checkpoints, AreReadAsTheyWereWritten) {
  Checkpoint checkpoint;
  checkpoint.process = process_;
  checkpoint.number = 3;
  checkpoint.at = absl::FromUnixMicros(1800000000000001);
  checkpoint.previous = Sha256(0, "previous");
  checkpoint.root = Sha256(0, "root");
  checkpoint.moved[process_] = {7, Sha256(0, "head")};
  const Checkpoint read = CheckpointFrom(TextOf(checkpoint)).value();
  EXPECT_EQ(TextOf(read), TextOf(checkpoint));
  EXPECT_EQ(read.at, checkpoint.at);
  EXPECT_EQ(read.moved.at(process_).seq, 7);
}

TEST_F(Checkpoints, AreRefusedInAnyOtherSpelling) {
  Checkpoint checkpoint;
  checkpoint.at = absl::FromUnixSeconds(1800000000);
  checkpoint.moved[process_] = {7, Sha256(0, "head")};
  const std::string text = TextOf(checkpoint);
  for (const std::string& other :
       {text + "\n", text + "x\n", absl::StrReplaceAll(text, {{"number 0", "number  0"}}),
        absl::StrReplaceAll(text, {{"number 0", "number 00"}}), absl::StrReplaceAll(text, {{" 7 ", " +7 "}}),
        absl::StrReplaceAll(text, {{"v1", "v2"}}), text.substr(0, text.size() - 1), std::string()}) {
    EXPECT_EQ(CheckpointFrom(other).status().code(), absl::StatusCode::kDataLoss) << other;
  }
}

TEST_F(Checkpoints, SignedNotesOpenWithTheirKeyOnly) {
  const std::string note = Key().Sign("one\ntwo\n");
  EXPECT_EQ(Key().verifier().Open(note).value(), "one\ntwo\n");
  const std::filesystem::path other = folder_.path() / "other.key";
  ASSERT_TRUE(CheckpointKey::Create(other).ok());
  EXPECT_FALSE(CheckpointKey::Open(other).value().verifier().Open(note).ok());
}

TEST_F(Checkpoints, SignedNotesBreakAtEveryByte) {
  const std::string note = Key().Sign("text\n");
  for (size_t i = 0; i < note.size(); ++i) {
    std::string changed = note;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(Key().verifier().Open(changed).ok()) << i;
    EXPECT_FALSE(Key().verifier().Open(note.substr(0, i)).ok()) << i;
  }
}

// The example in the documentation of Go's note package: others' tools read ours, and we read theirs.
TEST_F(Checkpoints, NotesOfOtherToolsOpen) {
  const NoteVerifier verifier =
      NoteVerifier::Parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").value();
  const std::string text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  EXPECT_EQ(
      verifier
          .Open(text + "\n\xe2\x80\x94 PeterNeumann "
                       "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")
          .value(),
      text);
}

TEST_F(Checkpoints, AVerifierIsKnownByItsText) {
  const std::string text = Key().verifier().ToString();
  EXPECT_EQ(NoteVerifier::Parse(text).value().ToString(), text);
  EXPECT_TRUE(NoteVerifier::Parse(text).value().Open(Key().Sign("text\n")).ok());
  for (const std::string& other : {std::string(), text + "A", "x" + text, text.substr(0, text.size() - 4)}) {
    EXPECT_FALSE(NoteVerifier::Parse(other).ok()) << other;
  }
}

TEST_F(Checkpoints, AWitnessKeepsNotesAndLeavesOutAnUnfinishedOne) {
  const std::string first = Key().Sign("first\n");
  const std::string second = Key().Sign("second\n");
  {
    const std::unique_ptr<Witness> witness = Witness::Create(witness_, process_).value();
    ASSERT_TRUE(witness->Append(first).ok());
    ASSERT_TRUE(witness->Append(second).ok());
  }
  EXPECT_EQ(NotesOf(witness_, process_).value(), (std::vector<std::string>{first, second}));
  EXPECT_EQ(WitnessesIn(witness_).value(), std::vector<Uuid>{process_});

  const std::filesystem::path file = witness_ / (process_.ToString() + ".notes");
  const auto whole = std::filesystem::file_size(file);
  for (uintmax_t size = whole - 1; size > first.size(); --size) {
    std::filesystem::resize_file(file, size);
    EXPECT_EQ(NotesOf(witness_, process_).value(), std::vector<std::string>{first}) << size;
  }
}

TEST_F(Checkpoints, AWitnessTakesAProcessOnce) {
  ASSERT_TRUE(Witness::Create(witness_, process_).ok());
  EXPECT_EQ(Witness::Create(witness_, process_).status().code(), absl::StatusCode::kAlreadyExists);
}

}  // namespace
}  // namespace adagio::audit
