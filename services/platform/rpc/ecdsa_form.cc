#include "services/platform/rpc/ecdsa_form.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>

#include <memory>

#include "services/platform/foundation/check.h"

namespace adagio::rpc {
namespace {

constexpr size_t kNumberBytes = 32;

using SignaturePtr = std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)>;

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

std::string DerFromRaw(absl::string_view raw) {
  if (raw.size() != 2 * kNumberBytes) return "";
  const SignaturePtr parts(ECDSA_SIG_new(), ECDSA_SIG_free);
  BIGNUM* r = BN_bin2bn(Bytes(raw), kNumberBytes, nullptr);
  BIGNUM* s = BN_bin2bn(Bytes(raw) + kNumberBytes, kNumberBytes, nullptr);
  CHECK(parts != nullptr && r != nullptr && s != nullptr && ECDSA_SIG_set0(parts.get(), r, s) == 1);
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(parts.get(), &der);
  CHECK(size > 0);
  std::string text(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
  OPENSSL_free(der);
  return text;
}

std::string RawFromDer(absl::string_view der) {
  const unsigned char* place = Bytes(der);
  const SignaturePtr parts(d2i_ECDSA_SIG(nullptr, &place, static_cast<long>(der.size())), ECDSA_SIG_free);
  CHECK(parts != nullptr);
  std::string raw(2 * kNumberBytes, '\0');
  CHECK(BN_bn2binpad(ECDSA_SIG_get0_r(parts.get()), Bytes(raw), kNumberBytes) == kNumberBytes);
  CHECK(BN_bn2binpad(ECDSA_SIG_get0_s(parts.get()), Bytes(raw) + kNumberBytes, kNumberBytes) == kNumberBytes);
  return raw;
}

}  // namespace adagio::rpc
