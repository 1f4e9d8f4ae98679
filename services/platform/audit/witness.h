#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/ids.h"

namespace adagio::audit {

// The file of one process's signed notes, `<process id>.notes` in the witness folder; an empty line follows each note.
// Copy the folder to where whoever can write the database cannot write: what is cut from a file's end shows only
// against a copy.
class Witness {
 public:
  // Makes the folder (0700) where it is absent and a new file. ALREADY_EXISTS where the process has one.
  static absl::StatusOr<std::unique_ptr<Witness>> Create(const std::filesystem::path& folder, const Uuid& process);
  ~Witness();

  // The note is on disk when this returns OK; otherwise the file is as it was.
  absl::Status Append(absl::string_view note);

 private:
  explicit Witness(int fd) : fd_(fd) {}
  const int fd_;
};

// The processes that have a file in `folder`, in the order of their ids. FAILED_PRECONDITION when it cannot be read.
absl::StatusOr<std::vector<Uuid>> WitnessesIn(const std::filesystem::path& folder);
// The whole notes of a process's file. An unfinished one at the end, which a crash or a running process leaves, is left
// out.
absl::StatusOr<std::vector<std::string>> NotesOf(const std::filesystem::path& folder, const Uuid& process);

}  // namespace adagio::audit
