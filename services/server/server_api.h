#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "adagio/server/v1/server.pb.h"
#include "services/platform/rpc/authorized.h"

namespace adagio::server {

// What ServerService does.
class ServerApi {
 public:
  // `contracts` are the packages served.
  explicit ServerApi(std::vector<std::string> contracts) : contracts_(std::move(contracts)) {}
  absl::StatusOr<v1::GetServerResponse> GetServer(const rpc::Authorized<v1::GetServerRequest>& call) const;

 private:
  const std::vector<std::string> contracts_;
};

}  // namespace adagio::server
