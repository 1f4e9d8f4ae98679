#include "services/intake/module.h"

#include <utility>

#include "embedded/questionnaire_packs.h"
#include "services/intake/api/questionnaire_pack.h"
#include "services/intake/api/services.h"
#include "services/platform/foundation/check.h"

namespace adagio::intake {

Module::Module(Options options)
    : questionnaires_(std::move(options.questionnaires)),
      reads_(std::move(options.reads)),
      writes_(std::move(options.writes)),
      units_({.writes = writes_,
              .clock = options.clock,
              .entropy = options.entropy,
              .keys = options.keys,
              .trail = options.trail,
              .announced = std::move(options.announced)}),
      intake_store_(options.keys, reads_),
      policy_store_(options.keys, reads_),
      screening_store_(options.keys, reads_),
      threshold_store_(options.keys, reads_),
      safety_act_store_(options.keys, reads_),
      bid_store_(options.keys, reads_),
      formulation_store_(options.keys, reads_),
      quotation_store_(options.keys, reads_),
      private_texts_(intake_store_, bid_store_),
      facts_(*options.peers),
      intake_api_(
          {.units = units_, .store = intake_store_, .policies = policy_store_, .questionnaires = questionnaires_}),
      screening_api_({.units = units_,
                      .store = screening_store_,
                      .thresholds = threshold_store_,
                      .acts = safety_act_store_,
                      .keys = options.keys}),
      bid_api_({.units = units_, .store = bid_store_, .keys = options.keys, .clock = options.clock}),
      formulation_api_({.units = units_,
                        .store = formulation_store_,
                        .quotations = quotation_store_,
                        .texts = private_texts_,
                        .bids = bid_store_,
                        .intake = intake_store_,
                        .facts = facts_,
                        .keys = options.keys}),
      quotation_api_({.units = units_,
                      .store = quotation_store_,
                      .texts = private_texts_,
                      .policies = policy_store_,
                      .keys = options.keys}) {
  services_.push_back(std::make_unique<IntakeService>(options.door, intake_api_));
  services_.push_back(std::make_unique<ScreeningService>(options.door, screening_api_));
  services_.push_back(std::make_unique<BidService>(options.door, bid_api_));
  services_.push_back(std::make_unique<FormulationService>(options.door, formulation_api_));
  services_.push_back(std::make_unique<QuotationService>(options.door, quotation_api_));
}

absl::StatusOr<Questionnaires> BuiltInQuestionnaires() {
  const auto packs = embedded::QuestionnairePacks();
  CHECK(packs.size() == 1);
  return QuestionnairesFrom(packs[0].second);
}

}  // namespace adagio::intake
