#include "services/feed/module.h"

#include <chrono>
#include <utility>

#include "adagio/homework/v1/homework.grpc.pb.h"
#include "services/feed/api/services.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/cursor.h"
#include "services/platform/rpc/on_behalf.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::feed {
namespace {

// Twice what one look may take: a peer is given half.
constexpr std::chrono::seconds kLongestLook(10);

absl::StatusOr<View> LookAtHomework(const rpc::Peers& peers, const keys::Keyring& keys, const rpc::Stream& stream) {
  const Scope& scope = stream.scope();
  homework::v1::GetAssignmentsCursorRequest request;
  request.set_treatment_unit(rpc::UnitName(scope.practice(), scope.unit()));
  const rpc::OnBehalf caller(stream.bearer().Read(Reveal::kToPassOn), std::chrono::steady_clock::now() + kLongestLook);
  ASSIGN_OR_RETURN(const homework::v1::GetAssignmentsCursorResponse seen,
                   peers.Ask(caller, &homework::v1::HomeworkService::Stub::GetAssignmentsCursor, request));
  View view;
  ASSIGN_OR_RETURN(view.bytes, keys::Cursors(keys, scope).ViewIn(seen.cursor()));
  ASSIGN_OR_RETURN(view.until, keys::Cursors(keys, scope).UntilIn(seen.cursor()));
  return view;
}

}  // namespace

Module::Module(Options options)
    : reads_(std::move(options.reads)),
      practices_({.reads = reads_,
                  .keys = options.keys,
                  .deliver = [&door = options.door](auto parcels) { door.Deliver(std::move(parcels)); }}),
      views_({.reads = reads_,
              .keys = options.keys,
              .clock = options.clock,
              .deliver = [&door = options.door](auto parcels) { door.Deliver(std::move(parcels)); },
              .look = [&peers = options.peers, &keys = options.keys](
                          const rpc::Stream& stream) { return LookAtHomework(peers, keys, stream); }}),
      api_({.reads = reads_, .keys = options.keys, .practices = practices_, .views = views_}) {
  services_.push_back(std::make_unique<EventsService>(options.door, api_));
}

}  // namespace adagio::feed
