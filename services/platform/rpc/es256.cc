#include "services/platform/rpc/es256.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/ecdsa_form.h"

namespace adagio::rpc {
namespace {

constexpr size_t kLongestPem = 4096;

using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free)>;
using ContextPtr = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string TextOf(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return std::string(data, static_cast<size_t>(size));
}

std::string IdOf(EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  CHECK(size > 0);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int length = 0;
  CHECK(EVP_Digest(der, static_cast<size_t>(size), digest.data(), &length, EVP_sha256(), nullptr) == 1);
  OPENSSL_free(der);
  return absl::BytesToHexString({reinterpret_cast<const char*>(digest.data()), 16});
}

absl::Status CannotUse(absl::string_view path, absl::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat("the key file ", path, " ", why));
}

// Writes `text` where no file is yet; half a file is never seen there.
absl::Status WriteNew(const std::string& path, absl::string_view text) {
  const std::string draft = absl::StrCat(path, ".draft-", getpid());
  const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
  if (file < 0) return CannotUse(path, "cannot be written");
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(file) == 0;
  close(file);
  const bool placed = written && link(draft.c_str(), path.c_str()) == 0;
  const bool taken = written && !placed && errno == EEXIST;
  unlink(draft.c_str());
  if (taken) return absl::AlreadyExistsError(absl::StrCat("the key file ", path, " is there already"));
  return placed ? absl::OkStatus() : CannotUse(path, "cannot be written");
}

}  // namespace

Es256Key::Es256Key(EVP_PKEY* key) : key_(key, EVP_PKEY_free), id_(IdOf(key)) {}

Es256Key Es256Key::Generate() {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  CHECK(key != nullptr);
  return Es256Key(key);
}

absl::StatusOr<Es256Key> Es256Key::CreateFile(const std::string& path) {
  Es256Key key = Generate();
  std::string pem = key.PrivatePem();
  const absl::Status written = WriteNew(path, pem);
  OPENSSL_cleanse(pem.data(), pem.size());
  RETURN_IF_ERROR(written);
  return key;
}

absl::StatusOr<Es256Key> Es256Key::ReadFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return CannotUse(path, "cannot be read");
  struct stat facts = {};
  std::string pem(kLongestPem, '\0');
  const bool known = fstat(file, &facts) == 0;
  const ssize_t size = read(file, pem.data(), pem.size());
  close(file);
  if (!known || size < 0) return CannotUse(path, "cannot be read");
  if ((facts.st_mode & 077) != 0) return CannotUse(path, "can be reached by others than its owner: chmod 0400");
  absl::StatusOr<Es256Key> key = FromPem(absl::string_view(pem).substr(0, static_cast<size_t>(size)));
  OPENSSL_cleanse(pem.data(), pem.size());
  if (!key.ok()) return CannotUse(path, key.status().message());
  return key;
}

absl::StatusOr<Es256Key> Es256Key::FromPem(absl::string_view pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  // An empty passphrase, so that an encrypted key is an error and not a question on the terminal.
  char passphrase[] = "";
  EVP_PKEY* read = PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, passphrase);
  if (read == nullptr) return absl::FailedPreconditionError("holds no private key");
  Es256Key key(read);
  std::array<char, 64> group{};
  size_t length = 0;
  const bool named =
      EVP_PKEY_is_a(read, "EC") == 1 && EVP_PKEY_get_group_name(read, group.data(), group.size(), &length) == 1;
  if (!named || absl::string_view(group.data(), length) != SN_X9_62_prime256v1) {
    return absl::FailedPreconditionError("holds a key that is not on P-256");
  }
  return key;
}

std::string Es256Key::PrivatePem() const {
  const BioPtr bio(BIO_new(BIO_s_secmem()), BIO_free);
  CHECK(PEM_write_bio_PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return TextOf(bio.get());
}

std::string Es256Key::PublicPem() const {
  const BioPtr bio(BIO_new(BIO_s_mem()), BIO_free);
  CHECK(PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1);
  return TextOf(bio.get());
}

std::string Es256Key::Sign(absl::string_view text) const {
  const ContextPtr context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  CHECK(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
  size_t size = 0;
  CHECK(EVP_DigestSign(context.get(), nullptr, &size, Bytes(text), text.size()) == 1);
  std::string der(size, '\0');
  CHECK(EVP_DigestSign(context.get(), Bytes(der), &size, Bytes(text), text.size()) == 1);
  return RawFromDer(absl::string_view(der).substr(0, size));
}

bool Es256Key::Verifies(absl::string_view text, absl::string_view signature) const {
  const std::string der = DerFromRaw(signature);
  if (der.empty()) return false;
  const ContextPtr context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  CHECK(EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
  const int verified = EVP_DigestVerify(context.get(), Bytes(der), der.size(), Bytes(text), text.size());
  // What OpenSSL keeps of a failure would be taken for one of the connection that this thread serves next.
  ERR_clear_error();
  return verified == 1;
}

}  // namespace adagio::rpc
