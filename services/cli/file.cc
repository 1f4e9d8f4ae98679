#include "services/cli/file.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"

namespace adagio::cli {

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return absl::NotFoundError(absl::StrCat("no file ", path));
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  // An empty file sets the target's fail bit, a folder or an unreadable file the source's.
  if (!file.is_open() || file.bad() || std::filesystem::is_directory(path, ignored)) {
    return absl::UnavailableError(absl::StrCat("cannot read ", path));
  }
  return bytes.str();
}

absl::Status WriteFile(const std::string& path, absl::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return file ? absl::OkStatus() : absl::UnavailableError(absl::StrCat("cannot write ", path));
}

}  // namespace adagio::cli
