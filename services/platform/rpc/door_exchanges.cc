// What the door does with exchanges beside seeing each of their messages through.
#include "services/platform/rpc/bearer.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/errors.h"
#include "services/platform/rpc/places.h"

namespace adagio::rpc {
namespace {

grpc::Status ForAnybody(const absl::Status& why) { return ToWire(AsSeenBy(Role::kNobody, why)); }

}  // namespace

void Door::Open(std::shared_ptr<Exchange> exchange, const grpc::CallbackServerContext& context) {
  exchanges_.Add(exchange);
  const absl::StatusOr<Identity> who = ports_.tokens.Verify(BearerToken(context));
  // Who shows no good token is turned away, as with any call, before anything is read.
  if (!who.ok()) return exchange->Take(exchange->NextTurn());
  const bool room = exchange->place.Take(kAllExchanges, options_.exchanges) &&
                    exchange->place.Take(ExchangesOf(PlaceOf(*who)), options_.exchanges_of_principal);
  if (!room) return exchange->Answer(ForAnybody(TooMuch()));
  exchange->Read();
}

void Door::LookAtExchanges() {
  for (const auto& exchange : exchanges_.all()) {
    if (exchange->unread() > 3 * options_.slow_reader) exchange->Cut();
    if (exchange->idle() > options_.idle_exchange) {
      exchange->Close(ForAnybody(Refuse(Reason::kDeadlinePassed, "nothing was sent for too long")));
    }
  }
}

void Door::EndExchanges() {
  for (const auto& exchange : exchanges_.all()) {
    exchange->Close(ForAnybody(Refuse(Reason::kShuttingDown, "the server is stopping")));
  }
}

}  // namespace adagio::rpc
