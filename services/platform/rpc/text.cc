#include "services/platform/rpc/text.h"

#include <cstdint>

namespace adagio::rpc {
namespace {

struct Form {
  size_t length;
  uint32_t bits;   // of the first byte
  uint32_t least;  // the smallest code point that needs this length
};

std::optional<Form> FormOf(unsigned char first) {
  if (first < 0x80) return Form{1, first, 0};
  if ((first & 0xe0) == 0xc0) return Form{2, first & 0x1fu, 0x80};
  if ((first & 0xf0) == 0xe0) return Form{3, first & 0x0fu, 0x800};
  if ((first & 0xf8) == 0xf0) return Form{4, first & 0x07u, 0x10000};
  return std::nullopt;
}

}  // namespace

std::optional<size_t> CountCodePoints(absl::string_view text) {
  size_t count = 0;
  while (!text.empty()) {
    const std::optional<Form> form = FormOf(static_cast<unsigned char>(text[0]));
    if (!form.has_value() || text.size() < form->length) return std::nullopt;
    uint32_t point = form->bits;
    for (size_t i = 1; i < form->length; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if ((byte & 0xc0) != 0x80) return std::nullopt;
      point = point << 6 | (byte & 0x3fu);
    }
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    if (point == 0 || point < form->least || point > 0x10ffff || surrogate) return std::nullopt;
    text.remove_prefix(form->length);
    ++count;
  }
  return count;
}

}  // namespace adagio::rpc
