#include "tests/bench/figures.h"

#include "absl/strings/str_format.h"

namespace adagio::bench {
namespace {

std::string TargetOf(const Figure& figure) {
  if (!figure.target.has_value()) return "";
  return absl::StrFormat(">= %.2f %s", *figure.target, figure.ratio() >= *figure.target ? "met" : "missed");
}

}  // namespace

void PrintTable(const std::vector<Figure>& figures, std::ostream& out) {
  out << absl::StrFormat("%-10s %12s %12s %7s %-8s %11s %8s  %s\n", "name", "value", "limit", "ratio", "unit",
                         "concurrency", "n", "target");
  for (const Figure& figure : figures) {
    out << absl::StrFormat("%-10s %12.1f %12.1f %7.3f %-8s %11d %8d  %s\n", figure.name, figure.value, figure.limit,
                           figure.ratio(), figure.unit, figure.concurrency, figure.n, TargetOf(figure));
  }
}

void PrintJson(const std::vector<Figure>& figures, std::ostream& out) {
  for (const Figure& figure : figures) {
    out << absl::StrFormat(
        R"({"name":"%s","value":%.3f,"limit":%.3f,"ratio":%.4f,"unit":"%s","concurrency":%d,"n":%d})", figure.name,
        figure.value, figure.limit, figure.ratio(), figure.unit, figure.concurrency, figure.n);
    out << '\n';
  }
}

}  // namespace adagio::bench
