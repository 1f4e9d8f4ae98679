#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/rpc/ecdsa_form.h"
#include "services/platform/rpc/web_token.h"

// An outside issuer for tests: keys of any kind, their JWKs, and tokens signed with them in any way.
namespace adagio::rpc {

class TestKey {
 public:
  static TestKey P256() { return TestKey(EVP_EC_gen("P-256")); }
  static TestKey P384() { return TestKey(EVP_EC_gen("P-384")); }
  static TestKey Rsa(int bits = 2048) { return TestKey(EVP_RSA_gen(static_cast<size_t>(bits))); }

  // `more` is put behind the key's own members, with a comma before it.
  std::string Jwk(absl::string_view kid, absl::string_view more = "") const {
    const std::string shared = absl::StrCat(R"("kid":")", kid, "\"", more, "}");
    if (EVP_PKEY_is_a(key_.get(), "RSA") == 1) {
      return absl::StrCat(R"({"kty":"RSA","n":")", Part(OSSL_PKEY_PARAM_RSA_N), R"(","e":")",
                          Part(OSSL_PKEY_PARAM_RSA_E), "\",", shared);
    }
    const bool short_one = EVP_PKEY_get_bits(key_.get()) == 256;
    return absl::StrCat(R"({"kty":"EC","crv":")", short_one ? "P-256" : "P-384", R"(","x":")",
                        Part(OSSL_PKEY_PARAM_EC_PUB_X), R"(","y":")", Part(OSSL_PKEY_PARAM_EC_PUB_Y), "\",", shared);
  }

  // As OpenSSL signs: PKCS #1 v1.5 for RSA, DER for ECDSA.
  std::string SignAsIs(absl::string_view text) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    CHECK(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
    size_t size = 0;
    CHECK(EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) == 1);
    std::string signature(size, '\0');
    CHECK(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                         text.size()) == 1);
    return signature.substr(0, size);
  }
  // As a token is signed.
  std::string Sign(absl::string_view text) const {
    const bool rsa = EVP_PKEY_is_a(key_.get(), "RSA") == 1;
    return rsa || EVP_PKEY_get_bits(key_.get()) != 256 ? SignAsIs(text) : RawFromDer(SignAsIs(text));
  }
  std::string Token(absl::string_view header, absl::string_view claims) const {
    const std::string text = absl::StrCat(EncodePart(header), ".", EncodePart(claims));
    return absl::StrCat(text, ".", EncodePart(Sign(text)));
  }
  EVP_PKEY* get() const { return key_.get(); }

 private:
  explicit TestKey(EVP_PKEY* key) : key_(key, EVP_PKEY_free) { CHECK(key != nullptr); }

  std::string Part(const char* name) const {
    BIGNUM* number = nullptr;
    CHECK(EVP_PKEY_get_bn_param(key_.get(), name, &number) == 1);
    int size = BN_num_bytes(number);
    if (name[0] == 'q') size = EVP_PKEY_get_bits(key_.get()) / 8;  // coordinates "qx" and "qy" keep their zeros
    std::string bytes(static_cast<size_t>(size), '\0');
    CHECK(BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), size) == size);
    BN_free(number);
    return EncodePart(bytes);
  }

  std::shared_ptr<EVP_PKEY> key_;
};

inline std::string KeySetOf(std::initializer_list<std::string> jwks) {
  std::string text;
  for (const std::string& jwk : jwks) absl::StrAppend(&text, text.empty() ? "" : ",", jwk);
  return absl::StrCat(R"({"keys":[)", text, "]}");
}

}  // namespace adagio::rpc
