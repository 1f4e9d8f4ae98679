#include "services/feed/api/view_watches.h"

#include <chrono>
#include <map>
#include <utility>

#include "services/feed/api/wire.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/cursor.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::feed {
namespace {

absl::Time Monotonic() {
  return absl::UnixEpoch() + absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

struct ViewWatches::Watch {
  std::shared_ptr<rpc::Stream> stream;
  UnitOfPractice unit;
  // Of whoever looks, as is is_by_time.
  std::string seen;
  bool begun = false;
  absl::Time told = absl::InfinitePast();
  // Under the mutex.
  int64_t version = -1;  // of the unit, when it was last found due
  bool changed = true;
  bool busy = false;  // due, or being looked at
  absl::Time looked = absl::InfinitePast();
  // By the clock of what views change by: when the view that was seen last may have become another by itself. A change
  // by time is told at its time, whether or not somebody does something then.
  absl::Time until = absl::InfiniteFuture();
  // The next look by time, and whether that under way is one. They keep their own time, whatever happens in between:
  // a sign of life that came sooner for somebody else's act would tell of it.
  absl::Time by_time;
  bool is_by_time = false;
};

ViewWatches::ViewWatches(Options options) : options_(std::move(options)) {
  threads_.emplace_back([this] { Poll(); });
  for (int i = 0; i < options_.lookers; ++i) threads_.emplace_back([this] { LookAtDue(); });
}

ViewWatches::~ViewWatches() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  for (std::thread& thread : threads_) thread.join();
}

void ViewWatches::Add(std::shared_ptr<rpc::Stream> stream, std::string seen) {
  auto watch = std::make_shared<Watch>();
  watch->unit = {stream->scope().practice(), stream->scope().unit()};
  watch->stream = std::move(stream);
  watch->seen = std::move(seen);
  watch->by_time = Monotonic();
  {
    MutexLock lock(mutex_);
    watches_.push_back(std::move(watch));
  }
  changed_.NotifyAll();
}

void ViewWatches::Poll() {
  bool failing = false;
  for (;;) {
    {
      MutexLock lock(mutex_);
      while (!stopping_ && watches_.empty()) changed_.Wait(mutex_);
      if (stopping_) return;
      watches_.remove_if([](const auto& watch) { return watch->stream->over(); });
    }
    const absl::Status found = FindDue();
    if (!found.ok() && !failing) Log("feed.view_watches_failing");
    failing = !found.ok();
    MutexLock lock(mutex_);
    if (!stopping_) changed_.WaitFor(mutex_, options_.every);
  }
}

absl::Status ViewWatches::FindDue() {
  std::set<UnitOfPractice> units;
  {
    MutexLock lock(mutex_);
    for (const auto& watch : watches_) units.insert(watch->unit);
  }
  if (units.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, options_.reads.Acquire());
  ASSIGN_OR_RETURN(const auto versions, VersionsOf(*reads, units));
  const absl::Time now = Monotonic();
  MutexLock lock(mutex_);
  for (const auto& watch : watches_) {
    const auto version = versions.find(watch->unit);
    if (version != versions.end() && version->second != watch->version) {
      watch->version = version->second;
      watch->changed = true;
    }
    watch->changed = watch->changed || options_.clock.Now() >= watch->until;
    const bool by_change = watch->changed && now - watch->looked >= options_.coalesce;
    const bool by_time = now >= watch->by_time;
    if ((!by_change && !by_time) || watch->busy || !watch->stream->has_room()) continue;
    while (watch->by_time <= now) watch->by_time += options_.by_time;
    watch->is_by_time = by_time;
    watch->busy = true;
    watch->changed = false;
    watch->looked = now;
    due_.push_back(watch);
  }
  if (!due_.empty()) changed_.NotifyAll();
  return absl::OkStatus();
}

void ViewWatches::LookAtDue() {
  for (;;) {
    std::shared_ptr<Watch> watch;
    {
      MutexLock lock(mutex_);
      while (!stopping_ && due_.empty()) changed_.Wait(mutex_);
      if (stopping_) return;
      watch = std::move(due_.front());
      due_.pop_front();
    }
    const absl::StatusOr<absl::Time> until = LookAt(*watch);
    MutexLock lock(mutex_);
    watch->busy = false;
    watch->changed = watch->changed || !until.ok();
    watch->until = until.value_or(absl::InfiniteFuture());
  }
}

absl::StatusOr<absl::Time> ViewWatches::LookAt(Watch& watch) const {
  const absl::StatusOr<View> view = options_.look(*watch.stream);
  // Who is denied the list is denied the watch.
  if (absl::IsPermissionDenied(view.status())) watch.stream->Close(Refuse(Reason::kAccessDenied, "denied"));
  if (absl::IsUnauthenticated(view.status())) watch.stream->Close(Refuse(Reason::kTokenInvalid, "ended"));
  RETURN_IF_ERROR(view.status());
  const absl::Time now = Monotonic();
  const bool other = !watch.seen.empty() && view->bytes != watch.seen;
  const bool sign_of_life = watch.is_by_time && now - watch.told >= options_.sign_of_life;
  if (watch.begun && !other && !sign_of_life) return view->until;
  const Scope& scope = watch.stream->scope();
  auto message = std::make_unique<v1::WatchOwnViewResponse>();
  if (other) message->add_changed(rpc::UnitName(scope.practice(), scope.unit()));
  ASSIGN_OR_RETURN(*message->mutable_cursor(), keys::Cursors(options_.keys, scope).OfView(view->bytes));
  watch.seen = view->bytes;
  watch.begun = true;
  watch.told = now;
  std::vector<rpc::Parcel> parcels;
  parcels.push_back({watch.stream, std::move(message)});
  options_.deliver(std::move(parcels));
  return view->until;
}

}  // namespace adagio::feed
