#include "services/platform/foundation/packing.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio {

std::string Pack(const std::vector<std::string>& texts) {
  std::string packed;
  for (const std::string& text : texts) absl::StrAppend(&packed, text.size(), ":", text);
  return packed;
}

absl::StatusOr<std::vector<std::string>> Unpack(absl::string_view packed) {
  std::vector<std::string> texts;
  while (!packed.empty()) {
    const size_t colon = packed.find(':');
    size_t length = 0;
    if (colon == absl::string_view::npos || !absl::SimpleAtoi(packed.substr(0, colon), &length) ||
        length > packed.size() - colon - 1) {
      return Refuse(Reason::kBug, "a stored list does not unpack");
    }
    texts.emplace_back(packed.substr(colon + 1, length));
    packed.remove_prefix(colon + 1 + length);
  }
  return texts;
}

}  // namespace adagio
