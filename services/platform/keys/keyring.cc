#include "services/platform/keys/keyring.h"

#include <sodium.h>

#include <array>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/key_cache.h"
#include "services/platform/keys/key_file.h"
#include "services/platform/keys/sealed_box.h"

namespace adagio::keys {
namespace {

// Rotation will add further ones; until then a practice has one key.
constexpr uint32_t kFirstKey = 1;
constexpr uint32_t kRootKey = 0;

Parts ContextOf(const Place& place) {
  return std::move(Parts()
                       .Add("adagio column")
                       .Add(place.practice.bytes())
                       .Add(place.unit.bytes())
                       .Add(place.subject.bytes())
                       .Add(place.table)
                       .Add(place.column)
                       .Add(place.row));
}

Parts ContextOfToken(const PracticeId& practice, absl::string_view bound_to) {
  return std::move(Parts().Add("adagio token").Add(practice.bytes()).Add(bound_to));
}

// A wrapped key opens only as the key of this practice, of this number.
Parts ContextOfKey(const PracticeId& practice, uint32_t key_id) {
  return std::move(Parts().Add("adagio practice key").Add(practice.bytes()).Add(absl::StrCat(key_id)));
}

absl::string_view View(const unsigned char* bytes, size_t size) { return {reinterpret_cast<const char*>(bytes), size}; }

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

const unsigned char* KeyOf(const PracticeKeys& keys, const Place& place) {
  return place.compartment == Compartment::kPsychotherapy ? keys.psychotherapy : keys.sealing;
}

absl::Status NotOurs() { return RefuseField("page_token", "was not issued for this list and reader"); }

class StoredKeyring final : public Keyring {
 public:
  StoredKeyring(Secret root, storage::Endpoint endpoint)
      : root_(std::move(root)), pool_({.endpoint = std::move(endpoint), .size = 2}) {}

  absl::Status CreatePracticeKey(const PracticeId& practice) override;
  absl::StatusOr<std::string> Seal(const Place& place, absl::string_view plain) const override;
  absl::StatusOr<std::string> Unseal(const Place& place, absl::string_view sealed) const override;
  absl::StatusOr<std::string> Mac(const PracticeId& practice, absl::string_view bytes) const override;
  absl::StatusOr<Signature> Sign(const PracticeId& practice, absl::string_view bytes) const override;
  absl::StatusOr<std::string> SealToken(const PracticeId& practice, absl::string_view bound_to,
                                        absl::string_view content) const override;
  absl::StatusOr<std::string> OpenToken(const PracticeId& practice, absl::string_view bound_to,
                                        absl::string_view token) const override;

 private:
  // From memory, or from the store when this process meets the practice for the first time.
  absl::StatusOr<const PracticeKeys*> KeysOf(const PracticeId& practice) const;
  absl::StatusOr<const PracticeKeys*> Load(const PracticeId& practice) const;

