#include "services/server/story.h"

#include <fstream>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/foundation/status.h"

namespace adagio::server {
namespace {

constexpr int64_t kBeginning = 1'767'600'000;  // 2026-01-05T08:00:00Z
constexpr absl::Duration kFarthest = absl::Hours(366 * 24);

}  // namespace

absl::StatusOr<std::unique_ptr<Story>> Story::Open(const std::filesystem::path& file, uint64_t seed) {
  int64_t run = 0;
  int64_t micros = kBeginning * 1'000'000;
  if (std::ifstream in(file); in) {
    // Exactly what Keep writes: a story that began later, or a run that never was, would give its ids a second time.
    const bool read = (in >> run >> micros) && (in >> std::ws).eof();
    if (!read || run < 1 || micros < kBeginning * 1'000'000) {
      return absl::FailedPreconditionError(absl::StrCat("the story file ", file.string(), " cannot be read"));
    }
  }
  std::unique_ptr<Story> story(new Story(file, absl::FromUnixMicros(micros), seed, static_cast<uint64_t>(run) + 1));
  RETURN_IF_ERROR(story->Keep());
  return story;
}

absl::StatusOr<absl::Time> Story::Advance(absl::Duration by) {
  const absl::Time now = clock_.Advance(by);
  RETURN_IF_ERROR(Keep());
  return now;
}

absl::Status Story::Keep() {
  const std::filesystem::path next = file_.string() + ".next";
  std::ofstream(next) << run_ << ' ' << absl::ToUnixMicros(clock_.Now()) << '\n';
  std::error_code error;
  std::filesystem::rename(next, file_, error);
  if (error) return absl::FailedPreconditionError(absl::StrCat("cannot write ", file_.string(), ": ", error.message()));
  return absl::OkStatus();
}

absl::StatusOr<v1::AdvanceClockResponse> StoryApi::AdvanceClock(const rpc::Authorized<v1::AdvanceClockRequest>& call) {
  const google::protobuf::Duration& by = call.request().by();
  const absl::Duration distance = absl::Seconds(by.seconds()) + absl::Nanoseconds(by.nanos());
  if (distance < absl::ZeroDuration() || distance > kFarthest) return RefuseField("by", "from 0 to 366 days");
  ASSIGN_OR_RETURN(const absl::Time now, story_.Advance(distance));
  v1::AdvanceClockResponse response;
  *response.mutable_now() = google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  return response;
}

}  // namespace adagio::server
