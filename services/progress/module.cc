#include "services/progress/module.h"

#include <utility>

#include "embedded/instrument_packs.h"
#include "services/platform/foundation/check.h"
#include "services/progress/api/instrument_pack.h"
#include "services/progress/api/services.h"

namespace adagio::progress {

Module::Module(Options options)
    : instruments_(std::move(options.instruments)),
      reads_(std::move(options.reads)),
      writes_(std::move(options.writes)),
      units_({.writes = writes_,
              .clock = options.clock,
              .entropy = options.entropy,
              .keys = options.keys,
              .trail = options.trail,
              .announced = std::move(options.announced)}),
      administrations_(options.keys),
      alerts_(options.keys),
      summaries_(options.keys),
      norms_(summaries_, options.clock),
      caseloads_(summaries_),
      snapshot_store_(options.keys),
      snapshots_({.units = units_, .reads = reads_, .store = snapshot_store_, .entropy = options.entropy}),
      progress_api_({.units = units_,
                     .reads = reads_,
                     .administrations = administrations_,
                     .alerts = alerts_,
                     .summaries = summaries_,
                     .instruments = instruments_,
                     .norms = norms_,
                     .keys = options.keys}),
      caseload_api_({.reads = reads_,
                     .store = caseloads_,
                     .snapshots = snapshots_,
                     .instruments = instruments_,
                     .norms = norms_,
                     .keys = options.keys,
                     .clock = options.clock}) {
  services_.push_back(std::make_unique<ProgressService>(options.door, progress_api_));
  services_.push_back(std::make_unique<CaseloadService>(options.door, caseload_api_));
}

absl::StatusOr<Instruments> BuiltInInstruments() {
  const auto packs = embedded::InstrumentPacks();
  CHECK(packs.size() == 1);
  return InstrumentsFrom(packs[0].second);
}

}  // namespace adagio::progress
