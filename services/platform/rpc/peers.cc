#include "services/platform/rpc/peers.h"

#include <chrono>

#include "absl/strings/str_cat.h"

namespace adagio::rpc {
namespace {

// Half of what is left, so that the caller's own work has the other half when a peer uses up all it is given.
std::chrono::system_clock::time_point DeadlineFor(const OnBehalf& caller) {
  const auto left = caller.deadline() - std::chrono::steady_clock::now();
  return std::chrono::system_clock::now() + std::chrono::duration_cast<std::chrono::system_clock::duration>(left) / 2;
}

}  // namespace

Peers::Peers(Options options) {
  const auto credentials =
      options.credentials == nullptr ? grpc::InsecureChannelCredentials() : std::move(options.credentials);
  for (const auto& [package, address] : options.elsewhere) {
    elsewhere_[package] = grpc::CreateChannel(address, credentials);
  }
}

void Peers::AskHere(Host& host, const std::vector<std::string>& packages) {
  const std::shared_ptr<grpc::Channel> channel = host.InProcessChannel();
  MutexLock lock(mutex_);
  for (const std::string& package : packages) here_[package] = channel;
}

void Peers::LetGo() {
  MutexLock lock(mutex_);
  here_.clear();
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> Peers::Prepare(const OnBehalf& caller,
                                                              const google::protobuf::Descriptor& request,
                                                              grpc::ClientContext& context) const {
  // Every method that changes something has a request id.
  if (!caller.may_ask() || request.FindFieldByName("request_id") != nullptr) {
    return Refuse(Reason::kBug, "only a call that changes something asks others, and only for reads");
  }
  const absl::string_view token = caller.token().Read(Reveal::kToPassOn);
  context.AddMetadata("authorization", absl::StrCat("Bearer ", token));
  context.set_deadline(DeadlineFor(caller));
  const std::string package = request.file()->package();
  {
    MutexLock lock(mutex_);
    if (const auto here = here_.find(package); here != here_.end()) return here->second;
  }
  if (const auto there = elsewhere_.find(package); there != elsewhere_.end()) return there->second;
  return absl::UnavailableError("nobody serves this contract");
}

// The peer's text stays with the peer.
absl::Status Peers::Refused(const grpc::Status& status) {
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), "another service refused");
}

bool Peers::OutOfReach(const absl::Status& status) {
  return !status.ok() && !absl::IsPermissionDenied(status) && !absl::IsUnauthenticated(status) &&
         ReasonOf(status) == Reason::kNone;
}

}  // namespace adagio::rpc
