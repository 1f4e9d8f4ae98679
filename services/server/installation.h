#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/platform/storage/private_database.h"
#include "services/server/settings.h"

namespace adagio::server {

// Where things are in a data folder.
struct Layout {
  explicit Layout(std::filesystem::path folder) : data(std::move(folder)) {}
  std::filesystem::path data;
  std::filesystem::path database() const { return data / "db"; }
  std::filesystem::path root_key() const { return data / "keys" / "root.key"; }
  std::filesystem::path issuer_key() const { return data / "keys" / "issuer.pem"; }
  std::filesystem::path audit_key() const { return data / "keys" / "audit.key"; }
  std::filesystem::path witness() const { return data / "witness"; }
  std::filesystem::path address() const { return data / "address"; }
  // A folder: a story's clock, and what its services draw ids from.
  std::filesystem::path story() const { return data / "story"; }
};

// A data folder ready to be used: its keys are there, its database runs and has this build's schemas.
class Installation {
 public:
  // Makes what is missing in a new folder, or joins one that runs. FAILED_PRECONDITION when the folder is in use, of a
  // newer version, a story's where none is played or the other way round, or a key file cannot be trusted.
  static absl::StatusOr<std::unique_ptr<Installation>> Open(const Settings& settings);

  const Layout& layout() const { return layout_; }
  absl::StatusOr<storage::Endpoint> EndpointFor(const std::string& user) const;

 private:
  explicit Installation(const Layout& layout) : layout_(layout) {}

  const Layout layout_;
  std::unique_ptr<storage::PrivateDatabase> database_;  // null when joined
};

}  // namespace adagio::server
