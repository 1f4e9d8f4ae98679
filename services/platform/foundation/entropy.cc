#include "services/platform/foundation/entropy.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <cstring>
#include <string>

#include "services/platform/foundation/check.h"

namespace adagio {
namespace {

// Sets the version (4) and variant bits of RFC 4122.
Uuid Version4(std::array<unsigned char, 16> bytes) {
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  return Uuid::FromBytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

Uuid SystemEntropy::NewUuid() {
  std::array<unsigned char, 16> bytes;
  CHECK(RAND_bytes(bytes.data(), bytes.size()) == 1);
  return Version4(bytes);
}

Uuid SeededEntropy::NewUuid() {
  std::array<uint64_t, 3> input{seed_, run_, 0};
  {
    MutexLock lock(mutex_);
    input[2] = drawn_++;
  }
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  const std::string drawn = std::string(reinterpret_cast<const char*>(input.data()), sizeof(input)) + whose_;
  SHA256(reinterpret_cast<const unsigned char*>(drawn.data()), drawn.size(), digest.data());
  std::array<unsigned char, 16> bytes;
  std::memcpy(bytes.data(), digest.data(), bytes.size());
  return Version4(bytes);
}

}  // namespace adagio
