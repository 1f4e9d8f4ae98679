#include "services/homework/api/repair_wire.h"

#include "services/homework/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::homework {
namespace {

v1::RepairState StateOf(const RepairRecord& record) {
  if (record.closed) return v1::REPAIR_STATE_CLOSED;
  return record.released > 0 ? v1::REPAIR_STATE_RELEASED : v1::REPAIR_STATE_OPEN;
}

void FillPrivate(const RepairRecord& record, v1::PrivateRepair& wire) {
  wire.set_unsafe_or_forced(static_cast<v1::UnsafeOrForced>(static_cast<int>(record.unsafe_or_forced) + 1));
  wire.set_private_account(record.private_account.Read(Reveal::kToAnswer));
  *wire.mutable_opened_at() = ToWire(record.opened_at);
  if (record.safety_review.has_value()) wire.set_safety_review(record.safety_review->words.Read(Reveal::kToAnswer));
  if (record.released > 0) *wire.mutable_released_at() = ToWire(record.released_at);
  if (record.acknowledgement.has_value()) *wire.mutable_acknowledged_at() = ToWire(record.acknowledgement->at);
}

}  // namespace

absl::StatusOr<UnsafeOrForced> FromWire(v1::UnsafeOrForced said) {
  if (said < v1::UNSAFE_OR_FORCED_NO || said > v1::UNSAFE_OR_FORCED_UNSURE) {
    return RefuseField("unsafe_or_forced", "one of the three");
  }
  return static_cast<UnsafeOrForced>(said - 1);
}

v1::Repair ToWire(const Scope& scope, const RepairRecord& record) {
  const auto name = [&](const PartnerId& partner) { return rpc::PartnerName(scope.practice(), scope.unit(), partner); };
  v1::Repair wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "repairs", record.id));
  for (const PartnerId& partner : record.participants) wire.add_participants(name(partner));
  wire.set_state(StateOf(record));
  wire.set_opener(name(record.opener));
  wire.set_account(record.account.Read(Reveal::kToAnswer));
  const bool clinical = scope.principal().role != Role::kPartner;
  for (const Ownership& owned : record.ownerships) {
    v1::Ownership& each = *wire.add_ownerships();
    each.set_partner(name(owned.by));
    each.set_words(owned.words.Read(Reveal::kToAnswer));
    if (clinical) *each.mutable_owned_at() = ToWire(owned.at);
  }
  if (record.acknowledgement.has_value()) {
    wire.set_acknowledged(true);
    wire.set_acknowledgement(record.acknowledgement->words.Read(Reveal::kToAnswer));
  }
  if (clinical) FillPrivate(record, *wire.mutable_private_());
  return wire;
}

}  // namespace adagio::homework
