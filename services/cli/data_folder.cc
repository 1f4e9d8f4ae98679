#include "services/cli/data_folder.h"

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {

absl::StatusOr<DataFolder> DataFolderIn(const Options& options) {
  ASSIGN_OR_RETURN(const std::string data, options.Require("data"));
  std::error_code ignored;
  if (!std::filesystem::is_directory(data, ignored)) return absl::NotFoundError(absl::StrCat("no folder ", data));
  const std::filesystem::path folder = data;
  return DataFolder{folder / "db", folder / "witness", folder / "keys" / "issuer.pem", folder / "keys" / "audit.key"};
}

}  // namespace adagio::cli
