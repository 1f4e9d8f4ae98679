#include "services/platform/rpc/peer_certificate.h"

#include <grpc/grpc_security_constants.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <memory>

#include "services/platform/foundation/check.h"

namespace adagio::rpc {
namespace {

using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free)>;
using CertificatePtr = std::unique_ptr<X509, decltype(&X509_free)>;

}  // namespace

std::string PeerThumbprint(const grpc::ServerContextBase& context) {
  const std::shared_ptr<const grpc::AuthContext> facts = context.auth_context();
  if (facts == nullptr || !facts->IsPeerAuthenticated()) return "";
  const std::vector<grpc::string_ref> pems = facts->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
  return pems.size() == 1 ? ThumbprintOfPem({pems[0].data(), pems[0].size()}) : "";
}

std::string ThumbprintOfPem(absl::string_view pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  CHECK(bio != nullptr);
  const CertificatePtr certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  if (certificate == nullptr || X509_digest(certificate.get(), EVP_sha256(), digest.data(), &size) != 1) return "";
  return std::string(reinterpret_cast<const char*>(digest.data()), size);
}

}  // namespace adagio::rpc
