#include "services/directory/module.h"

#include <utility>

#include "services/directory/api/services.h"

namespace adagio::directory {

Module::Module(Options options)
    : reads_(std::move(options.reads)),
      writes_(std::move(options.writes)),
      units_({.writes = writes_,
              .clock = options.clock,
              .entropy = options.entropy,
              .keys = options.keys,
              .trail = options.trail,
              .announced = std::move(options.announced)}),
      accounts_(options.keys, reads_),
      practices_(options.keys, reads_),
      treatment_units_(options.keys, reads_),
      backups_(reads_),
      api_({.units = units_,
            .accounts = accounts_,
            .practices = practices_,
            .treatment_units = treatment_units_,
            .keys = options.keys}),
      backup_api_({.units = units_, .store = backups_, .practices = practices_}),
      relation_api_({.units = units_, .store = relations_, .practices = practices_}) {
  services_.push_back(std::make_unique<DirectoryService>(options.door, api_));
  services_.push_back(std::make_unique<BackupService>(options.door, backup_api_));
  services_.push_back(std::make_unique<RelationService>(options.door, relation_api_));
}

}  // namespace adagio::directory
