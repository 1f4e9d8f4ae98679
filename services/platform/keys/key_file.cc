#include "services/platform/keys/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

namespace adagio::keys {
namespace {

absl::Status Unfit(const std::filesystem::path& file, absl::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat("key file ", file.string(), " ", why));
}

// Makes what the folder lists durable.
bool SyncFolderOf(const std::filesystem::path& file) {
  const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = fsync(fd) == 0;
  close(fd);
  return synced;
}

bool WriteWhole(const std::string& file, const Secret& secret) {
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400);
  if (fd < 0) return false;
  const bool written = write(fd, secret.bytes(), Secret::kSize) == ssize_t{Secret::kSize} && fsync(fd) == 0;
  return close(fd) == 0 && written;
}

}  // namespace

absl::Status CreateKeyFile(const std::filesystem::path& file, const Secret& secret) {
  const std::string draft = absl::StrCat(file.string(), ".", getpid(), ".new");
  unlink(draft.c_str());
  absl::Cleanup discard = [&] { unlink(draft.c_str()); };
  if (!WriteWhole(draft, secret)) return Unfit(file, "cannot be written");
  if (link(draft.c_str(), file.c_str()) != 0) {
    if (errno == EEXIST) return absl::AlreadyExistsError(absl::StrCat("key file ", file.string(), " is there already"));
    return Unfit(file, "cannot be created");
  }
  if (!SyncFolderOf(file)) return Unfit(file, "cannot be made durable");
  return absl::OkStatus();
}

absl::StatusOr<Secret> ReadKeyFile(const std::filesystem::path& file) {
  const int fd = open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return Unfit(file, "cannot be opened");
  absl::Cleanup close_it = [fd] { close(fd); };
  struct stat about;
  if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return Unfit(file, "is not a plain file");
  if (about.st_uid != geteuid()) return Unfit(file, "belongs to another user");
  const mode_t mode = about.st_mode & 07777;
  if (mode != 0400 && mode != 0600) return Unfit(file, "must have mode 0400 or 0600");
  if (about.st_size != off_t{Secret::kSize}) return Unfit(file, "does not hold 32 bytes");
  Secret secret;
  if (read(fd, secret.bytes(), Secret::kSize) != ssize_t{Secret::kSize}) return Unfit(file, "cannot be read");
  return secret;
}

}  // namespace adagio::keys
