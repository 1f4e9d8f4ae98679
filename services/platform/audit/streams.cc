#include "services/platform/audit/streams.h"

#include <string>

namespace adagio::audit {
namespace {

constexpr size_t kOwnerBytes = 12;

StreamId StreamOf(const Uuid& process, uint32_t number) {
  std::string bytes(OwnerPart(process));
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
  return Uuid::FromBytes(bytes);
}

}  // namespace

absl::string_view OwnerPart(const Uuid& process) { return process.bytes().substr(0, kOwnerBytes); }
absl::string_view OwnerOf(const StreamId& stream) { return OwnerPart(stream); }

Streams::Stream& Streams::Of(int64_t connection) {
  const auto found = open_.find(connection);
  if (found != open_.end()) return found->second;
  return open_.emplace(connection, Stream{StreamOf(process_, ++opened_), {}, {}}).first->second;
}

Streams::Place Streams::Next(int64_t connection) {
  MutexLock lock(mutex_);
  const Stream& stream = Of(connection);
  return {stream.id, stream.pending};
}

void Streams::Appended(int64_t connection, const Head& head) {
  MutexLock lock(mutex_);
  Of(connection).pending = head;
}

void Streams::Commit(int64_t connection) {
  MutexLock lock(mutex_);
  Stream& stream = Of(connection);
  count_ += stream.pending.seq - stream.committed.seq;
  stream.committed = stream.pending;
}

void Streams::RollBack(int64_t connection) {
  MutexLock lock(mutex_);
  Stream& stream = Of(connection);
  stream.pending = stream.committed;
}

void Streams::Abandon(int64_t connection) {
  MutexLock lock(mutex_);
  const auto found = open_.find(connection);
  if (found == open_.end()) return;
  abandoned_.push_back(found->second);
  open_.erase(found);
}

Heads Streams::Committed() const {
  MutexLock lock(mutex_);
  Heads heads;
  for (const auto& [connection, stream] : open_) heads[stream.id] = stream.committed;
  for (const Stream& stream : abandoned_) heads[stream.id] = stream.committed;
  std::erase_if(heads, [](const auto& entry) { return entry.second.seq == 0; });
  return heads;
}

int64_t Streams::count() const {
  MutexLock lock(mutex_);
  return count_;
}

}  // namespace adagio::audit
