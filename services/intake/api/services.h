#pragma once

#include "adagio/intake/v1/bids.grpc.pb.h"
#include "adagio/intake/v1/formulation.grpc.pb.h"
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "adagio/intake/v1/quotations.grpc.pb.h"
#include "services/intake/api/bid_api.h"
#include "services/intake/api/formulation_api.h"
#include "services/intake/api/intake_api.h"
#include "services/intake/api/quotation_api.h"
#include "services/intake/api/screening_api.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"

// The generated services with each method through the door.
namespace adagio::intake {

class IntakeService final : public v1::IntakeService::CallbackService {
 public:
  IntakeService(rpc::Door& door, IntakeApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.intake.v1.IntakeService", GetConfidencePolicy)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", AcknowledgeConfidencePolicy)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", GetPracticePolicy)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", PublishConfidencePolicy)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", ListQuestionnaires)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", SaveIntakeAnswer)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", SubmitIntake)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", ReviseIntake)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", ShareIntakeAnswer)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", UnshareIntakeAnswer)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", ListSharedIntakeAnswers)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", GetOwnIntake)
  ADAGIO_SERVED("adagio.intake.v1.IntakeService", GetPartnerIntake)

 private:
  rpc::Door& door_;
  IntakeApi& api_;
};

class ScreeningService final : public v1::ScreeningService::CallbackService {
 public:
  ScreeningService(rpc::Door& door, ScreeningApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.intake.v1.ScreeningService", OpenSitting)
  ADAGIO_SERVED("adagio.intake.v1.ScreeningService", RecordViolenceScreen)
  ADAGIO_SERVED("adagio.intake.v1.ScreeningService", RecordSafetyPlan)
  ADAGIO_SERVED("adagio.intake.v1.ScreeningService", PlaceHold)
  ADAGIO_SERVED("adagio.intake.v1.ScreeningService", LiftHold)
  ADAGIO_SERVED("adagio.intake.v1.ScreeningService", GetClearance)
  ADAGIO_SERVED("adagio.intake.v1.ScreeningService", ListSafetyActs)
  ADAGIO_SERVED("adagio.intake.v1.ScreeningService", GetScreenRules)
  ADAGIO_SERVED("adagio.intake.v1.ScreeningService", SetScreenThresholds)

 private:
  rpc::Door& door_;
  ScreeningApi& api_;
};

class BidService final : public v1::BidService::CallbackService {
 public:
  BidService(rpc::Door& door, BidApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.intake.v1.BidService", LogBid)
  ADAGIO_SERVED("adagio.intake.v1.BidService", ListOwnBids)
  ADAGIO_SERVED("adagio.intake.v1.BidService", ListBids)
  ADAGIO_SERVED("adagio.intake.v1.BidService", GetBidProfile)

 private:
  rpc::Door& door_;
  BidApi& api_;
};

class FormulationService final : public v1::FormulationService::CallbackService {
 public:
  FormulationService(rpc::Door& door, FormulationApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.intake.v1.FormulationService", WriteFormulation)
  ADAGIO_SERVED("adagio.intake.v1.FormulationService", DraftFormulation)
  ADAGIO_SERVED("adagio.intake.v1.FormulationService", ReleaseFormulation)
  ADAGIO_SERVED("adagio.intake.v1.FormulationService", GetFormulation)
  ADAGIO_SERVED("adagio.intake.v1.FormulationService", ListFormulationVersions)

 private:
  rpc::Door& door_;
  FormulationApi& api_;
};

class QuotationService final : public v1::QuotationService::CallbackService {
 public:
  QuotationService(rpc::Door& door, QuotationApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.intake.v1.QuotationService", AskQuotation)
  ADAGIO_SERVED("adagio.intake.v1.QuotationService", ListQuotations)
  ADAGIO_SERVED("adagio.intake.v1.QuotationService", ListOwnQuotations)
  ADAGIO_SERVED("adagio.intake.v1.QuotationService", AnswerQuotation)

 private:
  rpc::Door& door_;
  QuotationApi& api_;
};

}  // namespace adagio::intake
