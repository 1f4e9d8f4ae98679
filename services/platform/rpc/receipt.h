#pragma once

#include <atomic>
#include <functional>
#include <utility>

#include "absl/status/status.h"

namespace adagio::rpc {

// Tells how a record went, once, whatever becomes of it: a log that lets it fall has not kept it.
class Receipt {
 public:
  explicit Receipt(std::function<void(const absl::Status&)> then) : then_(std::move(then)) {}
  ~Receipt() { Give(absl::UnavailableError("the record was dropped")); }
  Receipt(const Receipt&) = delete;
  Receipt& operator=(const Receipt&) = delete;

  void Give(const absl::Status& durable) {
    if (!given_.exchange(true)) then_(durable);
  }

 private:
  const std::function<void(const absl::Status&)> then_;
  std::atomic<bool> given_ = false;
};

}  // namespace adagio::rpc
