#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "services/cli/story/server.h"

namespace adagio::cli {

// Calls of one reader, by the full names of methods.
class Reader {
 public:
  Reader(story::Server& server, std::string token) : server_(server), token_(std::move(token)) {}

  template <typename Response>
  absl::StatusOr<Response> Call(const std::string& method, const google::protobuf::Message& request) {
    const auto* found = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(method);
    if (found == nullptr) return absl::InternalError("a contract is missing");
    const story::Outcome outcome = server_.Call(*found, request, token_);
    if (outcome.code == absl::StatusCode::kPermissionDenied) {
      return absl::PermissionDeniedError(
          "the practice has no such login in that role, or none that may read "
          "this");
    }
    if (!outcome.ok()) return absl::UnavailableError(absl::StrCat("refused: ", outcome.Name()));
    Response response;
    response.CopyFrom(*outcome.answer);
    return response;
  }

 private:
  story::Server& server_;
  const std::string token_;
};

}  // namespace adagio::cli
