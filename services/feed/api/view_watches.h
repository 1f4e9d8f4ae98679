#pragma once

#include <functional>
#include <list>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/feed/api/practice_watches.h"
#include "services/feed/store/feed_store.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/rpc/stream.h"

namespace adagio::feed {

// What somebody can see of their unit at a moment.
struct View {
  std::string bytes;                          // stand for it
  absl::Time until = absl::InfiniteFuture();  // when it may become another though nobody does anything
};

// What the caller of `stream` can see of their unit now, as a list of theirs would tell them: the view their cursor
// stands for. Asks in their name; may block.
using Look = std::function<absl::StatusOr<View>(const rpc::Stream& stream)>;

// The open watches of partners' own views. Whatever changes in a unit, when time may have changed it, and every so
// often, the view is looked at again as its partner, and a message is sent only if it is another: what a partner hears
// is a function of their own view alone. Safe from any thread.
class ViewWatches {
 public:
  struct Options {
    storage::Pool& reads;
    const keys::Keyring& keys;
    const Clock& clock;  // of what views change by
    Deliver deliver;
    Look look;
    absl::Duration every = absl::Milliseconds(50);  // between looks at the units' versions
    // Looked at every so often in any case, as clocks differ.
    absl::Duration by_time = absl::Seconds(15);
    // Not looked at twice within this: many changes at once are one.
    absl::Duration coalesce = absl::Milliseconds(200);
    absl::Duration sign_of_life = absl::Minutes(1);
    int lookers = 4;  // views looked at at the same time
  };

  explicit ViewWatches(Options options);
  // The streams are over.
  ~ViewWatches();

  // `seen` is the view that the caller knows already; empty where they know none.
  void Add(std::shared_ptr<rpc::Stream> stream, std::string seen);

 private:
  struct Watch;
  using Watches = std::list<std::shared_ptr<Watch>>;

  void Poll();
  absl::Status FindDue();
  void LookAtDue();
  // Until when what it saw holds.
  absl::StatusOr<absl::Time> LookAt(Watch& watch) const;

  const Options options_;
  Mutex mutex_;
  Condition changed_;
  Watches watches_ ABSL_GUARDED_BY(mutex_);
  std::list<std::shared_ptr<Watch>> due_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace adagio::feed
