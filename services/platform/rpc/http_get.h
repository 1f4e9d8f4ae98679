#pragma once

#include <atomic>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace adagio::rpc {

struct HttpLimits {
  size_t bytes = 256 * 1024;
  absl::Duration time = absl::Seconds(5);
};

// INVALID_ARGUMENT unless `url` is https, or http to this machine itself, without a user or password in it.
absl::Status CheckUrl(const std::string& url);

// The body of the JSON document at `url`. UNAVAILABLE, with a text of ours alone, where it cannot be had within the
// limits, is not JSON by its own word, or is somewhere else (no redirection is followed). Ends early once `stopping`.
absl::StatusOr<std::string> HttpGetJson(const std::string& url, const std::atomic<bool>& stopping,
                                        const HttpLimits& limits = {});

}  // namespace adagio::rpc
