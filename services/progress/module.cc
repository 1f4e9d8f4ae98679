#include "services/progress/module.h"

#include <utility>

#include "embedded/instrument_packs.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/log.h"
#include "services/progress/api/instrument_pack.h"
#include "services/progress/api/services.h"

namespace adagio::progress {
namespace {

// Of real time: how much later than its time an alert may go on.
constexpr absl::Duration kBetweenSweeps = absl::Seconds(1);

// As the record of access names it.
constexpr char kEscalate[] = "adagio.progress.v1.EscalationService/(escalate)";

Entropy& HousekeepingOf(const Module::Options& options) {
  return options.housekeeping != nullptr ? *options.housekeeping : options.entropy;
}

}  // namespace

Module::Module(Options options)
    : instruments_(std::move(options.instruments)),
      catalogue_(instruments_),
      reads_(std::move(options.reads)),
      writes_(std::move(options.writes)),
      units_({.writes = writes_,
              .clock = options.clock,
              .entropy = options.entropy,
              .keys = options.keys,
              .trail = options.trail,
              .announced = options.announced}),
      administrations_(options.keys),
      alerts_(options.keys),
      thresholds_(options.keys),
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
                     .catalogue = catalogue_,
                     .norms = norms_,
                     .keys = options.keys}),
      instrument_api_(
          {.units = units_, .reads = reads_, .catalogue = catalogue_, .thresholds = thresholds_, .keys = options.keys}),
      caseload_api_({.reads = reads_,
                     .store = caseloads_,
                     .snapshots = snapshots_,
                     .catalogue = catalogue_,
                     .norms = norms_,
                     .keys = options.keys,
                     .clock = options.clock}),
      housekeeping_({.writes = writes_,
                     .clock = options.clock,
                     .entropy = HousekeepingOf(options),
                     .keys = options.keys,
                     .trail = options.trail,
                     .announced = options.announced}),
      escalations_(
          {.units = housekeeping_,
           .reads = reads_,
           .store = escalation_store_,
           .clock = options.clock,
           .entropy = HousekeepingOf(options),
           .scope_of = [](const PracticeId& practice,
                          const UnitId& unit) { return rpc::Door::OfTheServer(practice, unit, kEscalate, "SAFETY"); }}),
      escalation_api_({.units = units_,
                       .reads = reads_,
                       .alerts = alerts_,
                       .store = escalation_store_,
                       .escalations = escalations_,
                       .keys = options.keys}),
      import_api_({.units = units_,
                   .reads = reads_,
                   .administrations = administrations_,
                   .alerts = alerts_,
                   .summaries = summaries_,
                   .imports = imports_,
                   .catalogue = catalogue_,
                   .keys = options.keys}),
      sweeps_(kBetweenSweeps, [this] { Sweep(); }) {
  services_.push_back(std::make_unique<ProgressService>(options.door, progress_api_));
  services_.push_back(std::make_unique<InstrumentService>(options.door, instrument_api_));
  services_.push_back(std::make_unique<CaseloadService>(options.door, caseload_api_));
  services_.push_back(std::make_unique<EscalationService>(options.door, escalation_api_));
  services_.push_back(std::make_unique<ImportService>(options.door, import_api_));
}

void Module::Sweep() {
  const bool failing = !escalations_.Sweep().ok();
  if (failing && !failing_) Log(LogLevel::kWarning, "progress.escalation_failing");
  failing_ = failing;
}

absl::StatusOr<Instruments> BuiltInInstruments() { return InstrumentsFrom(embedded::InstrumentPacks()); }

}  // namespace adagio::progress
