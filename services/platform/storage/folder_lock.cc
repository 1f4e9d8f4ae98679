#include "services/platform/storage/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"

namespace adagio::storage {

absl::StatusOr<std::unique_ptr<FolderLock>> FolderLock::Take(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "lock";
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path.string()));
  std::unique_ptr<FolderLock> lock(new FolderLock(file));
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    std::string holder = "?";
    std::ifstream(path) >> holder;
    return absl::FailedPreconditionError(
        absl::StrCat("the folder ", folder.string(), " is in use by process ", holder));
  }
  const std::string self = absl::StrCat(getpid(), "\n");
  if (ftruncate(file, 0) != 0 || pwrite(file, self.data(), self.size(), 0) != static_cast<ssize_t>(self.size())) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", path.string()));
  }
  return lock;
}

FolderLock::~FolderLock() { close(file_); }

}  // namespace adagio::storage
