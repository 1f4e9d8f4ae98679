#include "services/platform/audit/group_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/platform/audit/chain.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/transaction.h"

namespace adagio::audit {
namespace {

constexpr size_t kLargestGroup = 256;
constexpr int kAttempts = 4;

bool MayPass(const absl::Status& status) {
  const storage::Fault fault = storage::FaultOf(status);
  return fault == storage::Fault::kConflict || fault == storage::Fault::kLost || fault == storage::Fault::kDuplicate;
}

absl::Status WriteIn(storage::Connection& connection, const Chain& chain) {
  if (chain.TakesOneStatement()) return chain.Write(connection);
  ASSIGN_OR_RETURN(const std::unique_ptr<storage::Transaction> tx, storage::Transaction::Begin(connection));
  RETURN_IF_ERROR(chain.Write(*tx));
  return tx->Commit();
}

}  // namespace

GroupWriter::GroupWriter(Options options) : options_(std::move(options)), thread_([this] { Run(); }) {}

GroupWriter::~GroupWriter() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  thread_.join();
}

void GroupWriter::Append(AccessRecord record, std::function<void(absl::Status)> durable) {
  {
    MutexLock lock(mutex_);
    if (waiting_.size() < options_.queue) {
      waiting_.push_back({std::move(record), std::move(durable)});
      if (waiting_.size() == awaited_) changed_.NotifyOne();
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
  awaited_ = last_ <= 1 ? 1 : std::min(last_ + last_ / 4 + 1, kLargestGroup);
  if (waiting_.size() < awaited_ && !stopping_) changed_.WaitFor(mutex_, options_.patience);
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kLargestGroup));
  Group group(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  last_ = group.size();
  committing_ = group.size();
  if (!group.empty()) committing_since_ = group.front().since;
  return group;
}

GroupWriter::Backlog GroupWriter::backlog() const {
  MutexLock lock(mutex_);
  const size_t records = waiting_.size() + committing_;
  if (records == 0) return {};
  const auto since = committing_ > 0 ? committing_since_ : waiting_.front().since;
  return {.records = records, .age = absl::FromChrono(std::chrono::steady_clock::now() - since)};
}

void GroupWriter::Run() {
  for (Group group = Take(); !group.empty(); group = Take()) {
    absl::Status committed = Commit(group);
    {
      MutexLock lock(mutex_);
      committing_ = 0;
    }
    if (committed.ok() && options_.committed) options_.committed();
    if (!committed.ok()) {
      Log(LogLevel::kError, "audit.group_lost", {{"records", static_cast<int64_t>(group.size())}});
      committed = Refuse(Reason::kStoreUnavailable, "the audit record could not be kept");
    }
    for (const Waiting& waiting : group) waiting.durable(committed);
  }
}

absl::Status GroupWriter::Commit(const Group& group) {
  absl::Status status;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    status = TryCommit(group);
    if (status.ok() || !MayPass(status)) return status;
  }
  return status;
}

// An error leaves open whether the group is there, so its stream is not continued.
absl::Status GroupWriter::TryCommit(const Group& group) {
  RETURN_IF_ERROR(Connect());
  const int64_t serial = connection_->serial();
  Chain chain(options_.streams.Next(serial));
  for (const Waiting& waiting : group) chain.Add(waiting.record);
  if (absl::Status written = WriteIn(*connection_, chain); !written.ok()) {
    options_.streams.Abandon(serial);
    return written;
  }
  options_.streams.Appended(serial, chain.head());
  options_.streams.Commit(serial);
  return absl::OkStatus();
}

absl::Status GroupWriter::Connect() {
  if (connection_ != nullptr && connection_->usable()) return absl::OkStatus();
  connection_ = nullptr;
  ASSIGN_OR_RETURN(connection_, storage::Connection::Open(options_.endpoint));
  return absl::OkStatus();
}

}  // namespace adagio::audit
