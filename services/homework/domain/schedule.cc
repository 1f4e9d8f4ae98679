#include "services/homework/domain/schedule.h"

#include <algorithm>
#include <utility>

#include "services/platform/foundation/check.h"

namespace adagio::homework {
namespace {

const Schedule::Window& WindowAt(const std::vector<Schedule::Window>& windows, absl::Time at) {
  CHECK(!windows.empty());
  const auto unended =
      std::find_if(windows.begin(), windows.end(), [&](const Schedule::Window& window) { return at < window.closes; });
  return unended == windows.end() ? windows.back() : *unended;
}

}  // namespace

Schedule::Schedule(std::vector<Window> windows)
    : windows_(std::make_shared<const std::vector<Window>>(std::move(windows))) {
  CHECK(!windows_->empty());
  for (size_t i = 0; i < windows_->size(); ++i) {
    CHECK((*windows_)[i].opens < (*windows_)[i].closes);
    CHECK(i == 0 || (*windows_)[i - 1].closes <= (*windows_)[i].opens);
  }
}

const std::vector<Schedule::Window>& Schedule::windows() const {
  static const auto* const kNone = new std::vector<Window>();
  return windows_ == nullptr ? *kNone : *windows_;
}

absl::Time Schedule::starts_at() const { return WindowAt(windows(), absl::InfinitePast()).opens; }

absl::Time Schedule::ends_at() const { return windows().empty() ? absl::InfinitePast() : windows().back().closes; }

bool Schedule::IsOpen(absl::Time now) const {
  if (windows().empty()) return false;
  const Window& window = WindowAt(windows(), now);
  return window.opens <= now && now < window.closes;
}

absl::Time Schedule::StartOfOccurrence(absl::Time at) const { return WindowAt(windows(), at).opens; }

absl::Time Schedule::EndOfOccurrence(absl::Time at) const { return WindowAt(windows(), at).closes; }

std::optional<absl::Time> Schedule::EndOfThoseWithin(absl::Time from, absl::Time to) const {
  for (auto window = windows().rbegin(); window != windows().rend(); ++window) {
    if (window->opens >= to) continue;
    if (window->closes <= from) return std::nullopt;
    return window->closes;
  }
  return std::nullopt;
}

}  // namespace adagio::homework
