#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace adagio::bench {

// One measured value beside its limit, measured in the same run.
struct Figure {
  std::string name;
  double value = 0;
  double limit = 0;
  std::string unit;  // of both
  int concurrency = 0;
  int64_t n = 0;  // how often ours was measured
  // What value / limit should reach, where more is better.
  std::optional<double> target;

  double ratio() const { return limit > 0 ? value / limit : 0; }
};

// A table for people.
void PrintTable(const std::vector<Figure>& figures, std::ostream& out);
// One JSON object a line: name, value, limit, ratio, unit, concurrency, n.
void PrintJson(const std::vector<Figure>& figures, std::ostream& out);

}  // namespace adagio::bench
