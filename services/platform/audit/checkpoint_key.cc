#include "services/platform/audit/checkpoint_key.h"

#include <sodium.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/key_file.h"

namespace adagio::audit {
namespace {

constexpr absl::string_view kName = "adagio-audit";
constexpr char kEd25519 = 1;  // the algorithm's number in signed notes
constexpr absl::string_view kDash = "\xe2\x80\x94 ";
constexpr size_t kKeyIdBytes = 4;

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// The algorithm's number, then the key: what is published and hashed.
std::string TypedKey(const std::array<unsigned char, 32>& key) {
  return absl::StrCat(std::string(1, kEd25519), std::string(key.begin(), key.end()));
}

// The first bytes of SHA256(name ‖ line end ‖ typed key).
std::string KeyId(absl::string_view name, const std::array<unsigned char, 32>& key) {
  const std::string input = absl::StrCat(name, "\n", TypedKey(key));
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256(digest.data(), Bytes(input), input.size());
  return std::string(digest.begin(), digest.begin() + kKeyIdBytes);
}

absl::Status NotSigned() { return absl::DataLossError("a note is not signed by this installation's key"); }

}  // namespace

absl::StatusOr<NoteVerifier> NoteVerifier::Parse(absl::string_view text) {
  const absl::Status wrong = absl::InvalidArgumentError("not the text of a verifier key");
  const std::vector<absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits('+', 2));
  if (parts.size() != 3) return wrong;
  std::string typed;
  if (!absl::Base64Unescape(parts[2], &typed)) return wrong;
  NoteVerifier verifier;
  if (typed.size() != 1 + verifier.key_.size() || typed[0] != kEd25519) return wrong;
  verifier.name_ = std::string(parts[0]);
  std::copy(typed.begin() + 1, typed.end(), verifier.key_.begin());
  if (verifier.ToString() != text) return wrong;
  return verifier;
}

std::string NoteVerifier::ToString() const {
  return absl::StrCat(name_, "+", absl::BytesToHexString(KeyId(name_, key_)), "+", absl::Base64Escape(TypedKey(key_)));
}

absl::StatusOr<std::string> NoteVerifier::Open(absl::string_view note) const {
  const size_t gap = note.find("\n\n");
  if (gap == absl::string_view::npos) return NotSigned();
  const absl::string_view text = note.substr(0, gap + 1);
  const std::string before = absl::StrCat(kDash, name_, " ");
  absl::string_view line = note.substr(gap + 2);
  if (line.substr(0, before.size()) != before || line.empty() || line.back() != '\n') return NotSigned();
  line = line.substr(before.size(), line.size() - before.size() - 1);
  std::string signature;
  if (!absl::Base64Unescape(line, &signature) || absl::Base64Escape(signature) != line) return NotSigned();
  if (signature.size() != kKeyIdBytes + crypto_sign_BYTES) return NotSigned();
  if (signature.substr(0, kKeyIdBytes) != KeyId(name_, key_)) return NotSigned();
  if (crypto_sign_verify_detached(Bytes(signature) + kKeyIdBytes, Bytes(text), text.size(), key_.data()) != 0) {
    return NotSigned();
  }
  return std::string(text);
}

absl::Status CheckpointKey::Create(const std::filesystem::path& file) {
  return keys::CreateKeyFile(file, keys::Secret::Random());
}

absl::StatusOr<CheckpointKey> CheckpointKey::Open(const std::filesystem::path& file) {
  ASSIGN_OR_RETURN(keys::Secret seed, keys::ReadKeyFile(file));
  return CheckpointKey(std::move(seed));
}

CheckpointKey::CheckpointKey(keys::Secret seed) : seed_(std::move(seed)) {
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
  verifier_.name_ = std::string(kName);
  CHECK(crypto_sign_seed_keypair(verifier_.key_.data(), secret.data(), seed_.bytes()) == 0);
  sodium_memzero(secret.data(), secret.size());
}

std::string CheckpointKey::Sign(absl::string_view text) const {
  CHECK(!text.empty() && text.back() == '\n');
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open;
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
  CHECK(crypto_sign_seed_keypair(open.data(), secret.data(), seed_.bytes()) == 0);
  std::string signature = KeyId(verifier_.name_, verifier_.key_);
  signature.resize(kKeyIdBytes + crypto_sign_BYTES);
  CHECK(crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()) + kKeyIdBytes, nullptr, Bytes(text),
                             text.size(), secret.data()) == 0);
  sodium_memzero(secret.data(), secret.size());
  return absl::StrCat(text, "\n", kDash, verifier_.name_, " ", absl::Base64Escape(signature), "\n");
}

}  // namespace adagio::audit
