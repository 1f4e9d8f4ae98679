#include "services/platform/keys/sealed_box.h"

#include <sodium.h>

#include <array>

#include "services/platform/foundation/check.h"

namespace adagio::keys {
namespace {

constexpr char kVersion = 1;
constexpr size_t kHeader = 1 + 4;
constexpr size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr char kEnd = '\x80';  // stands after the last byte of the plaintext; zeros follow

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

void AppendNumber(std::string& to, uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>(number >> shift);
}

std::string Header(uint32_t key_id) {
  std::string header(1, kVersion);
  AppendNumber(header, key_id);
  return header;
}

size_t PaddedSize(size_t size, Padding padding) {
  const size_t needed = size + 1;
  if (padding == Padding::kToken) return (needed + 63) / 64 * 64;
  for (const size_t bucket : {64, 256, 1024}) {
    if (needed <= bucket) return bucket;
  }
  return (needed + 4095) / 4096 * 4096;
}

std::optional<std::string> WithoutPadding(std::string padded) {
  const size_t end = padded.find_last_not_of('\0');
  if (end == std::string::npos || padded[end] != kEnd) return std::nullopt;
  padded.resize(end);
  return padded;
}

// What a box is bound to besides its key: its own header and the caller's context.
std::string Bound(absl::string_view header, const Parts& context) {
  return Parts().Add(header).Add(context.bytes()).bytes();
}

}  // namespace

Parts& Parts::Add(absl::string_view part) {
  CHECK(part.size() <= UINT32_MAX);
  AppendNumber(bytes_, static_cast<uint32_t>(part.size()));
  bytes_.append(part.data(), part.size());
  return *this;
}

std::string SealBox(const unsigned char* key, uint32_t key_id, const Parts& context, absl::string_view plain,
                    Padding padding) {
  std::string box = Header(key_id);
  const std::string bound = Bound(box, context);
  const size_t padded = PaddedSize(plain.size(), padding);
  const size_t body = kHeader + kNonce;
  box.resize(body + padded + kTag);
  randombytes_buf(Bytes(box) + kHeader, kNonce);
  plain.copy(box.data() + body, plain.size());
  box[body + plain.size()] = kEnd;
  CHECK(crypto_aead_xchacha20poly1305_ietf_encrypt(Bytes(box) + body, nullptr, Bytes(box) + body, padded, Bytes(bound),
                                                   bound.size(), nullptr, Bytes(box) + kHeader, key) == 0);
  return box;
}

std::optional<std::string> OpenBox(const unsigned char* key, uint32_t key_id, const Parts& context,
                                   absl::string_view box) {
  if (box.size() < kHeader + kNonce + kTag) return std::nullopt;
  if (box.substr(0, kHeader) != Header(key_id)) return std::nullopt;
  const std::string bound = Bound(box.substr(0, kHeader), context);
  const absl::string_view body = box.substr(kHeader + kNonce);
  std::string plain(body.size() - kTag, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(Bytes(plain), nullptr, nullptr, Bytes(body), body.size(), Bytes(bound),
                                                 bound.size(), Bytes(box.substr(kHeader, kNonce)), key) != 0) {
    return std::nullopt;
  }
  return WithoutPadding(std::move(plain));
}

}  // namespace adagio::keys
