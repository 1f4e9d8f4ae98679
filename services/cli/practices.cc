#include "services/cli/practices.h"

#include <memory>

#include "services/cli/play_setting.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/private_database.h"

namespace adagio::cli {

absl::StatusOr<std::string> OnlyPractice(const Options& options) {
  ASSIGN_OR_RETURN(const std::string data, DataIn(options));
  const absl::Status unknown =
      absl::InvalidArgumentError("--practice is missing, and the data folder's store is not up");
  const absl::StatusOr<storage::Endpoint> endpoint =
      storage::Join(std::filesystem::path(data) / "db", "adagio_directory");
  if (!endpoint.ok()) return unknown;
  ASSIGN_OR_RETURN(const std::unique_ptr<storage::Connection> connection, storage::Connection::Open(*endpoint));
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   connection->Query("SELECT practice_id FROM adagio_spine.practice LIMIT 2", {}));
  if (rows.empty()) return absl::FailedPreconditionError("the server has no practice yet");
  if (rows.size() > 1) return absl::InvalidArgumentError("--practice is missing: the server has several practices");
  return rows[0].AsUuid(0).ToString();
}

absl::StatusOr<std::string> PracticeIn(const Options& options) {
  if (!options.Has("practice")) return OnlyPractice(options);
  ASSIGN_OR_RETURN(const std::string text, options.Require("practice"));
  if (!Uuid::Parse(text).ok()) return absl::InvalidArgumentError("--practice must be a UUID in lower case");
  return text;
}

}  // namespace adagio::cli
