#include "services/platform/foundation/periodic.h"

#include <utility>

namespace adagio {

Periodic::Periodic(absl::Duration pause, std::function<void()> call)
    : pause_(pause), call_(std::move(call)), thread_([this] { Run(); }) {}

Periodic::~Periodic() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  wake_.NotifyAll();
  thread_.join();
}

void Periodic::Run() {
  while (true) {
    call_();
    MutexLock lock(mutex_);
    if (!stopping_) wake_.WaitFor(mutex_, pause_);
    if (stopping_) return;
  }
}

}  // namespace adagio
