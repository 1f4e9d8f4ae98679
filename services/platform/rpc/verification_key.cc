#include "services/platform/rpc/verification_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/rpc/ecdsa_form.h"

namespace adagio::rpc {
namespace {

constexpr size_t kCoordinateBytes = 32;
constexpr int kFewestBits = 2048;
constexpr int kMostBits = 8192;
constexpr size_t kLongestExponent = 4;

using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)>;
using Params = std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Number NumberOf(absl::string_view bytes) {
  return Number(BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr), BN_free);
}

absl::Status NoKey() { return absl::InvalidArgumentError("no public key of a kind that is accepted"); }

// Null unless the numbers make a key that OpenSSL finds consistent.
EVP_PKEY* Build(const char* type, OSSL_PARAM_BLD* parts) {
  const Params params(OSSL_PARAM_BLD_to_param(parts), OSSL_PARAM_free);
  const KeyContext maker(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr), EVP_PKEY_CTX_free);
  CHECK(params != nullptr && maker != nullptr && EVP_PKEY_fromdata_init(maker.get()) == 1);
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata(maker.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) return nullptr;
  const KeyContext judge(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr), EVP_PKEY_CTX_free);
  if (judge != nullptr && EVP_PKEY_public_check(judge.get()) == 1) return key;
  EVP_PKEY_free(key);
  ERR_clear_error();
  return nullptr;
}

}  // namespace

absl::StatusOr<Algorithm> AlgorithmOf(absl::string_view name) {
  if (name == "ES256") return Algorithm::kEs256;
  if (name == "RS256") return Algorithm::kRs256;
  return absl::InvalidArgumentError("the algorithm must be ES256 or RS256");
}

absl::StatusOr<VerificationKey> VerificationKey::Ec(absl::string_view x, absl::string_view y) {
  if (x.size() != kCoordinateBytes || y.size() != kCoordinateBytes) return NoKey();
  const std::string point = absl::StrCat("\x04", x, y);
  const Builder parts(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  CHECK(OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, SN_X9_62_prime256v1, 0) == 1);
  CHECK(OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) == 1);
  EVP_PKEY* key = Build("EC", parts.get());
  if (key == nullptr) return NoKey();
  return VerificationKey(Algorithm::kEs256, key);
}

absl::StatusOr<VerificationKey> VerificationKey::Rsa(absl::string_view n, absl::string_view e) {
  if (n.size() > kMostBits / 8 || e.empty() || e.size() > kLongestExponent) return NoKey();
  const Number modulus = NumberOf(n);
  const Number exponent = NumberOf(e);
  CHECK(modulus != nullptr && exponent != nullptr);
  const bool strong = BN_num_bits(modulus.get()) >= kFewestBits && BN_is_odd(modulus.get()) == 1;
  if (!strong || BN_is_odd(exponent.get()) != 1 || BN_is_one(exponent.get()) == 1) return NoKey();
  const Builder parts(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  CHECK(OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) == 1);
  CHECK(OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) == 1);
  EVP_PKEY* key = Build("RSA", parts.get());
  if (key == nullptr) return NoKey();
  return VerificationKey(Algorithm::kRs256, key);
}

bool VerificationKey::Verifies(absl::string_view text, absl::string_view signature) const {
  std::string proof(signature);
  if (algorithm_ == Algorithm::kEs256) proof = DerFromRaw(signature);
  if (proof.empty()) return false;
  // An RSA key verifies with PKCS #1 v1.5 padding unless told otherwise, which is what RS256 is.
  const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  CHECK(EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
  const int verified = EVP_DigestVerify(context.get(), Bytes(proof), proof.size(), Bytes(text), text.size());
  // What OpenSSL keeps of a failure would be taken for one of the connection that this thread serves next.
  ERR_clear_error();
  return verified == 1;
}

}  // namespace adagio::rpc
