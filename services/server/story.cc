#include "services/server/story.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::server {
namespace {

constexpr int64_t kBeginning = 1'767'600'000'000'000;  // 2026-01-05T08:00:00Z, in microseconds
constexpr int64_t kEnd = kBeginning + int64_t{1000} * 366 * 24 * 3600 * 1'000'000;
constexpr absl::Duration kFarthest = absl::Hours(366 * 24);
constexpr uint64_t kMark = 0x3120'6f69'6761'6461;  // "adagio 1"

absl::Status CannotBeRead(const std::filesystem::path& file) {
  return absl::FailedPreconditionError(absl::StrCat("the story file ", file.string(), " cannot be read"));
}

absl::Status CannotBeWritten(const std::filesystem::path& file) {
  return absl::FailedPreconditionError(absl::StrCat("cannot write ", file.string()));
}

// How often a service of the story was started, this time included. A run that was before would give its ids a second
// time.
absl::StatusOr<uint64_t> NextRun(const std::filesystem::path& file) {
  int64_t run = 0;
  if (std::ifstream in(file); in) {
    const bool read = (in >> run) && (in >> std::ws).eof();
    if (!read || run < 1) return CannotBeRead(file);
  }
  const std::filesystem::path next = file.string() + ".next";
  if (!(std::ofstream(next) << ++run << '\n')) return CannotBeWritten(file);
  std::error_code error;
  std::filesystem::rename(next, file, error);
  if (error) return CannotBeWritten(file);
  return static_cast<uint64_t>(run);
}

// Makes the file whole, or not at all.
absl::Status MakeClock(const std::filesystem::path& file) {
  const std::filesystem::path next = file.string() + ".next";
  const std::pair<uint64_t, int64_t> face = {kMark, kBeginning};
  std::ofstream out(next, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&face.first), sizeof(face.first));
  out.write(reinterpret_cast<const char*>(&face.second), sizeof(face.second));
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(next, file, error);
  return out && !error ? absl::OkStatus() : CannotBeWritten(file);
}

}  // namespace

struct SharedClock::Face {
  uint64_t mark;
  int64_t micros;  // since 1970; read and written as one by every process
};

absl::StatusOr<std::unique_ptr<SharedClock>> SharedClock::Open(const std::filesystem::path& file, File made) {
  static_assert(std::atomic_ref<int64_t>::is_always_lock_free, "processes share no lock");
  if (made == File::kMayBeMade && !std::filesystem::exists(file)) RETURN_IF_ERROR(MakeClock(file));
  const int opened = open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (opened < 0) return CannotBeRead(file);
  struct stat size {};
  const bool whole = fstat(opened, &size) == 0 && size.st_size == sizeof(Face);
  void* const mapped = whole ? mmap(nullptr, sizeof(Face), PROT_READ | PROT_WRITE, MAP_SHARED, opened, 0) : MAP_FAILED;
  close(opened);
  if (mapped == MAP_FAILED) return CannotBeRead(file);
  std::unique_ptr<SharedClock> clock(new SharedClock(static_cast<Face*>(mapped)));
  const int64_t now = absl::ToUnixMicros(clock->Now());
  if (clock->face_->mark != kMark || now < kBeginning || now > kEnd) return CannotBeRead(file);
  return clock;
}

SharedClock::~SharedClock() { munmap(face_, sizeof(Face)); }

absl::Time SharedClock::Now() const { return absl::FromUnixMicros(std::atomic_ref(face_->micros).load()); }

absl::StatusOr<absl::Time> SharedClock::Advance(absl::Duration by) {
  CHECK(by >= absl::ZeroDuration());
  const int64_t micros = absl::ToInt64Microseconds(by);
  const int64_t now = std::atomic_ref(face_->micros).fetch_add(micros) + micros;
  if (msync(face_, sizeof(Face), MS_SYNC) != 0) return absl::UnavailableError("the story's clock cannot be kept");
  return absl::FromUnixMicros(now);
}

absl::StatusOr<std::unique_ptr<Story>> Story::Open(const std::filesystem::path& folder, SharedClock::File made,
                                                   uint64_t seed) {
  if (made == SharedClock::File::kMayBeMade) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return CannotBeWritten(folder);
  }
  ASSIGN_OR_RETURN(std::unique_ptr<SharedClock> clock, SharedClock::Open(folder / "clock", made));
  return std::unique_ptr<Story>(new Story(folder, seed, std::move(clock)));
}

absl::StatusOr<Entropy*> Story::EntropyOf(const std::string& service) {
  std::unique_ptr<SeededEntropy>& entropy = entropies_[service];
  if (entropy == nullptr) {
    ASSIGN_OR_RETURN(const uint64_t run, NextRun(folder_ / service));
    entropy = std::make_unique<SeededEntropy>(seed_, run, service);
  }
  return entropy.get();
}

absl::StatusOr<v1::AdvanceClockResponse> StoryApi::AdvanceClock(const rpc::Authorized<v1::AdvanceClockRequest>& call) {
  const google::protobuf::Duration& by = call.request().by();
  const absl::Duration distance = absl::Seconds(by.seconds()) + absl::Nanoseconds(by.nanos());
  if (distance < absl::ZeroDuration() || distance > kFarthest) return RefuseField("by", "from 0 to 366 days");
  ASSIGN_OR_RETURN(const absl::Time now, clock_.Advance(distance));
  v1::AdvanceClockResponse response;
  *response.mutable_now() = google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  return response;
}

}  // namespace adagio::server
