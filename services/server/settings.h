#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::server {

// How adagiod was asked to run.
struct Settings {
  std::filesystem::path data;
  // The data folder's database is run by another adagiod; this one only uses it.
  bool join = false;
  std::string listen = "127.0.0.1:0";
  std::set<std::string> services = {"directory", "intake", "homework", "notes", "progress", "feed"};
  // The domain's clock stands still until a story moves it, and ids follow from the seed.
  bool story = false;
  uint64_t seed = 1;
  bool help = false;
};

extern const char kHelp[];

// INVALID_ARGUMENT that names the option which is unknown, incomplete or contradicts another.
absl::StatusOr<Settings> SettingsFrom(const std::vector<std::string>& args);

}  // namespace adagio::server
