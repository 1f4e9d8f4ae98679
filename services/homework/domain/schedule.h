#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "absl/time/time.h"

namespace adagio::homework {

// When an assignment is open: one window for each of its occurrences, in order, none reaching into the next. Recurrence
// rules are expanded into it once (recurrence.h). Copies share the windows.
class Schedule {
 public:
  struct Window {
    absl::Time opens;
    absl::Time closes;  // from then on it is not open

    friend bool operator==(const Window&, const Window&) = default;
  };

  // Never open; no assignment's.
  Schedule() = default;
  // At least one window, in order.
  explicit Schedule(std::vector<Window> windows);

  const std::vector<Window>& windows() const;
  int occurrences() const { return static_cast<int>(windows().size()); }
  absl::Time starts_at() const;
  absl::Time ends_at() const;
  bool IsOpen(absl::Time now) const;
  // When the occurrence begins or ends that `at` falls in; of the next one where it falls in none, of the last where
  // there is no next.
  absl::Time StartOfOccurrence(absl::Time at) const;
  absl::Time EndOfOccurrence(absl::Time at) const;
  // When the last occurrence ends that is open at some moment from `from` up to `to`; absent where none is.
  std::optional<absl::Time> EndOfThoseWithin(absl::Time from, absl::Time to) const;

  friend bool operator==(const Schedule& a, const Schedule& b) {
    return a.windows_ == b.windows_ || a.windows() == b.windows();
  }

 private:
  std::shared_ptr<const std::vector<Window>> windows_;
};

}  // namespace adagio::homework
