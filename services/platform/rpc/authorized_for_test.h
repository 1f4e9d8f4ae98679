#pragma once

#include <utility>

#include "services/platform/rpc/authorized.h"

namespace adagio::rpc {

// Makes what only the door can make, for tests of handlers, which have no door. `request` outlives what is made.
template <typename Request>
class AuthorizedForTest {
 public:
  static Authorized<Request> Make(const Request& request, Scope scope, RequestKey key = {}, OnBehalf on_behalf = {}) {
    return Authorized<Request>(request, std::move(scope), std::move(key), on_behalf);
  }
};

}  // namespace adagio::rpc
