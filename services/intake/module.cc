#include "services/intake/module.h"

#include <utility>

#include "services/intake/api/services.h"

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
      formulation_api_({.units = units_, .store = formulation_store_, .keys = options.keys}) {
  services_.push_back(std::make_unique<IntakeService>(options.door, intake_api_));
  services_.push_back(std::make_unique<ScreeningService>(options.door, screening_api_));
  services_.push_back(std::make_unique<BidService>(options.door, bid_api_));
  services_.push_back(std::make_unique<FormulationService>(options.door, formulation_api_));
}

}  // namespace adagio::intake
