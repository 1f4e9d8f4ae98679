#pragma once

#include "services/intake/api/unit_facts.h"
#include "services/platform/rpc/peers.h"

namespace adagio::intake {

// Asks directory for names and homework for agreements, through what they tell the caller. Safe from any thread.
class PeerUnitFacts final : public UnitFactSource {
 public:
  explicit PeerUnitFacts(const rpc::Peers& peers) : peers_(peers) {}

  absl::StatusOr<UnitFacts> Gather(const rpc::OnBehalf& caller, const Scope& scope) override;

 private:
  const rpc::Peers& peers_;
};

}  // namespace adagio::intake
