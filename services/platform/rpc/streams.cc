#include "services/platform/rpc/streams.h"

#include <utility>

namespace adagio::rpc {

Streams::Streams(absl::Duration every, std::function<void(const All&)> look)
    : every_(every), look_(std::move(look)), thread_([this] { Run(); }) {}

Streams::~Streams() { Stop(); }

void Streams::Add(std::shared_ptr<StreamCall> stream) {
  MutexLock lock(mutex_);
  const StreamCall* key = stream.get();
  streams_.emplace(key, std::move(stream));
}

void Streams::Remove(const StreamCall* stream) {
  std::shared_ptr<StreamCall> removed;
  MutexLock lock(mutex_);
  const auto found = streams_.find(stream);
  if (found == streams_.end()) return;
  removed = std::move(found->second);
  streams_.erase(found);
}

Streams::All Streams::all() const {
  MutexLock lock(mutex_);
  All all;
  for (const auto& [key, stream] : streams_) all.push_back(stream);
  return all;
}

void Streams::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  if (thread_.joinable()) thread_.join();
}

void Streams::Run() {
  for (;;) {
    {
      MutexLock lock(mutex_);
      if (!stopping_) changed_.WaitFor(mutex_, every_);
      if (stopping_) return;
    }
    look_(all());
  }
}

}  // namespace adagio::rpc
