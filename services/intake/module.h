#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "services/intake/api/bid_api.h"
#include "services/intake/api/formulation_api.h"
#include "services/intake/api/intake_api.h"
#include "services/intake/api/peer_unit_facts.h"
#include "services/intake/api/quotation_api.h"
#include "services/intake/api/screening_api.h"
#include "services/platform/audit/trail.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/peers.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// Intake, screening, bids, formulation and quotations, put together: the one place that knows all of their parts.
// References outlive it.
class Module {
 public:
  struct Options {
    storage::Pool::Options reads;  // as adagio_intake
    storage::Pool::Options writes;
    const keys::Keyring& keys;
    audit::Trail& trail;
    std::function<void()> announced;  // after a commit with an event
    const Clock& clock;
    Entropy& entropy;
    rpc::Door& door;
    const rpc::Peers* peers = nullptr;  // who is asked for what a formulation is drafted from
    Questionnaires questionnaires;
  };

  explicit Module(Options options);
  // To be registered with the server.
  const std::vector<std::unique_ptr<grpc::Service>>& services() const { return services_; }

 private:
  const Questionnaires questionnaires_;
  storage::Pool reads_;
  storage::Pool writes_;
  UnitOfWork units_;
  const IntakeStore intake_store_;
  const PolicyStore policy_store_;
  const ScreeningStore screening_store_;
  const ThresholdStore threshold_store_;
  const SafetyActStore safety_act_store_;
  const BidStore bid_store_;
  const FormulationStore formulation_store_;
  const QuotationStore quotation_store_;
  const PrivateTexts private_texts_;
  PeerUnitFacts facts_;
  IntakeApi intake_api_;
  ScreeningApi screening_api_;
  BidApi bid_api_;
  FormulationApi formulation_api_;
  QuotationApi quotation_api_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
};

// The questionnaires this build ships with, every version.
absl::StatusOr<Questionnaires> BuiltInQuestionnaires();

}  // namespace adagio::intake
