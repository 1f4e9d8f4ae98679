#pragma once

#include "services/notes/api/fact_source.h"
#include "services/platform/rpc/peers.h"

namespace adagio::notes {

// Asks homework and progress for the facts, through what they tell the caller. Safe from any thread.
class PeerFacts final : public FactSource {
 public:
  explicit PeerFacts(const rpc::Peers& peers) : peers_(peers) {}

  absl::StatusOr<Facts> Gather(const rpc::OnBehalf& caller, const Scope& scope, const Wanted& wanted) override;

 private:
  absl::StatusOr<std::optional<HomeworkFacts>> Homework(const rpc::OnBehalf& caller, const Scope& scope,
                                                        const Wanted& wanted) const;
  absl::StatusOr<std::optional<ProgressFacts>> Progress(const rpc::OnBehalf& caller, const Scope& scope,
                                                        const Wanted& wanted) const;

  const rpc::Peers& peers_;
};

}  // namespace adagio::notes
