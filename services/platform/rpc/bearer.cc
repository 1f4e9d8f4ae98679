#include "services/platform/rpc/bearer.h"

#include <iterator>

#include "absl/strings/match.h"

namespace adagio::rpc {

absl::string_view BearerToken(const grpc::CallbackServerContext& context) {
  constexpr absl::string_view kScheme = "Bearer ";
  const auto [first, last] = context.client_metadata().equal_range("authorization");
  if (first == last || std::next(first) != last) return "";
  const absl::string_view value(first->second.data(), first->second.size());
  return absl::StartsWithIgnoreCase(value, kScheme) ? value.substr(kScheme.size()) : "";
}

}  // namespace adagio::rpc
