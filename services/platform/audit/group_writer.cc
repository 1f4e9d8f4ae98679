#include "services/platform/audit/group_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/platform/audit/chain.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

constexpr size_t kLargestGroup = 256;
constexpr int kAttempts = 4;

bool MayPass(const absl::Status& status) {
  const storage::Fault fault = storage::FaultOf(status);
  return fault == storage::Fault::kConflict || fault == storage::Fault::kLost || fault == storage::Fault::kDuplicate;
}

}  // namespace

GroupWriter::GroupWriter(Options options) : options_(std::move(options)) {
  threads_.emplace_back([this] { Run(first_, &GroupWriter::Take); });
  threads_.emplace_back([this] { Run(second_, &GroupWriter::TakeMuch); });
}

GroupWriter::~GroupWriter() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  much_.NotifyAll();
  for (std::thread& thread : threads_) thread.join();
}

void GroupWriter::Append(AccessRecord record, std::function<void(absl::Status)> durable) {
  {
    MutexLock lock(mutex_);
    if (waiting_.size() < options_.queue) {
      waiting_.push_back({std::move(record), std::move(durable)});
      if (waiting_.size() == awaited_) changed_.NotifyOne();
      if (waiting_.size() == options_.much && first_.committing > 0) much_.NotifyOne();
      return;
    }
  }
  durable(Refuse(Reason::kQuota, "too many audit records wait to be written"));
}

GroupWriter::Group GroupWriter::Take() {
  MutexLock lock(mutex_);
  awaited_ = 1;
  while (waiting_.empty() && !stopping_) changed_.Wait(mutex_);
  // A group of one tells of an idle time, after which nobody is kept waiting.
  awaited_ = first_.last <= 1 ? 1 : std::min(first_.last + first_.last / 4 + 1, kLargestGroup);
  if (waiting_.size() < awaited_ && !stopping_) changed_.WaitFor(mutex_, options_.patience);
  return TakeWaiting(first_);
}

// Only what came while the first thread commits: so what comes one by one is of one stream, in its order.
GroupWriter::Group GroupWriter::TakeMuch() {
  MutexLock lock(mutex_);
  while (!stopping_ && (waiting_.size() < options_.much || first_.committing == 0)) much_.Wait(mutex_);
  return stopping_ ? Group() : TakeWaiting(second_);
}

GroupWriter::Group GroupWriter::TakeWaiting(Lane& lane) {
  const size_t some = waiting_.empty() ? 0 : Chain::OfOneStatement(std::min(waiting_.size(), kLargestGroup));
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(some);
  Group group(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  lane.last = group.size();
  lane.committing = group.size();
  if (!group.empty()) lane.committing_since = group.front().since;
  return group;
}

GroupWriter::Backlog GroupWriter::backlog() const {
  MutexLock lock(mutex_);
  Backlog backlog{.records = waiting_.size()};
  auto oldest = std::chrono::steady_clock::now();
  const auto now = oldest;
  if (!waiting_.empty()) oldest = waiting_.front().since;
  for (const Lane* lane : {&first_, &second_}) {
    backlog.records += lane->committing;
    if (lane->committing > 0) oldest = std::min(oldest, lane->committing_since);
  }
  backlog.age = absl::FromChrono(now - oldest);
  return backlog;
}

void GroupWriter::Run(Lane& lane, Group (GroupWriter::*take)()) {
  for (Group group = (this->*take)(); !group.empty(); group = (this->*take)()) {
    absl::Status committed = Commit(lane, group);
    {
      MutexLock lock(mutex_);
      lane.committing = 0;
    }
    if (committed.ok() && options_.committed) options_.committed();
    if (!committed.ok()) {
      Log(LogLevel::kError, "audit.group_lost", {{"records", static_cast<int64_t>(group.size())}});
      committed = Refuse(Reason::kStoreUnavailable, "the audit record could not be kept");
    }
    for (const Waiting& waiting : group) waiting.durable(committed);
  }
}

absl::Status GroupWriter::Commit(Lane& lane, const Group& group) {
  absl::Status status;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    status = TryCommit(lane, group);
    if (status.ok() || !MayPass(status)) return status;
  }
  return status;
}

// One statement, which commits by itself. An error leaves open whether the group is there, so its stream is not
// continued.
absl::Status GroupWriter::TryCommit(Lane& lane, const Group& group) {
  if (lane.connection == nullptr || !lane.connection->usable()) {
    lane.connection = nullptr;
    ASSIGN_OR_RETURN(lane.connection, storage::Connection::Open(options_.endpoint));
  }
  const int64_t serial = lane.connection->serial();
  Chain chain(options_.streams.Next(serial));
  for (const Waiting& waiting : group) chain.Add(waiting.record);
  if (absl::Status written = chain.Write(*lane.connection); !written.ok()) {
    options_.streams.Abandon(serial);
    return written;
  }
  options_.streams.Appended(serial, chain.head());
  options_.streams.Commit(serial);
  return absl::OkStatus();
}

}  // namespace adagio::audit
