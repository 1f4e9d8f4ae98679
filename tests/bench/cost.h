#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/bench/load.h"

namespace adagio::bench {

// Says on stderr how much processor time each of some processes takes for one call of a stretch: where to look first.
// And how much of the machine went to others: with more than a few percent a figure is worth little.
class Cost {
 public:
  struct Process {
    std::string name;
    pid_t pid;
  };
  explicit Cost(std::vector<Process> processes) : processes_(std::move(processes)) {}

  // `stretch`, which is told about under `name`.
  Stretch Told(std::string name, Stretch stretch) const;

 private:
  const std::vector<Process> processes_;
};

// The database that adagiod, the process `server`, runs.
pid_t DatabaseOf(pid_t server);

}  // namespace adagio::bench
