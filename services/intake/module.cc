#include "services/intake/module.h"

#include <utility>

namespace adagio::intake {

Module::Module(Options options)
    : reads_(std::move(options.reads)),
      writes_(std::move(options.writes)),
      units_({.writes = writes_,
              .clock = options.clock,
              .entropy = options.entropy,
              .keys = options.keys,
              .trail = options.trail,
              .announced = std::move(options.announced)}),
      intake_store_(options.keys, reads_),
      screening_store_(options.keys, reads_),
      bid_store_(options.keys, reads_),
      formulation_store_(options.keys, reads_),
      intake_api_({.units = units_, .store = intake_store_}),
      screening_api_({.units = units_, .store = screening_store_}),
      bid_api_({.units = units_, .store = bid_store_, .keys = options.keys}),
      formulation_api_({.units = units_, .store = formulation_store_, .keys = options.keys}),
      intake_(options.door, intake_api_),
      screening_(options.door, screening_api_),
      bids_(options.door, bid_api_),
      formulation_(options.door, formulation_api_) {}

}  // namespace adagio::intake
