#include "services/platform/storage/credentials.h"

#include <fcntl.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <fstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::storage {
namespace {

constexpr const char* kFile = "credentials";
constexpr size_t kPasswordBytes = 24;

std::string NewPassword() {
  std::string bytes(kPasswordBytes, '\0');
  CHECK(RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) == 1);
  return absl::BytesToHexString(bytes);
}

// A user's name is put into SQL and into the file as it is.
bool IsPlain(const std::string& user) {
  return !user.empty() && user.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

bool WriteAll(int file, const std::string& text) {
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = write(file, text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    done += static_cast<size_t>(written);
  }
  return fsync(file) == 0;
}

void SyncFolder(const std::filesystem::path& folder) {
  const int opened = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return;
  fsync(opened);
  close(opened);
}

}  // namespace

absl::Status WritePrivately(const std::filesystem::path& path, const std::string& text) {
  const std::string draft = path.string() + ".new";
  unlink(draft.c_str());
  const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot create ", draft));
  const bool written = WriteAll(file, text);
  const int error = errno;
  close(file);
  if (!written) return absl::ErrnoToStatus(error, absl::StrCat("cannot write ", draft));
  if (rename(draft.c_str(), path.c_str()) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot name ", path.string()));
  }
  SyncFolder(path.parent_path());
  return absl::OkStatus();
}

absl::StatusOr<Credentials> ReadCredentials(const std::filesystem::path& folder) {
  std::ifstream file(folder / kFile);
  if (!file) return absl::NotFoundError(absl::StrCat("there are no credentials in ", folder.string()));
  Credentials credentials;
  std::string user;
  std::string password;
  while (file >> user >> password) credentials[user] = password;
  return credentials;
}

absl::StatusOr<Credentials> EnsureCredentials(const std::filesystem::path& folder,
                                              const std::vector<std::string>& users) {
  absl::StatusOr<Credentials> kept = ReadCredentials(folder);
  Credentials credentials = kept.ok() ? *std::move(kept) : Credentials();
  const size_t before = credentials.size();
  for (const std::string& user : users) {
    if (!IsPlain(user)) return absl::InvalidArgumentError("a database user's name is made of a-z, 0-9 and '_'");
    if (credentials.count(user) == 0) credentials[user] = NewPassword();
  }
  if (credentials.size() == before) return credentials;
  std::string text;
  for (const auto& [user, password] : credentials) absl::StrAppend(&text, user, " ", password, "\n");
  RETURN_IF_ERROR(WritePrivately(folder / kFile, text));
  return credentials;
}

}  // namespace adagio::storage
