#include "services/platform/rpc/web_token.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"

namespace adagio::rpc {
namespace {

// Why nlohmann-json: a maintained Debian package of headers alone whose reader is strict about RFC 8259 and UTF-8, and
// whose event interface shows every key as it comes. Readers that build a tree drop the first of two equal keys.
class FlatReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit FlatReader(FlatObject& object) : object_(object) {}

  bool start_object(size_t) override { return ++depth_ == 1; }
  bool end_object() override { return true; }
  bool start_array(size_t) override { return false; }
  bool end_array() override { return false; }
  bool key(string_t& name) override {
    key_ = name;
    return object_.keys.insert(name).second;
  }
  bool string(string_t& value) override {
    object_.texts[key_] = value;
    return depth_ == 1;
  }
  bool number_integer(number_integer_t value) override {
    object_.numbers[key_] = value;
    return depth_ == 1;
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= static_cast<number_unsigned_t>(INT64_MAX)) object_.numbers[key_] = static_cast<int64_t>(value);
    return depth_ == 1;
  }
  bool null() override { return depth_ == 1; }
  bool boolean(bool) override { return depth_ == 1; }
  bool number_float(number_float_t, const string_t&) override { return depth_ == 1; }
  bool binary(binary_t&) override { return false; }
  bool parse_error(size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  FlatObject& object_;
  std::string key_;
  int depth_ = 0;
};

// absl's decoder forgives padding, white space and spare bits; only what encodes back to itself is taken.
std::optional<std::string> DecodePart(absl::string_view text) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes) || EncodePart(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace

std::string EncodePart(absl::string_view bytes) { return absl::WebSafeBase64Escape(bytes); }

std::optional<FlatObject> ParseFlatObject(absl::string_view json) {
  FlatObject object;
  FlatReader reader(object);
  if (!nlohmann::json::sax_parse(json.begin(), json.end(), &reader)) return std::nullopt;
  return object;
}

std::optional<WebToken> ParseWebToken(absl::string_view text) {
  if (text.size() > kLongestToken) return std::nullopt;
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '.');
  if (parts.size() != 3) return std::nullopt;
  const std::optional<std::string> header = DecodePart(parts[0]);
  const std::optional<std::string> claims = DecodePart(parts[1]);
  std::optional<std::string> signature = DecodePart(parts[2]);
  if (!header.has_value() || !claims.has_value() || !signature.has_value()) return std::nullopt;
  std::optional<FlatObject> header_object = ParseFlatObject(*header);
  std::optional<FlatObject> claims_object = ParseFlatObject(*claims);
  if (!header_object.has_value() || !claims_object.has_value()) return std::nullopt;
  return WebToken{text.substr(0, text.rfind('.')), *std::move(header_object), *std::move(claims_object),
                  *std::move(signature)};
}

}  // namespace adagio::rpc
