#include "services/notes/module.h"

#include <utility>

#include "services/notes/api/services.h"

namespace adagio::notes {

Module::Module(Options options)
    : reads_(std::move(options.reads)),
      writes_(std::move(options.writes)),
      units_({.writes = writes_,
              .clock = options.clock,
              .entropy = options.entropy,
              .keys = options.keys,
              .trail = options.trail,
              .announced = std::move(options.announced)}),
      store_(options.keys),
      facts_(*options.peers),
      api_({.units = units_, .reads = reads_, .store = store_, .keys = options.keys, .facts = facts_}) {
  services_.push_back(std::make_unique<NotesService>(options.door, api_));
}

}  // namespace adagio::notes
