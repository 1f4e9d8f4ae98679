#include "services/platform/audit/canonical.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "absl/strings/escaping.h"
#include "services/platform/audit/merkle.h"

namespace adagio::audit {
namespace {

Uuid Numbered(char number) { return Uuid::FromBytes(std::string(15, '\0') + number); }

Entry Sample() {
  AccessRecord record;
  record.at = absl::FromUnixMicros(1800000000000001) + absl::Nanoseconds(999);
  record.practice = PracticeId(Numbered(1));
  record.unit = UnitId(Numbered(2));
  record.principal = {Role::kTherapist, Numbered(3)};
  record.method = "m";
  record.purpose = "p";
  record.outcome = Outcome::kRefused;
  record.reason = Reason::kNotAvailable;
  return EntryOf(record, Numbered(4), 5);
}

TEST(CanonicalBytes, AreTheseAndNoOthers) {
  const std::string zeros(30, '0');
  EXPECT_EQ(absl::BytesToHexString(CanonicalBytes(Sample())),
            "01"
            "00000010" +
                zeros +
                "04"  // stream
                "00000008"
                "0000000000000005"  // seq
                "00000008"
                "0006651728988001"  // at
                "00000010" +
                zeros +
                "01"  // practice
                "00000010" +
                zeros +
                "02"  // unit
                "00000009"
                "544845524150495354"  // THERAPIST
                "00000010" +
                zeros +
                "03"  // principal
                "00000001"
                "6d"
                "00000001"
                "70"  // method, purpose
                "00000007"
                "52454655534544"  // REFUSED
                "0000000d"
                "4e4f545f415641494c41424c45");  // NOT_AVAILABLE
}

TEST(CanonicalBytes, DifferWhereAnyMemberDiffers) {
  const std::vector<std::function<void(Entry&)>> changes = {
      [](Entry&) {},
      [](Entry& e) { e.stream = Numbered(9); },
      [](Entry& e) { e.seq = 6; },
      [](Entry& e) { e.at_micros += 1; },
      [](Entry& e) { e.practice = PracticeId(Numbered(9)); },
      [](Entry& e) { e.unit = UnitId(Numbered(9)); },
      [](Entry& e) { e.role = "PARTNER"; },
      [](Entry& e) { e.principal = Numbered(9); },
      [](Entry& e) { e.method = "mp", e.purpose = ""; },
      [](Entry& e) { e.purpose = "q"; },
      [](Entry& e) { e.outcome = "ALLOWED"; },
      [](Entry& e) { e.reason = ""; },
  };
  std::set<std::string> seen;
  for (const auto& change : changes) {
    Entry entry = Sample();
    change(entry);
    EXPECT_TRUE(seen.insert(CanonicalBytes(entry)).second);
  }
}

TEST(Entry, GivesTheRecordBackToTheMicrosecond) {
  const AccessRecord record = RecordOf(Sample()).value();
  EXPECT_EQ(record.at, absl::FromUnixMicros(1800000000000001));
  EXPECT_EQ(record.principal, (Principal{Role::kTherapist, Numbered(3)}));
  EXPECT_EQ(record.outcome, Outcome::kRefused);
  EXPECT_EQ(record.reason, Reason::kNotAvailable);
  EXPECT_EQ(CanonicalBytes(EntryOf(record, Numbered(4), 5)), CanonicalBytes(Sample()));
}

TEST(Entry, IsRefusedWhereATextIsUnknown) {
  for (const auto& change : std::vector<std::function<void(Entry&)>>{
           [](Entry& e) { e.role = "X"; }, [](Entry& e) { e.outcome = "X"; }, [](Entry& e) { e.reason = "X"; }}) {
    Entry entry = Sample();
    change(entry);
    EXPECT_FALSE(RecordOf(entry).ok());
  }
}

TEST(Entry, CutsWhatIsLongerThanItsColumn) {
  AccessRecord record;
  record.method = std::string(300, 'm');
  record.purpose = std::string(300, 'p');
  const Entry entry = EntryOf(record, Numbered(1), 1);
  EXPECT_EQ(entry.method.size(), 200u);
  EXPECT_EQ(entry.purpose.size(), 40u);
}

TEST(MerkleRoot, SplitsAtTheLargestPowerOfTwo) {
  Heads heads;
  std::vector<Hash> leaves;
  for (char i = 1; i <= 3; ++i) {
    heads[Numbered(i)] = {i, Sha256(0, "head", std::string(1, i))};
    leaves.push_back(
        Sha256(0, std::string(Numbered(i).bytes()) + std::string(7, '\0') + i, View(heads[Numbered(i)].hash)));
  }
  const Hash pair = Sha256(1, View(leaves[0]), View(leaves[1]));
  EXPECT_EQ(MerkleRoot(heads), Sha256(1, View(pair), View(leaves[2])));
  heads.erase(Numbered(3));
  EXPECT_EQ(MerkleRoot(heads), pair);
  heads.erase(Numbered(2));
  EXPECT_EQ(MerkleRoot(heads), leaves[0]);
  EXPECT_EQ(absl::BytesToHexString(View(MerkleRoot({}))),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace adagio::audit
