#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/rpc/authorized.h"

namespace adagio::server {

// A clock that stands still until a story moves it, and that is one for all processes on a data folder: they share the
// memory of its file, so that a move in one is a move in all, at once. Safe from any thread.
class SharedClock final : public Clock {
 public:
  enum class File { kMayBeMade, kMustBeThere };

  // Goes on where `file` stands, or begins on Monday, 5 January 2026, 08:00 UTC. FAILED_PRECONDITION when the file is
  // not what a clock has left.
  static absl::StatusOr<std::unique_ptr<SharedClock>> Open(const std::filesystem::path& file, File made);
  ~SharedClock() override;

  absl::Time Now() const override;
  // Moves forward by `by`, which is not negative, and returns the new time; it is on disk then.
  absl::StatusOr<absl::Time> Advance(absl::Duration by);

 private:
  struct Face;
  explicit SharedClock(Face* face) : face_(face) {}
  Face* const face_;
};

// The clock and the ids of a story, which a restart does not turn back. A service draws from the seed, its own name and
// how often it was started: its ids are the same whether it runs alone or with others in one process.
class Story {
 public:
  // Opens the story in `folder`. A story that is joined is there already.
  static absl::StatusOr<std::unique_ptr<Story>> Open(const std::filesystem::path& folder, SharedClock::File made,
                                                     uint64_t seed);

  SharedClock& clock() { return *clock_; }
  // What `service` draws from; counts a start of it when first asked. Not for several threads.
  absl::StatusOr<Entropy*> EntropyOf(const std::string& service);

 private:
  Story(std::filesystem::path folder, uint64_t seed, std::unique_ptr<SharedClock> clock)
      : folder_(std::move(folder)), seed_(seed), clock_(std::move(clock)) {}

  const std::filesystem::path folder_;
  const uint64_t seed_;
  const std::unique_ptr<SharedClock> clock_;
  std::map<std::string, std::unique_ptr<SeededEntropy>> entropies_;
};

// What StoryService does.
class StoryApi {
 public:
  explicit StoryApi(SharedClock& clock) : clock_(clock) {}
  absl::StatusOr<v1::AdvanceClockResponse> AdvanceClock(const rpc::Authorized<v1::AdvanceClockRequest>& call);

 private:
  SharedClock& clock_;
};

}  // namespace adagio::server
