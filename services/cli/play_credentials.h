#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/cli/story/credentials.h"
#include "services/platform/rpc/embedded_tokens.h"
#include "services/platform/rpc/es256.h"

namespace adagio::cli {

// Signs as the embedded server itself does, with the key in its data folder.
class EmbeddedCredentials final : public story::Credentials {
 public:
  explicit EmbeddedCredentials(rpc::Es256Key key) : key_(key), issuer_(std::move(key)) {}

  absl::StatusOr<std::string> Sign(const story::Actor& actor, absl::string_view practice, story::Token flaw,
                                   absl::Time now) override;

 private:
  const rpc::Es256Key key_;
  const rpc::EmbeddedIssuer issuer_;
};

}  // namespace adagio::cli
