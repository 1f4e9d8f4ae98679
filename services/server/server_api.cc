#include "services/server/server_api.h"

namespace adagio::server {

absl::StatusOr<v1::GetServerResponse> ServerApi::GetServer(const rpc::Authorized<v1::GetServerRequest>&) const {
  v1::GetServerResponse response;
  response.set_build(ADAGIO_VERSION);
  for (const std::string& contract : contracts_) response.add_contracts(contract);
  return response;
}

}  // namespace adagio::server
