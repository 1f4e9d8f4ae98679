#include "services/platform/foundation/ids.h"

#include <algorithm>

#include "absl/status/status.h"
#include "services/platform/foundation/check.h"

namespace adagio {
namespace {

constexpr absl::string_view kHex = "0123456789abcdef";
constexpr size_t kTextLength = 36;

bool IsDash(size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

}  // namespace

Uuid Uuid::FromBytes(absl::string_view bytes) {
  CHECK(bytes.size() == 16);
  Uuid uuid;
  std::copy(bytes.begin(), bytes.end(), uuid.bytes_.begin());
  return uuid;
}

absl::StatusOr<Uuid> Uuid::Parse(absl::string_view text) {
  if (text.size() != kTextLength) return absl::InvalidArgumentError("not a UUID");
  Uuid uuid;
  size_t nibble = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsDash(i)) {
      if (text[i] != '-') return absl::InvalidArgumentError("not a UUID");
      continue;
    }
    const size_t digit = kHex.find(text[i]);
    if (digit == absl::string_view::npos) return absl::InvalidArgumentError("not a UUID");
    uuid.bytes_[nibble / 2] = static_cast<uint8_t>(uuid.bytes_[nibble / 2] << 4 | digit);
    ++nibble;
  }
  return uuid;
}

std::string Uuid::ToString() const {
  std::string text;
  text.reserve(kTextLength);
  for (size_t i = 0; i < bytes_.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kHex[bytes_[i] >> 4];
    text += kHex[bytes_[i] & 15];
  }
  return text;
}

}  // namespace adagio
