#include "tests/faults/site.h"

#include <signal.h>
#include <unistd.h>

#include <stdexcept>

#include "services/platform/storage/child.h"

namespace adagio::test {

Target::Target(pid_t pid) : ending_(pid > 0 ? storage::OpenEnding(pid) : -1) {
  if (ending_ < 0) throw std::runtime_error("there is no such process");
}

Target::~Target() { close(ending_); }

void Target::Signal(int signal) const { storage::SignalBehind(ending_, signal); }

void Target::Kill() const {
  Signal(SIGKILL);
  if (!EndsWithin(absl::Minutes(1))) throw std::runtime_error("a killed process does not end");
}

bool Target::EndsWithin(absl::Duration patience) const { return storage::EndedWithin(ending_, patience); }

}  // namespace adagio::test
