#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/platform/audit/checkpoint_key.h"
#include "services/platform/audit/process_trail.h"
#include "services/platform/audit/schema/migrations.h"
#include "services/platform/events/schema/migrations.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/keys/schema/migrations.h"
#include "services/platform/storage/pool.h"
#include "services/platform/storage/test_database.h"
#include "services/platform/unit_of_work/schema/migrations.h"

namespace adagio {

// What every service stands on, real: the private database with the platform's schemas, keys and an audit trail. One a
// test binary, shared by its tests, which keep apart by making practices of their own.
class Ground {
 public:
  explicit Ground(std::vector<std::vector<storage::Migration>> service = {}) {
    std::vector<std::vector<storage::Migration>> rooms = {keys::Migrations(), unit_of_work::Migrations(),
                                                          audit::Migrations(), events::Migrations()};
    rooms.insert(rooms.end(), service.begin(), service.end());
    database.Migrate(rooms);
    CHECK(keys::Keyring::CreateRootKey(folder_.path() / "root.key").ok());
    keys = *keys::Keyring::Open({folder_.path() / "root.key", database.EndpointFor("adagio_keyring")});
    CHECK(audit::CheckpointKey::Create(folder_.path() / "audit.key").ok());
    trail = *audit::ProcessTrail::Open({.endpoint = database.EndpointFor("adagio_audit"),
                                        .witness = folder_.path() / "witness",
                                        .key_file = folder_.path() / "audit.key",
                                        .clock = clock,
                                        .process = entropy.NewUuid()});
  }

  // A practice with its key, its own guard and policy version 1.
  PracticeId AddPractice() {
    const PracticeId practice(entropy.NewUuid());
    CHECK(keys->CreatePracticeKey(practice).ok());
    AsRoot("INSERT INTO adagio_spine.practice VALUES (?, 'Practice', 'UTC', 1, '2020-01-01')", {practice});
    AddGuard(practice, UnitId());
    return practice;
  }
  UnitId AddUnit(const PracticeId& practice) {
    const UnitId unit(entropy.NewUuid());
    AddGuard(practice, unit);
    return unit;
  }
  // A partner who has acknowledged the policy and is cleared.
  PartnerId AddPartner(const PracticeId& practice, const UnitId& unit, int version) {
    const PartnerId partner(entropy.NewUuid());
    AsRoot(
        "INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind, started_version, started_at)"
        " VALUES (?, ?, ?, 1, ?, '2020-01-01')",
        {practice, unit, partner, version});
    AsRoot("INSERT INTO adagio_spine.acknowledgement VALUES (?, ?, ?, 1, '2020-01-01')", {practice, unit, partner});
    AsRoot("INSERT INTO adagio_spine.clearance VALUES (?, ?, ?, 1, ?)", {practice, unit, partner, version});
    return partner;
  }

  void AsRoot(absl::string_view sql, std::initializer_list<storage::Value> values) {
    const absl::Status done = database.Connect("root")->Execute(sql, values).status();
    ASSERT_TRUE(done.ok()) << done;
  }
  storage::Rows Rows(absl::string_view sql, std::initializer_list<storage::Value> values) {
    absl::StatusOr<storage::Rows> rows = database.Connect("root")->Query(sql, values);
    EXPECT_TRUE(rows.ok()) << rows.status();
    return rows.ok() ? *std::move(rows) : storage::Rows();
  }

  storage::TestDatabase& database = storage::TestDatabase::Shared();
  StoryClock clock{absl::FromUnixSeconds(1'772'481'600)};
  SystemEntropy entropy;
  std::unique_ptr<keys::Keyring> keys;
  std::unique_ptr<audit::ProcessTrail> trail;

 private:
  void AddGuard(const PracticeId& practice, const UnitId& unit) {
    AsRoot("INSERT INTO adagio_spine.unit_guard VALUES (?, ?, 10, '2020-01-01')", {practice, unit});
  }

  const storage::TestFolder folder_;
};

}  // namespace adagio
