#pragma once

#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"
#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"

namespace adagio::server {

// The clock and the ids of a story, which a restart of the server does not turn back.
class Story {
 public:
  // Reads where the story in `file` stands, or begins one on Monday, 5 January 2026, 08:00 UTC.
  static absl::StatusOr<std::unique_ptr<Story>> Open(const std::filesystem::path& file, uint64_t seed);

  StoryClock& clock() { return clock_; }
  Entropy& entropy() { return entropy_; }
  // Moves the clock forward; the new time is on disk when this returns OK.
  absl::StatusOr<absl::Time> Advance(absl::Duration by);

 private:
  Story(std::filesystem::path file, absl::Time now, uint64_t seed, uint64_t run)
      : file_(std::move(file)), run_(run), clock_(now), entropy_(seed, run) {}
  absl::Status Keep();

  const std::filesystem::path file_;
  const uint64_t run_;
  StoryClock clock_;
  SeededEntropy entropy_;
};

// What StoryService does.
class StoryApi {
 public:
  explicit StoryApi(Story& story) : story_(story) {}
  absl::StatusOr<v1::AdvanceClockResponse> AdvanceClock(const rpc::Authorized<v1::AdvanceClockRequest>& call);

 private:
  Story& story_;
};

}  // namespace adagio::server
