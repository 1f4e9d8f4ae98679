#include "services/server/tls.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::server {
namespace {

constexpr size_t kLongestPem = 1 << 20;

using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free)>;
using CertificatePtr = std::unique_ptr<X509, decltype(&X509_free)>;
using KeyPtr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

absl::Status CannotUse(const std::filesystem::path& file, absl::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat("the file ", file.string(), " ", why));
}

absl::StatusOr<std::string> ReadPem(const std::filesystem::path& path, bool secret) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return CannotUse(path, "cannot be read");
  struct stat facts = {};
  std::string text(kLongestPem, '\0');
  const bool plain = fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
  const ssize_t size = plain ? read(file, text.data(), text.size()) : -1;
  close(file);
  if (size < 0) return CannotUse(path, "cannot be read");
  if (secret && (facts.st_mode & 077) != 0) {
    return CannotUse(path, "can be reached by others than its owner: chmod 0400");
  }
  text.resize(static_cast<size_t>(size));
  return text;
}

BioPtr BioOf(const std::string& pem) {
  return BioPtr(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
}

absl::StatusOr<CertificatePtr> CertificateIn(const std::filesystem::path& file, const std::string& pem) {
  CertificatePtr certificate(PEM_read_bio_X509(BioOf(pem).get(), nullptr, nullptr, nullptr), X509_free);
  if (certificate == nullptr) return CannotUse(file, "holds no certificate in PEM");
  return certificate;
}

absl::Status CheckPair(const TlsSettings& settings, const grpc::SslServerCredentialsOptions::PemKeyCertPair& pair) {
  ASSIGN_OR_RETURN(const CertificatePtr certificate, CertificateIn(settings.certificate, pair.cert_chain));
  // An empty passphrase, so that an encrypted key is an error and not a question on the terminal.
  char passphrase[] = "";
  const BioPtr bio = BioOf(pair.private_key);
  const KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, passphrase), EVP_PKEY_free);
  if (key == nullptr) return CannotUse(settings.key, "holds no private key in PEM without a passphrase");
  if (X509_check_private_key(certificate.get(), key.get()) != 1) {
    return CannotUse(settings.key, absl::StrCat("is not the key of ", settings.certificate.string()));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> CredentialsOf(const TlsSettings& settings) {
  grpc::SslServerCredentialsOptions::PemKeyCertPair pair;
  ASSIGN_OR_RETURN(pair.cert_chain, ReadPem(settings.certificate, /*secret=*/false));
  ASSIGN_OR_RETURN(pair.private_key, ReadPem(settings.key, /*secret=*/true));
  RETURN_IF_ERROR(CheckPair(settings, pair));
  grpc::SslServerCredentialsOptions options(GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
  options.pem_key_cert_pairs.push_back(std::move(pair));
  if (!settings.client_ca.empty()) {
    ASSIGN_OR_RETURN(options.pem_root_certs, ReadPem(settings.client_ca, /*secret=*/false));
    RETURN_IF_ERROR(CertificateIn(settings.client_ca, options.pem_root_certs).status());
    options.client_certificate_request = settings.require_client_certificate
                                             ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
                                             : GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY;
  }
  // No AuthMetadataProcessor: with one, a single unauthenticated request that carries the header grpclb_client_stats
  // ends the process (gRPC 1.51). The door reads the token itself.
  return grpc::SslServerCredentials(options);
}

}  // namespace adagio::server
