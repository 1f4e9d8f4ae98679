#include "services/platform/keys/secret.h"

#include <sodium.h>

#include "services/platform/foundation/check.h"

namespace adagio::keys {

Secret::Secret() {
  CHECK(sodium_init() >= 0);
  bytes_ = static_cast<unsigned char*>(sodium_malloc(kSize));
  CHECK(bytes_ != nullptr);
  sodium_memzero(bytes_, kSize);
}

Secret Secret::Random() {
  Secret secret;
  randombytes_buf(secret.bytes(), kSize);
  return secret;
}

Secret::~Secret() { sodium_free(bytes_); }

}  // namespace adagio::keys
