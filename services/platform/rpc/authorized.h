#pragma once

#include <string>
#include <utility>

#include "services/platform/foundation/request_key.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/rpc/on_behalf.h"

namespace adagio::rpc {

// A request that has passed the door: its caller is known, its fields are valid, its access rule holds. Only the door
// makes one; a handler that takes one cannot be reached past it.
template <typename Request>
class Authorized {
 public:
  const Request& request() const { return request_; }
  const Scope& scope() const { return scope_; }
  const Principal& caller() const { return scope_.principal(); }
  // What makes a retry the same call. Nil id for a method that changes nothing.
  const RequestKey& request_key() const { return key_; }
  // To ask other services for the caller (peers.h). Empty for a call that changes nothing.
  const OnBehalf& on_behalf() const { return on_behalf_; }

 private:
  friend class Door;
  template <typename T>
  friend class AuthorizedForTest;
  Authorized(const Request& request, Scope scope, RequestKey key, OnBehalf on_behalf)
      : request_(request), scope_(std::move(scope)), key_(std::move(key)), on_behalf_(on_behalf) {}

  const Request& request_;
  const Scope scope_;
  const RequestKey key_;
  const OnBehalf on_behalf_;
};

}  // namespace adagio::rpc
