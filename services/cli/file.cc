#include "services/cli/file.h"

#include <filesystem>
#include <fstream>
#include <vector>

#include "absl/strings/str_cat.h"

namespace adagio::cli {

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return absl::NotFoundError(absl::StrCat("no file ", path));
  std::ifstream file(path, std::ios::binary);
  const bool folder = std::filesystem::is_directory(path, ignored);
  std::string bytes;
  // In parts, because a pipe does not tell its size; where one is told, in one piece of memory.
  if (const auto size = std::filesystem::file_size(path, ignored); !ignored && !folder) bytes.reserve(size);
  std::vector<char> part(1 << 20);
  while (!folder && file.read(part.data(), static_cast<std::streamsize>(part.size())).gcount() > 0) {
    bytes.append(part.data(), static_cast<size_t>(file.gcount()));
  }
  if (!file.is_open() || file.bad() || folder) return absl::UnavailableError(absl::StrCat("cannot read ", path));
  return bytes;
}

absl::Status WriteFile(const std::string& path, absl::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return file ? absl::OkStatus() : absl::UnavailableError(absl::StrCat("cannot write ", path));
}

}  // namespace adagio::cli
