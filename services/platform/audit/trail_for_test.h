#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "services/platform/audit/process_trail.h"
#include "services/platform/audit/schema/migrations.h"
#include "services/platform/audit/verification.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/storage/test_database.h"

namespace adagio::audit {

// Collects what AppendAlone tells its callers.
class Answers {
 public:
  std::function<void(absl::Status)> Next() {
    return [this](absl::Status status) {
      const std::lock_guard<std::mutex> lock(mutex_);
      answers_.push_back(std::move(status));
      changed_.notify_all();
    };
  }
  std::vector<absl::Status> WaitFor(size_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return answers_.size() >= count; });
    return answers_;
  }
  size_t size() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return answers_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<absl::Status> answers_;
};

// An empty audit table, a key and a witness folder, for tests of the trail. The clock stands until it is moved.
class TrailFixture : public testing::Test {
 protected:
  void SetUp() override {
    storage::TestDatabase::Shared().Migrate({Migrations()});
    root_ = storage::TestDatabase::Shared().Connect("root");
    service_ = storage::TestDatabase::Shared().Connect("adagio_homework");
    auditor_ = storage::TestDatabase::Shared().Connect("adagio_audit");
    AsRoot("TRUNCATE adagio_audit.record");
    ASSERT_TRUE(CheckpointKey::Create(key_file_).ok());
  }

  ProcessTrail::Options OptionsOfTrail() {
    return {.endpoint = storage::TestDatabase::Shared().EndpointFor("adagio_audit"),
            .witness = witness_,
            .key_file = key_file_,
            .clock = clock_,
            .process = entropy_.NewUuid(),
            .checkpoint_every = absl::Hours(1),
            .checkpoint_records = 1000000};
  }
  std::unique_ptr<ProcessTrail> OpenTrail() { return OpenTrail(OptionsOfTrail()); }
  static std::unique_ptr<ProcessTrail> OpenTrail(ProcessTrail::Options options) {
    absl::StatusOr<std::unique_ptr<ProcessTrail>> trail = ProcessTrail::Open(std::move(options));
    if (!trail.ok()) ADD_FAILURE() << trail.status();
    CHECK(trail.ok());
    return *std::move(trail);
  }

  AccessRecord Record() {
    AccessRecord record;
    record.at = clock_.Now();
    record.practice = practice_;
    record.unit = unit_;
    record.principal = partner_;
    record.method = "adagio.homework.v1.HomeworkService/AnswerAssignment";
    record.purpose = "TREATMENT";
    return record;
  }

  // Appends `records` records in `connection`'s stream, one transaction each.
  void AppendInTransactions(Trail& trail, storage::Connection& connection, int records) {
    for (int i = 0; i < records; ++i) {
      auto tx = *storage::Transaction::Begin(connection);
      ASSERT_TRUE(trail.Append(*tx, connection, Record()).ok());
      ASSERT_TRUE(tx->Commit().ok());
      trail.Settle(connection, Trail::Ending::kCommitted);
    }
  }

  // Appends `records` records alone and waits until all are durable.
  void AppendAlone(Trail& trail, int records) {
    Answers answers;
    for (int i = 0; i < records; ++i) trail.AppendAlone(Record(), answers.Next());
    for (const absl::Status& answer : answers.WaitFor(records)) ASSERT_TRUE(answer.ok()) << answer;
  }

  void AsRoot(absl::string_view sql) {
    const absl::Status sent = root_->Send(sql);
    CHECK(sent.ok());
  }
  int64_t Count(absl::string_view sql) { return root_->Query(sql, {}).value().at(0).Int(0); }
  int64_t Records() { return Count("SELECT COUNT(*) FROM adagio_audit.record"); }

  absl::StatusOr<Verified> Verification() {
    return Verify(*auditor_, witness_, CheckpointKey::Open(key_file_).value().verifier());
  }

  SystemEntropy entropy_;
  StoryClock clock_{absl::FromUnixSeconds(1800000000)};
  const storage::TestFolder folder_;
  const std::filesystem::path witness_ = folder_.path() / "witness";
  const std::filesystem::path key_file_ = folder_.path() / "audit.key";
  const PracticeId practice_{entropy_.NewUuid()};
  const UnitId unit_{entropy_.NewUuid()};
  const Principal partner_{Role::kPartner, entropy_.NewUuid()};
  std::unique_ptr<storage::Connection> root_;
  std::unique_ptr<storage::Connection> service_;
  std::unique_ptr<storage::Connection> auditor_;
};

}  // namespace adagio::audit
