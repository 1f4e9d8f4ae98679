#pragma once

#include <chrono>

#include "absl/strings/string_view.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::rpc {

// With what a service asks another for its caller: the caller's own token, within the caller's own deadline. It grants
// nothing that the caller does not have. Lives no longer than the call. Empty where the call may not ask others.
class OnBehalf {
 public:
  OnBehalf() = default;
  OnBehalf(absl::string_view token, std::chrono::steady_clock::time_point deadline)
      : token_(token), deadline_(deadline), may_ask_(true) {}

  bool may_ask() const { return may_ask_; }
  const Sensitive<absl::string_view>& token() const { return token_; }
  std::chrono::steady_clock::time_point deadline() const { return deadline_; }

 private:
  Sensitive<absl::string_view> token_;
  std::chrono::steady_clock::time_point deadline_;
  bool may_ask_ = false;
};

}  // namespace adagio::rpc
