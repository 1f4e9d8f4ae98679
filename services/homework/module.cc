#include "services/homework/module.h"

#include <utility>

#include "embedded/activity_packs.h"
#include "services/homework/api/library_pack.h"
#include "services/homework/api/services.h"
#include "services/platform/foundation/check.h"

namespace adagio::homework {
namespace {

// A large practice's caseload; a unit's facts are some tens of kilobytes.
constexpr size_t kCachedUnits = 4096;
constexpr size_t kCachedPartners = 2 * kCachedUnits;

}  // namespace

Module::Module(Options options)
    : library_(std::move(options.library)),
      reads_(std::move(options.reads)),
      writes_(std::move(options.writes)),
      units_({.writes = writes_,
              .clock = options.clock,
              .entropy = options.entropy,
              .keys = options.keys,
              .trail = options.trail,
              .announced = std::move(options.announced)}),
      store_(options.keys),
      cache_(kCachedUnits),
      beside_(store_, reads_, options.keys, kCachedPartners),
      agreement_api_({.units = units_, .reads = reads_, .store = store_, .library = library_, .clock = options.clock}),
      homework_api_({.units = units_,
                     .reads = reads_,
                     .store = store_,
                     .library = library_,
                     .keys = options.keys,
                     .clock = options.clock,
                     .cache = cache_,
                     .beside = beside_}),
      repair_api_({.units = units_, .reads = reads_, .store = store_, .keys = options.keys}),
      journal_api_({.units = units_, .reads = reads_, .store = store_, .keys = options.keys}),
      limits_api_({.units = units_, .reads = reads_, .store = store_}),
      coaching_api_({.units = units_, .reads = reads_, .store = store_, .keys = options.keys}) {
  services_.push_back(std::make_unique<AgreementService>(options.door, agreement_api_));
  services_.push_back(std::make_unique<HomeworkService>(options.door, homework_api_));
  services_.push_back(std::make_unique<RepairService>(options.door, repair_api_));
  services_.push_back(std::make_unique<JournalService>(options.door, journal_api_));
  services_.push_back(std::make_unique<LimitsService>(options.door, limits_api_));
  services_.push_back(std::make_unique<CoachingService>(options.door, coaching_api_));
}

absl::StatusOr<Library> BuiltInLibrary() {
  const auto packs = embedded::ActivityPacks();
  CHECK(packs.size() == 1);
  return LibraryFrom(packs[0].second);
}

}  // namespace adagio::homework
