#include "tests/bench/cost.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/bench/servers.h"

namespace adagio::bench {

Stretch Cost::Told(std::string name, Stretch stretch) const {
  return [this, name = std::move(name), stretch = std::move(stretch)](int concurrency, absl::Duration length) {
    std::vector<double> before;
    for (const Process& process : processes_) before.push_back(CpuSecondsOf(process.pid));
    absl::StatusOr<Rate> rate = stretch(concurrency, length);
    if (!rate.ok() || rate->all == 0) return rate;
    std::cerr << absl::StrFormat("  %s at %d: %.0f/s; processor time a call, in us:", name, concurrency,
                                 rate->per_second);
    for (size_t i = 0; i < processes_.size(); ++i) {
      const double used = CpuSecondsOf(processes_[i].pid) - before[i];
      std::cerr << absl::StrFormat(" %s %.0f", processes_[i].name, used * 1e6 / static_cast<double>(rate->all));
    }
    std::cerr << std::endl;
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
