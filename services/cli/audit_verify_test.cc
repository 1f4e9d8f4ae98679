#include "services/cli/audit_verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "services/platform/audit/process_trail.h"
#include "services/platform/audit/schema/migrations.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/storage/test_database.h"

namespace adagio::cli {
namespace {

using testing::HasSubstr;

// A data folder as an embedded server leaves it, with three audit records.
class AuditVerifyCommand : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_.path() / "keys");
    ASSERT_TRUE(audit::CheckpointKey::Create(folder_.path() / "keys" / "audit.key").ok());
    StartDatabase();
    const auto root = storage::Connection::Open(*database_->EndpointFor("root"));
    ASSERT_TRUE(root.ok()) << root.status();
    ASSERT_TRUE(storage::Migrate(**root, audit::Migrations()).ok());
    AppendRecords(3);
  }

  void StartDatabase() {
    auto started = storage::PrivateDatabase::Start(
        {folder_.path() / "db", storage::TestDatabase::Users(), storage::TestDatabase::Settings()});
    ASSERT_TRUE(started.ok()) << started.status();
    database_ = *std::move(started);
  }

  void AppendRecords(int count) {
    auto trail = audit::ProcessTrail::Open({.endpoint = *database_->EndpointFor("adagio_audit"),
                                            .witness = folder_.path() / "witness",
                                            .key_file = folder_.path() / "keys" / "audit.key",
                                            .clock = clock_,
                                            .process = entropy_.NewUuid()});
    ASSERT_TRUE(trail.ok()) << trail.status();
    for (int i = 0; i < count; ++i) {
      AccessRecord record;
      record.at = clock_.Now();
      record.method = "adagio.test.v1.Test/Read";
      record.purpose = "TREATMENT";
      std::promise<absl::Status> durable;
      (*trail)->AppendAlone(record, [&](absl::Status status) { durable.set_value(std::move(status)); });
      const absl::Status written = durable.get_future().get();
      ASSERT_TRUE(written.ok()) << written;
    }
  }

  void Execute(absl::string_view sql) {
    const auto root = storage::Connection::Open(*database_->EndpointFor("root"));
    ASSERT_TRUE(root.ok());
    ASSERT_TRUE((*root)->Send(sql).ok());
  }

  absl::Status Verify(const Args& more = {}) {
    Args args = {"--data=" + folder_.path().string()};
    args.insert(args.end(), more.begin(), more.end());
    out_.str("");
    return VerifyAudit(args, out_);
  }

  storage::TestFolder folder_;
  SystemClock clock_;
  SystemEntropy entropy_;
  std::unique_ptr<storage::PrivateDatabase> database_;
  std::ostringstream out_;
};

TEST_F(AuditVerifyCommand, ReadsTheDatabaseOfAServerThatRunsAndOfOneThatDoesNot) {
  ASSERT_TRUE(Verify().ok()) << Verify();
  EXPECT_EQ(out_.str(), "verified 3 records, 2 checkpoints, unprotected tail 0\n");
  database_ = nullptr;
  ASSERT_TRUE(Verify().ok()) << Verify();
  EXPECT_EQ(out_.str(), "verified 3 records, 2 checkpoints, unprotected tail 0\n");
  StartDatabase();
  EXPECT_TRUE(Verify().ok()) << "the database was left as it was found";
}

TEST_F(AuditVerifyCommand, NamesTheFirstBreakAndPrintsNothing) {
  Execute("UPDATE adagio_audit.record SET method = 'adagio.test.v1.Test/Write' LIMIT 1");
  const absl::Status broken = Verify();
  EXPECT_EQ(broken.code(), absl::StatusCode::kDataLoss);
  EXPECT_FALSE(broken.message().empty());
  EXPECT_EQ(out_.str(), "");
}

TEST_F(AuditVerifyCommand, ComparesWithACopyOfTheWitnessFolderFromElsewhere) {
  const std::filesystem::path copy = folder_.path() / "elsewhere";
  std::filesystem::copy(folder_.path() / "witness", copy);
  std::filesystem::remove_all(folder_.path() / "witness");
  std::filesystem::create_directory(folder_.path() / "witness");
  Execute("DELETE FROM adagio_audit.record");
  EXPECT_EQ(Verify({"--witness=" + copy.string()}).code(), absl::StatusCode::kDataLoss);
}

TEST_F(AuditVerifyCommand, ChecksWithAPublicKeyThatIsGiven) {
  const auto key = audit::CheckpointKey::Open(folder_.path() / "keys" / "audit.key");
  ASSERT_TRUE(key.ok());
  std::filesystem::remove(folder_.path() / "keys" / "audit.key");
  EXPECT_FALSE(Verify().ok());
  EXPECT_TRUE(Verify({"--verifier=" + key->verifier().ToString()}).ok());
  ASSERT_TRUE(audit::CheckpointKey::Create(folder_.path() / "keys" / "audit.key").ok());
  EXPECT_EQ(Verify().code(), absl::StatusCode::kDataLoss) << "signed with another key";
}

TEST_F(AuditVerifyCommand, MakesNoDatabaseWhereThereIsNone) {
  storage::TestFolder empty;
  std::filesystem::create_directories(empty.path() / "keys");
  ASSERT_TRUE(audit::CheckpointKey::Create(empty.path() / "keys" / "audit.key").ok());
  EXPECT_TRUE(absl::IsNotFound(VerifyAudit({"--data=" + empty.path().string()}, out_)));
  EXPECT_FALSE(std::filesystem::exists(empty.path() / "db"));
  EXPECT_TRUE(absl::IsInvalidArgument(VerifyAudit({}, out_)));
}

}  // namespace
}  // namespace adagio::cli
