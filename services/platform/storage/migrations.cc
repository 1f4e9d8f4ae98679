#include "services/platform/storage/migrations.h"

#include <openssl/sha.h>

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/faults.h"
#include "services/platform/storage/migration_text.h"

// Each schema holds a table `migration` with what was applied to it. DDL commits by itself and cannot be rolled back,
// so a migration is applied statement by statement, each with its progress: a run that was cut short goes on where it
// was.

namespace adagio::storage {
namespace {

struct Applied {
  std::string checksum;
  size_t statements_done = 0;
  bool finished = false;
};
using History = std::map<int, Applied>;  // by number

struct Schema {
  absl::string_view name;
  std::vector<Migration> migrations;
  History history;
};

std::string ChecksumOf(absl::string_view sql) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(sql.data()), sql.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

absl::StatusOr<History> ReadHistory(Connection& admin, absl::string_view schema) {
  ASSIGN_OR_RETURN(const Rows table, admin.Query("SELECT 1 FROM information_schema.tables "
                                                 "WHERE table_schema = ? AND table_name = 'migration'",
                                                 {schema}));
  if (table.empty()) return History();
  ASSIGN_OR_RETURN(
      const Rows rows,
      admin.Query(absl::StrCat("SELECT number, checksum, statements_done, finished FROM ", schema, ".migration"), {}));
  History history;
  for (const Row& row : rows) {
    history[static_cast<int>(row.Int(0))] = {row.Text(1), static_cast<size_t>(row.Int(2)), row.Int(3) != 0};
  }
  return history;
}

// Groups by schema, in the order in which the schemas first appear.
absl::StatusOr<std::vector<Schema>> SchemasOf(Connection& admin, const std::vector<Migration>& migrations) {
  std::vector<Schema> schemas;
  for (const Migration& migration : migrations) {
    auto schema = schemas.begin();
    while (schema != schemas.end() && schema->name != migration.schema) ++schema;
    if (schema == schemas.end()) {
      ASSIGN_OR_RETURN(History history, ReadHistory(admin, migration.schema));
      schemas.push_back({migration.schema, {}, std::move(history)});
      schema = schemas.end() - 1;
    }
    schema->migrations.push_back(migration);
    if (migration.number != static_cast<int>(schema->migrations.size())) {
      return Refuse(Reason::kBug, absl::StrCat("the migrations of ", migration.schema, " are not numbered from 1"));
    }
  }
  return schemas;
}

absl::Status CheckHistory(const Schema& schema) {
  for (const auto& [number, applied] : schema.history) {
    if (number > static_cast<int>(schema.migrations.size())) {
      return absl::FailedPreconditionError(absl::StrCat("the database was made by a newer version: ", schema.name,
                                                        " holds migration ", number, ", and this version knows ",
                                                        schema.migrations.size()));
    }
    const Migration& known = schema.migrations[static_cast<size_t>(number) - 1];
    if (applied.checksum != ChecksumOf(known.sql)) {
      return absl::FailedPreconditionError(
          absl::StrCat("the migration ", known.name, " of ", schema.name, " was edited after it had been applied"));
    }
  }
  return absl::OkStatus();
}

absl::Status PrepareSchema(Connection& admin, absl::string_view schema) {
  RETURN_IF_ERROR(
      admin.Send(absl::StrCat("CREATE DATABASE IF NOT EXISTS ", schema, " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")));
  return admin.Send(absl::StrCat("CREATE TABLE IF NOT EXISTS ", schema, R"sql(.migration (
    number INT NOT NULL,
    name VARCHAR(200) NOT NULL,
    checksum BINARY(32) NOT NULL,
    statements_done INT NOT NULL,
    finished TINYINT NOT NULL,
    started_at DATETIME(6) NOT NULL,
    PRIMARY KEY (number)
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)sql"));
}

// Whether `status` says that what a statement makes is there, or what it drops is gone: table, column, key, foreign
// key.
bool SaysAlreadyDone(const absl::Status& status) {
  switch (ErrorOf(status)) {
    case 1050:
    case 1051:
    case 1060:
    case 1061:
    case 1091:
    case 1826:
      return true;
    default:
      return false;
  }
}

// Migrations hold no values of anybody, so what the database says about them may be shown.
absl::Status Explained(Connection& admin, const Migration& migration, size_t statement, const absl::Status& status) {
  const absl::StatusOr<Rows> said = admin.Query("SHOW ERRORS", {});
  admin.Send("ROLLBACK").IgnoreError();
  const std::string why = said.ok() && !said->empty() ? absl::StrCat(": ", said->front().Text(2)) : std::string();
  return absl::Status(status.code(), absl::StrCat(migration.schema, "/", migration.name, ", statement ", statement + 1,
                                                  ": ", status.message(), why));
}

absl::Status Apply(Connection& admin, const Migration& migration, const Applied* begun) {
  const std::vector<std::string> statements = StatementsOf(migration.sql);
  const std::string table = absl::StrCat(migration.schema, ".migration");
  if (begun == nullptr) {
    RETURN_IF_ERROR(admin
                        .Execute(absl::StrCat("INSERT INTO ", table,
                                              " (number, name, checksum, statements_done, finished, started_at) "
                                              "VALUES (?, ?, ?, 0, 0, ?)"),
                                 {migration.number, migration.name, ChecksumOf(migration.sql), absl::Now()})
                        .status());
  }
  const size_t first = begun == nullptr ? 0 : begun->statements_done;
  const std::string progress =
      absl::StrCat("UPDATE ", table, " SET statements_done = ?, finished = ? WHERE number = ?");
  RETURN_IF_ERROR(admin.Send(absl::StrCat("USE ", migration.schema)));
  for (size_t i = first; i < statements.size(); ++i) {
    // What is not DDL commits together with its progress. DDL may have been done by a run that did not live to say so.
    RETURN_IF_ERROR(admin.Send("START TRANSACTION"));
    const absl::Status sent = admin.Send(statements[i]);
    const bool done_before = begun != nullptr && i == first && SaysAlreadyDone(sent);
    if (!sent.ok() && !done_before) return Explained(admin, migration, i, sent);
    const int64_t done = static_cast<int64_t>(i) + 1;
    RETURN_IF_ERROR(admin.Execute(progress, {done, i + 1 == statements.size(), migration.number}).status());
    RETURN_IF_ERROR(admin.Send("COMMIT"));
  }
  RETURN_IF_ERROR(admin.Execute(progress, {static_cast<int64_t>(statements.size()), true, migration.number}).status());
  Log("schema.migrated", {{"schema", migration.schema}, {"number", int64_t{migration.number}}});
  return absl::OkStatus();
}

}  // namespace

absl::Status Migrate(Connection& admin, const std::vector<Migration>& migrations) {
  ASSIGN_OR_RETURN(const std::vector<Schema> schemas, SchemasOf(admin, migrations));
  // Nothing is changed before everything is known to fit.
  for (const Schema& schema : schemas) RETURN_IF_ERROR(CheckHistory(schema));
  for (const Schema& schema : schemas) {
    for (const Migration& migration : schema.migrations) {
      const auto begun = schema.history.find(migration.number);
      if (begun != schema.history.end() && begun->second.finished) continue;
      RETURN_IF_ERROR(PrepareSchema(admin, schema.name));
      RETURN_IF_ERROR(Apply(admin, migration, begun == schema.history.end() ? nullptr : &begun->second));
    }
  }
  return absl::OkStatus();
}

}  // namespace adagio::storage
