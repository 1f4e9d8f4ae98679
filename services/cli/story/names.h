#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/entropy.h"

namespace adagio::story {

// The placeholders written in a text: "practice" for "${practice}". INVALID_ARGUMENT where one is not closed.
absl::StatusOr<std::vector<std::string>> PlaceholdersIn(absl::string_view text);
// Whether a placeholder stands for something without having been remembered: uuid:LABEL, letters:COUNT.
bool StandsByItself(absl::string_view placeholder);

// What a story remembers while it is played.
class Names {
 public:
  // UUIDs are drawn from `entropy`, which outlives this.
  explicit Names(Entropy& entropy) : entropy_(entropy) {}

  void Remember(const std::string& name, std::string value) { values_[name] = std::move(value); }
  // `text` with every ${name} replaced. ${uuid:LABEL} is a UUID, the same wherever the label stands; ${letters:N} is N
  // letters. INVALID_ARGUMENT for a name nobody remembered.
  absl::StatusOr<std::string> Expand(absl::string_view text);
  // `text` with the longest remembered resource name it begins with put back as ${name}; unchanged where there is none.
  std::string PutBack(absl::string_view text) const;

 private:
  absl::StatusOr<std::string> ValueOf(const std::string& placeholder);

  Entropy& entropy_;
  std::map<std::string, std::string> values_;
};

}  // namespace adagio::story
