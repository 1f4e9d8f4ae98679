#include "services/cli/score_output.h"

#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace adagio::cli {

std::string Written(double number) {
  if (std::isnan(number)) return "";
  std::array<char, 32> text;
  return std::string(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

absl::Status Deliver(const Options& options, const std::string& in, std::ostream& out,
                     const std::function<void(std::ostream&)>& write) {
  const std::optional<std::string> path = options.Find("out");
  if (!path.has_value()) {
    write(out);
    return out.flush() ? absl::OkStatus() : absl::UnavailableError("cannot write to stdout");
  }
  std::error_code ignored;
  if (std::filesystem::equivalent(*path, in, ignored)) {
    return absl::InvalidArgumentError("--out is the file of --in");
  }
  std::ofstream file(*path, std::ios::binary | std::ios::trunc);
  write(file);
  file.close();
  return file ? absl::OkStatus() : absl::UnavailableError(absl::StrCat("cannot write ", *path));
}

}  // namespace adagio::cli
