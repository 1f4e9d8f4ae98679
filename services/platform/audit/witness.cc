#include "services/platform/audit/witness.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

constexpr absl::string_view kExtension = ".notes";

std::filesystem::path FileOf(const std::filesystem::path& folder, const Uuid& process) {
  return folder / absl::StrCat(process.ToString(), kExtension);
}

absl::Status Failed(absl::string_view what) {
  return absl::FailedPreconditionError(absl::StrCat("the witness folder ", what));
}

bool SyncFolder(const std::filesystem::path& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = fsync(fd) == 0;
  close(fd);
  return synced;
}

bool WriteAll(int fd, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Witness>> Witness::Create(const std::filesystem::path& folder, const Uuid& process) {
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return Failed("cannot be created");
  const int fd = open(FileOf(folder, process).c_str(), O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0 && errno == EEXIST) return absl::AlreadyExistsError("the witness folder knows this process already");
  if (fd < 0) return Failed("takes no file");
  std::unique_ptr<Witness> witness(new Witness(fd));
  if (!SyncFolder(folder)) return Failed("cannot be made durable");
  return witness;
}

Witness::~Witness() { close(fd_); }

absl::Status Witness::Append(absl::string_view note) {
  const off_t before = lseek(fd_, 0, SEEK_END);
  if (before < 0) return Failed("cannot be written");
  if (WriteAll(fd_, absl::StrCat(note, "\n")) && fsync(fd_) == 0) return absl::OkStatus();
  if (ftruncate(fd_, before) != 0) return Failed("is left with half a note");
  return Failed("cannot be written");
}

absl::StatusOr<std::vector<Uuid>> WitnessesIn(const std::filesystem::path& folder) {
  std::vector<Uuid> processes;
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() != std::string(kExtension)) continue;
    absl::StatusOr<Uuid> process = Uuid::Parse(it->path().stem().string());
    if (process.ok()) processes.push_back(*process);
  }
  if (error) return Failed("cannot be read");
  std::sort(processes.begin(), processes.end());
  return processes;
}

absl::StatusOr<std::vector<std::string>> NotesOf(const std::filesystem::path& folder, const Uuid& process) {
  std::ifstream file(FileOf(folder, process), std::ios::binary);
  if (!file) return Failed("has a file that cannot be read");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::vector<std::string> notes;
  for (size_t begin = 0;;) {
    const size_t gap = text.find("\n\n", begin);  // between a note's text and its signature
    if (gap == std::string::npos) break;
    const size_t end = text.find("\n\n", gap + 2);  // after its signature
    if (end == std::string::npos) break;
    notes.push_back(text.substr(begin, end + 1 - begin));
    begin = end + 2;
  }
  return notes;
}

}  // namespace adagio::audit
