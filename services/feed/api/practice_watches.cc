#include "services/feed/api/practice_watches.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "services/feed/api/wire.h"
#include "services/feed/domain/audience.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/cursor.h"

namespace adagio::feed {
namespace {

absl::Time Monotonic() {
  return absl::UnixEpoch() + absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

// What one turn has read, so that nothing is read twice in it.
class PracticeWatches::Round {
 public:
  Round(storage::Statements& reads, int64_t limit) : reads_(reads), limit_(limit) {}

  absl::Status Begin(const std::vector<Watch>& watches) {
    std::set<PracticeId> practices;
    for (const Watch& watch : watches) practices.insert(watch.stream->scope().practice());
    ASSIGN_OR_RETURN(extents_, ExtentsOf(reads_, practices));
    return absl::OkStatus();
  }
  const Extent& ExtentOf(const PracticeId& practice) { return extents_[practice]; }

  absl::StatusOr<const std::vector<Entry>*> After(const PracticeId& practice, int64_t position) {
    const auto [found, added] = entries_.try_emplace({practice, position});
    if (!added) return &found->second;
    absl::StatusOr<std::vector<Entry>> read = EntriesAfter(reads_, practice, position, limit_);
    if (!read.ok()) entries_.erase(found);
    if (!read.ok()) return read.status();
    found->second = *std::move(read);
    return &found->second;
  }

  // Asked after the entries were read: what was committed after a relation had ended is not of a unit treated now.
  absl::StatusOr<const std::set<UnitId>*> Treated(const PracticeId& practice, const Uuid& therapist) {
    const auto [found, added] = treated_.try_emplace({practice, therapist});
    if (!added) return &found->second;
    absl::StatusOr<std::set<UnitId>> read = TreatedBy(reads_, practice, therapist);
    if (!read.ok()) treated_.erase(found);
    if (!read.ok()) return read.status();
    found->second = *std::move(read);
    return &found->second;
  }

  absl::StatusOr<bool> WentOnTo(const PracticeId& practice, const Uuid& therapist, const Uuid& alert) {
    const auto [found, added] = escalated_.try_emplace({practice, therapist});
    if (!added) return found->second.contains(alert);
    absl::StatusOr<std::set<Uuid>> read = EscalatedTo(reads_, practice, therapist);
    if (!read.ok()) escalated_.erase(found);
    if (!read.ok()) return read.status();
    found->second = *std::move(read);
    return found->second.contains(alert);
  }

 private:
  storage::Statements& reads_;
  const int64_t limit_;
  std::map<PracticeId, Extent> extents_;
  std::map<std::pair<PracticeId, int64_t>, std::vector<Entry>> entries_;
  std::map<std::pair<PracticeId, Uuid>, std::set<UnitId>> treated_;
  std::map<std::pair<PracticeId, Uuid>, std::set<Uuid>> escalated_;
};

PracticeWatches::PracticeWatches(Options options) : options_(std::move(options)), thread_([this] { Run(); }) {}

PracticeWatches::~PracticeWatches() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  wake_.NotifyAll();
  thread_.join();
}

void PracticeWatches::Add(std::shared_ptr<rpc::Stream> stream, int64_t position) {
  {
    MutexLock lock(mutex_);
    added_.push_back({std::move(stream), position, absl::InfinitePast()});
  }
  wake_.NotifyAll();
}

void PracticeWatches::Notify() {
  {
    MutexLock lock(mutex_);
    notified_ = true;
  }
  wake_.NotifyAll();
}

bool PracticeWatches::Wait() {
  MutexLock lock(mutex_);
  if (watches_.empty()) {
    while (!stopping_ && added_.empty()) wake_.Wait(mutex_);
  } else if (!stopping_ && !notified_ && added_.empty()) {
    wake_.WaitFor(mutex_, options_.every);
  }
  notified_ = false;
  std::move(added_.begin(), added_.end(), std::back_inserter(watches_));
  added_.clear();
  return !stopping_;
}

void PracticeWatches::Run() {
  while (Wait()) {
    std::erase_if(watches_, [](const Watch& watch) { return watch.stream->over(); });
    if (watches_.empty()) continue;
    const absl::Status turn = Turn();
    if (!turn.ok() && !failing_) Log("feed.practice_watches_failing");
    failing_ = !turn.ok();
  }
}

absl::Status PracticeWatches::Turn() {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, options_.reads.Acquire());
  Round round(*reads, options_.events_a_message);
  RETURN_IF_ERROR(round.Begin(watches_));
  // All entries are read before anybody is asked who hears of them.
  std::vector<Watch*> ready;
  for (Watch& watch : watches_) {
    if (!watch.stream->has_room()) continue;
    ready.push_back(&watch);
    const PracticeId& practice = watch.stream->scope().practice();
    if (round.ExtentOf(practice).last <= watch.position) continue;
    RETURN_IF_ERROR(round.After(practice, watch.position).status());
  }
  std::vector<rpc::Parcel> parcels;
  for (Watch* watch : ready) {
    ASSIGN_OR_RETURN(std::unique_ptr<v1::WatchEventsResponse> message, Next(round, *watch));
    if (message != nullptr) parcels.push_back({watch->stream, std::move(message)});
  }
  options_.deliver(std::move(parcels));
  return absl::OkStatus();
}

// What is to be told now; null where nothing is.
absl::StatusOr<std::unique_ptr<v1::WatchEventsResponse>> PracticeWatches::Next(Round& round, Watch& watch) const {
  const Scope& scope = watch.stream->scope();
  const Extent& extent = round.ExtentOf(scope.practice());
  const keys::Cursors cursors(options_.keys, scope);
  if (StandingOf(watch.position, extent) == Standing::kExpired) {
    ASSIGN_OR_RETURN(const std::string floor, cursors.OfPosition(extent.forgotten));
    watch.stream->Close(RefuseExpired(floor));
    return nullptr;
  }
  auto message = std::make_unique<v1::WatchEventsResponse>();
  int64_t position = watch.position;
  if (extent.last > position) {
    ASSIGN_OR_RETURN(position, AddEvents(round, scope, position, *message));
  }
  const absl::Time now = Monotonic();
  // What was left out moves the cursor only together with something else, or in its own time.
  if (!message->events().empty() || now - watch.told >= options_.sign_of_life) {
    ASSIGN_OR_RETURN(*message->mutable_cursor(), cursors.OfPosition(position));
    watch.told = now;
  } else {
    message = nullptr;
  }
  watch.position = position;
  return message;
}

// Returns up to where the feed has been looked through.
absl::StatusOr<int64_t> PracticeWatches::AddEvents(Round& round, const Scope& scope, int64_t position,
                                                   v1::WatchEventsResponse& message) {
  ASSIGN_OR_RETURN(const std::vector<Entry>* entries, round.After(scope.practice(), position));
  const std::set<UnitId>* treated = nullptr;
  const Role role = scope.principal().role;
  if (role == Role::kTherapist) {
    ASSIGN_OR_RETURN(treated, round.Treated(scope.practice(), scope.principal().id));
  }
  for (const Entry& entry : *entries) {
    position = entry.position;
    const EventType* type = FindType(entry.type);
    if (type == nullptr || !Hears(role, *type)) continue;
    if (treated != nullptr && !treated->contains(UnitOf(*type, entry))) {
      if (!type->to_backups) continue;
      ASSIGN_OR_RETURN(const bool theirs, round.WentOnTo(scope.practice(), scope.principal().id, entry.resource));
      if (!theirs) continue;
    }
    v1::Event& event = *message.add_events();
    event = ToWire(scope.practice(), *type, entry);
    if (!HearsRevision(role)) event.clear_revision();
  }
  return position;
}

}  // namespace adagio::feed
