#include "tests/bench/cost.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/bench/servers.h"

namespace adagio::bench {
namespace {

// Processor time of the whole machine so far, in ticks.
struct Machine {
  double busy = 0;
  double all = 0;
};

Machine MachineNow() {
  std::ifstream file("/proc/stat");
  std::string name;
  double user = 0, nice = 0, system = 0, idle = 0, waiting = 0;
  file >> name >> user >> nice >> system >> idle >> waiting;
  const double busy = user + nice + system;
  return {busy, busy + idle + waiting};
}

// The share of the machine, in percent, that went to processes other than those which used `ours` seconds.
double PercentOfOthers(const Machine& before, const Machine& after, double ours) {
  const double ours_in_ticks = ours * static_cast<double>(sysconf(_SC_CLK_TCK));
  return std::max(0.0, 100 * (after.busy - before.busy - ours_in_ticks) / std::max(1.0, after.all - before.all));
}

}  // namespace

Stretch Cost::Told(std::string name, Stretch stretch) const {
  return [this, name = std::move(name), stretch = std::move(stretch)](int concurrency, absl::Duration length) {
    const Machine machine = MachineNow();
    std::vector<double> before;
    for (const Process& process : processes_) before.push_back(CpuSecondsOf(process.pid));
    absl::StatusOr<Rate> rate = stretch(concurrency, length);
    if (!rate.ok() || rate->all == 0) return rate;
    std::cerr << absl::StrFormat("  %s at %d: %.0f/s; processor time a call, in us:", name, concurrency,
                                 rate->per_second);
    double ours = 0;
    for (size_t i = 0; i < processes_.size(); ++i) {
      const double used = CpuSecondsOf(processes_[i].pid) - before[i];
      ours += used;
      std::cerr << absl::StrFormat(" %s %.0f", processes_[i].name, used * 1e6 / static_cast<double>(rate->all));
    }
    std::cerr << absl::StrFormat("; others had %.0f %% of the machine", PercentOfOthers(machine, MachineNow(), ours))
              << std::endl;
    return rate;
  };
}

pid_t DatabaseOf(pid_t server) {
  for (const auto& task : std::filesystem::directory_iterator(absl::StrCat("/proc/", server, "/task"))) {
    std::ifstream file(task.path() / "children");
    if (pid_t child = 0; file >> child) return child;
  }
  return 0;
}

}  // namespace adagio::bench
