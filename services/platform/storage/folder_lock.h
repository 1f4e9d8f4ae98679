#pragma once

#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"

namespace adagio::storage {

// Holds a folder for this process, until it is destroyed or the process ends.
class FolderLock {
 public:
  // FAILED_PRECONDITION when the folder is held already, with the holder's process id in the message.
  static absl::StatusOr<std::unique_ptr<FolderLock>> Take(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  explicit FolderLock(int file) : file_(file) {}
  const int file_;
};

}  // namespace adagio::storage
