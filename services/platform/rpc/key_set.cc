#include "services/platform/rpc/key_set.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "services/platform/foundation/status.h"
#include "services/platform/rpc/web_token.h"

namespace adagio::rpc {
namespace {

using nlohmann::json;

constexpr size_t kLongestKid = 256;
constexpr size_t kMostKeys = 100;
constexpr int kDeepest = 8;

absl::Status Bad(absl::string_view why) { return absl::InvalidArgumentError(why); }

// The tree, unless a key stands twice in one object, where a tree keeps one of the two in silence.
std::optional<json> ParseOnce(absl::string_view text) {
  bool twice = false;
  std::vector<std::set<std::string>> open;
  const json::parser_callback_t watch = [&](int depth, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) open.emplace_back();
    if (event == json::parse_event_t::object_end) open.pop_back();
    if (event == json::parse_event_t::key) twice = !open.back().insert(value.get<std::string>()).second || twice;
    twice = twice || depth > kDeepest;
    return true;
  };
  json tree = json::parse(text.begin(), text.end(), watch, /*allow_exceptions=*/false);
  if (tree.is_discarded() || twice) return std::nullopt;
  return tree;
}

// Empty where there is no text of that name.
std::string Text(const json& key, const char* name) {
  const auto found = key.find(name);
  return found != key.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string Number(const json& key, const char* name) { return DecodePart(Text(key, name)).value_or(""); }

bool IsForVerifying(const json& key) {
  for (const char* secret : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    if (key.contains(secret)) return false;
  }
  if (key.contains("use") && Text(key, "use") != "sig") return false;
  if (!key.contains("key_ops")) return true;
  const json& operations = key["key_ops"];
  return operations.is_array() && std::find(operations.begin(), operations.end(), "verify") != operations.end();
}

std::optional<VerificationKey> KeyOf(const json& key) {
  absl::StatusOr<VerificationKey> made = Bad("of another kind");
  const std::string kind = Text(key, "kty");
  if (kind == "EC" && Text(key, "crv") == "P-256") made = VerificationKey::Ec(Number(key, "x"), Number(key, "y"));
  if (kind == "RSA") made = VerificationKey::Rsa(Number(key, "n"), Number(key, "e"));
  if (!made.ok()) return std::nullopt;
  const absl::StatusOr<Algorithm> said = AlgorithmOf(Text(key, "alg"));
  if (key.contains("alg") && (!said.ok() || *said != made->algorithm())) return std::nullopt;
  return *std::move(made);
}

}  // namespace

absl::StatusOr<KeySet> ParseKeySet(absl::string_view text, const std::set<Algorithm>& allowed) {
  if (text.size() > kLongestKeySet) return Bad("is longer than 256 KiB");
  const std::optional<json> tree = ParseOnce(text);
  if (!tree.has_value() || !tree->is_object()) return Bad("is no JSON object, or says a thing twice");
  const auto list = tree->find("keys");
  if (list == tree->end() || !list->is_array() || list->size() > kMostKeys) return Bad("is no JWK Set");
  KeySet keys;
  for (const json& entry : *list) {
    if (!entry.is_object()) return Bad("is no JWK Set");
    const std::string kid = Text(entry, "kid");
    if (kid.empty() || kid.size() > kLongestKid || !IsForVerifying(entry)) continue;
    std::optional<VerificationKey> key = KeyOf(entry);
    if (!key.has_value() || !allowed.contains(key->algorithm())) continue;
    if (!keys.emplace(kid, *std::move(key)).second) return Bad("has two keys of one kid");
  }
  if (keys.empty()) return Bad("has no key that can be used: P-256, or RSA of 2048 bits or more, with a kid");
  return keys;
}

}  // namespace adagio::rpc
