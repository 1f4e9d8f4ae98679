#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace adagio::rpc {

// An ES256 signature in its two forms: the 64 bytes r ‖ s of RFC 7518, and the DER that OpenSSL makes and verifies.

// Empty where `raw` is not 64 bytes long.
std::string DerFromRaw(absl::string_view raw);
// `der` was made by OpenSSL.
std::string RawFromDer(absl::string_view der);

}  // namespace adagio::rpc
