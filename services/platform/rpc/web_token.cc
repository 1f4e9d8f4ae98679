#include "services/platform/rpc/web_token.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"

namespace adagio::rpc {
namespace {

// Why nlohmann-json: a maintained Debian package of headers alone whose reader is strict about RFC 8259 and UTF-8, and
// whose event interface shows every key as it comes. Readers that build a tree drop the first of two equal keys.
class Reader : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Reader(JsonObject& object) : object_(object) {}

  bool start_object(size_t) override {
    if (open_.size() == kDeepest) return false;
    if (open_.size() == 1) object_.nested.insert(key_);
    in_confirmation_ = open_.size() == 1 && key_ == "cnf";
    open_.emplace_back();
    return true;
  }
  bool end_object() override { return Close(); }
  bool start_array(size_t) override {
    if (open_.empty() || open_.size() == kDeepest) return false;
    if (open_.size() == 1) object_.nested.insert(key_);
    in_confirmation_ = false;
    open_.emplace_back();
    return true;
  }
  bool end_array() override { return Close(); }
  bool key(string_t& name) override {
    (open_.size() == 1 ? key_ : inner_) = name;
    if (open_.size() == 1) object_.keys.insert(name);
    return open_.back().insert(name).second;
  }
  bool string(string_t& value) override {
    if (open_.size() == 1) object_.texts[key_] = value;
    if (open_.size() == 2 && in_confirmation_ && inner_ == "x5t#S256") object_.thumbprint = value;
    return !open_.empty();
  }
  bool number_integer(number_integer_t value) override {
    if (open_.size() == 1) object_.numbers[key_] = value;
    return !open_.empty();
  }
  bool number_unsigned(number_unsigned_t value) override {
    const bool fits = value <= static_cast<number_unsigned_t>(INT64_MAX);
    if (fits && open_.size() == 1) object_.numbers[key_] = static_cast<int64_t>(value);
    return !open_.empty();
  }
  bool null() override { return !open_.empty(); }
  bool boolean(bool) override { return !open_.empty(); }
  bool number_float(number_float_t, const string_t&) override { return !open_.empty(); }
  bool binary(binary_t&) override { return false; }
  bool parse_error(size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  static constexpr size_t kDeepest = 8;

  bool Close() {
    open_.pop_back();
    in_confirmation_ = false;
    return true;
  }

  JsonObject& object_;
  std::vector<std::set<std::string>> open_;  // the keys so far of each object and list that is not closed yet
  std::string key_, inner_;
  bool in_confirmation_ = false;
};

}  // namespace

// absl's decoder forgives padding, white space and spare bits; only what encodes back to itself is taken.
std::optional<std::string> DecodePart(absl::string_view text) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes) || EncodePart(bytes) != text) return std::nullopt;
  return bytes;
}

std::string EncodePart(absl::string_view bytes) { return absl::WebSafeBase64Escape(bytes); }

std::optional<JsonObject> ParseObject(absl::string_view json) {
  JsonObject object;
  Reader reader(object);
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
  std::optional<JsonObject> header_object = ParseObject(*header);
  std::optional<JsonObject> claims_object = ParseObject(*claims);
  if (!header_object.has_value() || !claims_object.has_value() || !header_object->nested.empty()) return std::nullopt;
  return WebToken{text.substr(0, text.rfind('.')), *std::move(header_object), *std::move(claims_object),
                  *std::move(signature)};
}

}  // namespace adagio::rpc