  const Secret root_;
  mutable storage::Pool pool_;
  mutable KeyCache cache_;
};

absl::Status StoredKeyring::CreatePracticeKey(const PracticeId& practice) {
  const Secret key = Secret::Random();
  const std::string wrapped = SealBox(root_.bytes(), kRootKey, ContextOfKey(practice, kFirstKey),
                                      View(key.bytes(), Secret::kSize), Padding::kColumn);
  ASSIGN_OR_RETURN(storage::Pool::Lease connection, pool_.Acquire());
  const absl::StatusOr<int64_t> inserted = connection->Execute(
      "INSERT INTO adagio_keyring.practice_key (practice_id, key_id, wrapped, created_at) "
      "VALUES (?, ?, ?, UTC_TIMESTAMP(6))",
      {practice, int64_t{kFirstKey}, wrapped});
  if (storage::FaultOf(inserted.status()) == storage::Fault::kDuplicate) return absl::OkStatus();
  return inserted.status();
}

absl::StatusOr<const PracticeKeys*> StoredKeyring::KeysOf(const PracticeId& practice) const {
  if (const PracticeKeys* keys = cache_.Find(practice); keys != nullptr) return keys;
  return Load(practice);
}

absl::StatusOr<const PracticeKeys*> StoredKeyring::Load(const PracticeId& practice) const {
  ASSIGN_OR_RETURN(storage::Pool::Lease connection, pool_.Acquire());
  ASSIGN_OR_RETURN(const storage::Rows rows, connection->Query("SELECT wrapped FROM adagio_keyring.practice_key "
                                                               "WHERE practice_id = ? AND key_id = ?",
                                                               {practice, int64_t{kFirstKey}}));
  if (rows.empty()) return Refuse(Reason::kBug, "the practice has no key");
  std::optional<std::string> bytes =
      OpenBox(root_.bytes(), kRootKey, ContextOfKey(practice, kFirstKey), rows[0].Text(0));
  if (!bytes.has_value() || bytes->size() != Secret::kSize) {
    return Refuse(Reason::kBug, "the practice's key does not open with this root key");
  }
  Secret key;
  bytes->copy(reinterpret_cast<char*>(key.bytes()), Secret::kSize);
  sodium_memzero(bytes->data(), bytes->size());
  return &cache_.Put(practice, kFirstKey, key);
}

absl::StatusOr<std::string> StoredKeyring::Seal(const Place& place, absl::string_view plain) const {
  ASSIGN_OR_RETURN(const PracticeKeys* keys, KeysOf(place.practice));
  return SealBox(KeyOf(*keys, place), keys->key_id, ContextOf(place), plain, Padding::kColumn);
}

absl::StatusOr<std::string> StoredKeyring::Unseal(const Place& place, absl::string_view sealed) const {
  ASSIGN_OR_RETURN(const PracticeKeys* keys, KeysOf(place.practice));
  std::optional<std::string> plain = OpenBox(KeyOf(*keys, place), keys->key_id, ContextOf(place), sealed);
  if (!plain.has_value()) return Refuse(Reason::kBug, "a sealed value does not open where it stands");
  return *std::move(plain);
}

absl::StatusOr<std::string> StoredKeyring::Mac(const PracticeId& practice, absl::string_view bytes) const {
  ASSIGN_OR_RETURN(const PracticeKeys* keys, KeysOf(practice));
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  CHECK(crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(mac.data()),
                               reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), keys->mac) == 0);
  return mac;
}

absl::StatusOr<Signature> StoredKeyring::Sign(const PracticeId& practice, absl::string_view bytes) const {
  ASSIGN_OR_RETURN(const PracticeKeys* keys, KeysOf(practice));
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
  Signature signature{std::string(crypto_sign_BYTES, '\0'), std::string(crypto_sign_PUBLICKEYBYTES, '\0')};
  static_assert(crypto_sign_SEEDBYTES == Secret::kSize);
  CHECK(crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(signature.public_key.data()), secret.data(),
                                 keys->signing) == 0);
  CHECK(crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.bytes.data()), nullptr, Bytes(bytes),
                             bytes.size(), secret.data()) == 0);
  sodium_memzero(secret.data(), secret.size());
  return signature;
}

absl::StatusOr<std::string> StoredKeyring::SealToken(const PracticeId& practice, absl::string_view bound_to,
                                                     absl::string_view content) const {
  ASSIGN_OR_RETURN(const PracticeKeys* keys, KeysOf(practice));
  return absl::WebSafeBase64Escape(
      SealBox(keys->token, keys->key_id, ContextOfToken(practice, bound_to), content, Padding::kToken));
}

absl::StatusOr<std::string> StoredKeyring::OpenToken(const PracticeId& practice, absl::string_view bound_to,
                                                     absl::string_view token) const {
  ASSIGN_OR_RETURN(const PracticeKeys* keys, KeysOf(practice));
  std::string box;
  // One spelling a token: the decoder alone would forgive padding and white space.
  if (!absl::WebSafeBase64Unescape(token, &box) || absl::WebSafeBase64Escape(box) != token) return NotOurs();
  std::optional<std::string> content = OpenBox(keys->token, keys->key_id, ContextOfToken(practice, bound_to), box);
  if (!content.has_value()) return NotOurs();
  return *std::move(content);
}

}  // namespace

bool Verify(absl::string_view bytes, const Signature& signature) {
  return signature.bytes.size() == crypto_sign_BYTES && signature.public_key.size() == crypto_sign_PUBLICKEYBYTES &&
         crypto_sign_verify_detached(Bytes(signature.bytes), Bytes(bytes), bytes.size(), Bytes(signature.public_key)) ==
             0;
}

absl::Status Keyring::CreateRootKey(const std::filesystem::path& file) { return CreateKeyFile(file, Secret::Random()); }

absl::StatusOr<std::unique_ptr<Keyring>> Keyring::Open(Options options) {
  ASSIGN_OR_RETURN(Secret root, ReadKeyFile(options.root_key_file));
  return std::make_unique<StoredKeyring>(std::move(root), std::move(options.endpoint));
}

}  // namespace adagio::keys
