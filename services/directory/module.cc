#include "services/directory/module.h"

#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::directory {

absl::StatusOr<rpc::Standing> DirectoryAccounts::Find(const PracticeId& practice, const UnitId& unit, Role role,
                                                      absl::string_view subject) {
  ASSIGN_OR_RETURN(const Standing standing, store_.Find(practice, unit, role, subject));
  return rpc::Standing{.principal = standing.principal,
                       .related_to_unit = standing.related_to_unit,
                       .unit_version = standing.unit_version};
}

Module::Module(Options options)
    : reads_(std::move(options.reads)),
      writes_(std::move(options.writes)),
      units_({.writes = writes_,
              .clock = options.clock,
              .entropy = options.entropy,
              .keys = options.keys,
              .trail = options.trail}),
      accounts_(options.keys, reads_),
      practices_(options.keys),
      treatment_units_(options.keys, reads_),
      api_({.units = units_, .accounts = accounts_, .practices = practices_, .treatment_units = treatment_units_}),
      service_(options.door, api_) {}

}  // namespace adagio::directory
