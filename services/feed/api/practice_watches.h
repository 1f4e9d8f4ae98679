#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/feed/api/wire.h"
#include "services/feed/store/feed_store.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/stream.h"
#include "services/platform/storage/pool.h"

namespace adagio::feed {

// Where parcels go: Door::Deliver.
using Deliver = std::function<void(std::vector<rpc::Parcel>)>;

// The open watches of whole practices, fed by one thread. In each round it asks in one statement where the feeds end,
// reads what is new once for all who stand at the same place, and has all of it delivered at once. Asks nothing while
// nobody watches. Safe from any thread.
class PracticeWatches {
 public:
  struct Options {
    storage::Pool& reads;
    const keys::Keyring& keys;
    Deliver deliver;
    absl::Duration every = absl::Milliseconds(25);   // between looks at the feeds' ends
    absl::Duration sign_of_life = absl::Minutes(1);  // a message with a cursor alone, whatever happened meanwhile
    int64_t events_a_message = 256;
  };

  explicit PracticeWatches(Options options);
  // The streams are over.
  ~PracticeWatches();

  // Sends what comes after `position` from now on, and a first message at once.
  void Add(std::shared_ptr<rpc::Stream> stream, int64_t position);
  // Looks at once.
  void Notify();

 private:
  struct Watch {
    std::shared_ptr<rpc::Stream> stream;
    int64_t position = 0;
    absl::Time told;  // the last message, on monotonic time; long ago before the first
  };
  class Round;

  void Run();
  // False when it stops.
  bool Wait();
  absl::Status Turn();
  absl::StatusOr<std::unique_ptr<v1::WatchEventsResponse>> Next(Round& round, Watch& watch) const;
  static absl::StatusOr<int64_t> AddEvents(Round& round, const Scope& scope, int64_t position,
                                           v1::WatchEventsResponse& message);

  const Options options_;
  std::vector<Watch> watches_;  // of the thread
  bool failing_ = false;        // of the thread

  Mutex mutex_;
  Condition wake_;
  std::vector<Watch> added_ ABSL_GUARDED_BY(mutex_);
  bool notified_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace adagio::feed
