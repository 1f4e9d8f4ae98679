#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/rpc/issuer_keys.h"
#include "services/platform/rpc/outside_tokens.h"
#include "services/server/settings.h"

namespace adagio::server {

// An issuer outside of this installation: where its keys are read, and who tells its tokens from others.
class OutsideIssuer {
 public:
  // FAILED_PRECONDITION, in one line, where the file of keys cannot be read or used. An address is not waited for:
  // until its keys were read once, calls are answered ISSUER_UNAVAILABLE.
  static absl::StatusOr<std::unique_ptr<OutsideIssuer>> Open(const IssuerSettings& settings, const Clock& clock);

  rpc::TokenVerifier& verifier() { return verifier_; }

 private:
  OutsideIssuer(const IssuerSettings& settings, const Clock& clock);

  rpc::IssuerKeys keys_;
  rpc::OutsideVerifier verifier_;
};

}  // namespace adagio::server
