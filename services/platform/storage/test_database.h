#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/platform/foundation/check.h"
#include "services/platform/storage/connection.h"
#include "services/platform/storage/migrations.h"
#include "services/platform/storage/private_database.h"

namespace adagio::storage {

// A folder of its own for a test, short enough for a socket, removed with the object.
class TestFolder {
 public:
  TestFolder() {
    char name[] = "/tmp/adagio-test-XXXXXX";
    CHECK(mkdtemp(name) != nullptr);
    path_ = name;
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The one private MariaDB of a test binary, started by the first test that asks for it and removed when the binary
// ends. It takes no table without a primary key. Tests keep apart by making practices of their own:
//
//   TestDatabase& database = TestDatabase::Shared();
//   database.Migrate({unit_of_work::Migrations(), audit::Migrations(), homework::Migrations()});
//   storage::Pool pool({database.EndpointFor("adagio_homework"), 4});
class TestDatabase {
 public:
  static TestDatabase& Shared() {
    static TestDatabase database;
    return database;
  }

  static std::vector<std::string> Users() {
    return {"adagio_directory",     "adagio_intake",  "adagio_homework", "adagio_progress", "adagio_notes",
            "adagio_psychotherapy", "adagio_keyring", "adagio_audit",    "adagio_events",   "adagio_feed"};
  }

  // Small, and with a log that reaches the disk a moment after the commit (a killed server still loses nothing).
  static std::vector<std::string> Settings() {
    return {"innodb-force-primary-key=ON",      "innodb-buffer-pool-size=32M", "innodb-fast-shutdown=2",
            "innodb-flush-log-at-trx-commit=2", "key-buffer-size=1M",          "aria-pagecache-buffer-size=8M"};
  }

  // Migrates each room's schema, in this order. What is migrated already stays; call it in any test that needs it.
  void Migrate(const std::vector<std::vector<Migration>>& rooms) {
    std::vector<Migration> all;
    for (const std::vector<Migration>& room : rooms) all.insert(all.end(), room.begin(), room.end());
    const std::unique_ptr<Connection> admin = Connect("root");
    const absl::Status migrated = storage::Migrate(*admin, all);
    ASSERT_TRUE(migrated.ok()) << migrated;
  }

  // As one of Users(), or as root, who may do anything.
  Endpoint EndpointFor(const std::string& user) const {
    absl::StatusOr<Endpoint> endpoint = database_->EndpointFor(user);
    CHECK(endpoint.ok());
    return *std::move(endpoint);
  }

  std::unique_ptr<Connection> Connect(const std::string& user) const {
    absl::StatusOr<std::unique_ptr<Connection>> connection = Connection::Open(EndpointFor(user));
    CHECK(connection.ok());
    return *std::move(connection);
  }

  PrivateDatabase& database() { return *database_; }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TestDatabase() {
    absl::StatusOr<std::unique_ptr<PrivateDatabase>> started =
        PrivateDatabase::Start({folder_.path(), Users(), Settings()});
    if (!started.ok()) ADD_FAILURE() << started.status();
    CHECK(started.ok());
    database_ = *std::move(started);
  }

  TestFolder folder_;
  std::unique_ptr<PrivateDatabase> database_;
};

}  // namespace adagio::storage
