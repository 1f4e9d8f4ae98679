#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "services/platform/audit/trail.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/periodic.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/door.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/api/caseload_api.h"
#include "services/progress/api/escalation_api.h"
#include "services/progress/api/import_api.h"
#include "services/progress/api/instrument_api.h"
#include "services/progress/api/progress_api.h"

namespace adagio::progress {

// Progress, put together: the one place that knows all of its parts. References outlive it.
class Module {
 public:
  struct Options {
    storage::Pool::Options reads;  // as adagio_progress
    storage::Pool::Options writes;
    const keys::Keyring& keys;
    audit::Trail& trail;
    std::function<void()> announced;  // after a commit with an event
    const Clock& clock;
    Entropy& entropy;
    Entropy* housekeeping = nullptr;  // for what the server does by itself; `entropy` where null
    rpc::Door& door;
    Instruments instruments;
  };

  explicit Module(Options options);
  // To be registered with the server.
  const std::vector<std::unique_ptr<grpc::Service>>& services() const { return services_; }

 private:
  // What is due goes on; of the sweeping thread.
  void Sweep();

  const Instruments instruments_;
  const Catalogue catalogue_;
  storage::Pool reads_;
  storage::Pool writes_;
  UnitOfWork units_;
  const AdministrationStore administrations_;
  const AlertStore alerts_;
  const ThresholdStore thresholds_;
  const SummaryStore summaries_;
  Norms norms_;
  const CaseloadStore caseloads_;
  const SnapshotStore snapshot_store_;
  const ImportStore imports_{};
  CaseloadSnapshots snapshots_;
  ProgressApi progress_api_;
  InstrumentApi instrument_api_;
  CaseloadApi caseload_api_;
  UnitOfWork housekeeping_;  // draws its ids apart, so that a sweep moves none of a story's
  const EscalationStore escalation_store_{};
  Escalations escalations_;
  EscalationApi escalation_api_;
  ImportApi import_api_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
  bool failing_ = false;   // of the sweeping thread
  const Periodic sweeps_;  // last, so that it ends first
};

// The instruments this build carries (plugins/packs).
absl::StatusOr<Instruments> BuiltInInstruments();

}  // namespace adagio::progress
