#include "services/psychotherapy/module.h"

#include <utility>

#include "services/psychotherapy/api/services.h"

namespace adagio::psychotherapy {

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
      api_({.units = units_, .reads = reads_, .store = store_, .keys = options.keys}) {
  services_.push_back(std::make_unique<PsychotherapyNoteService>(options.door, api_));
}

}  // namespace adagio::psychotherapy
