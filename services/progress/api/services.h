#pragma once

#include "adagio/progress/v1/caseload.grpc.pb.h"
#include "adagio/progress/v1/definition.grpc.pb.h"
#include "adagio/progress/v1/escalation.grpc.pb.h"
#include "adagio/progress/v1/import.grpc.pb.h"
#include "adagio/progress/v1/progress.grpc.pb.h"
#include "services/platform/rpc/exchange_of.h"
#include "services/platform/rpc/served.h"
#include "services/progress/api/caseload_api.h"
#include "services/progress/api/escalation_api.h"
#include "services/progress/api/import_api.h"
#include "services/progress/api/instrument_api.h"
#include "services/progress/api/progress_api.h"

// The generated services with each method through the door.
namespace adagio::progress {

class ProgressService final : public v1::ProgressService::CallbackService {
 public:
  ProgressService(rpc::Door& door, ProgressApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.progress.v1.ProgressService", ListInstruments)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", SetReferenceFigures)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", StartAdministration)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", SaveItem)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", SubmitAdministration)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", RecordAdministration)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", CorrectAdministration)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", GetAdministration)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", ListAdministrations)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", GetTrajectory)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", ListAlerts)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", AcknowledgeAlert)
  ADAGIO_SERVED("adagio.progress.v1.ProgressService", TriageAlert)

 private:
  rpc::Door& door_;
  ProgressApi& api_;
};

class EscalationService final : public v1::EscalationService::CallbackService {
 public:
  EscalationService(rpc::Door& door, EscalationApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.progress.v1.EscalationService", ListEscalatedAlerts)
  ADAGIO_SERVED("adagio.progress.v1.EscalationService", GetEscalatedAlert)
  ADAGIO_SERVED("adagio.progress.v1.EscalationService", AcknowledgeEscalatedAlert)
  ADAGIO_SERVED("adagio.progress.v1.EscalationService", TriageEscalatedAlert)

 private:
  rpc::Door& door_;
  EscalationApi& api_;
};

class InstrumentService final : public v1::InstrumentService::CallbackService {
 public:
  InstrumentService(rpc::Door& door, InstrumentApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.progress.v1.InstrumentService", DefineInstrument)
  ADAGIO_SERVED("adagio.progress.v1.InstrumentService", GetInstrument)
  ADAGIO_SERVED("adagio.progress.v1.InstrumentService", SetTriggerThreshold)
  ADAGIO_SERVED("adagio.progress.v1.InstrumentService", ListThresholdChanges)

 private:
  rpc::Door& door_;
  InstrumentApi& api_;
};

class CaseloadService final : public v1::CaseloadService::CallbackService {
 public:
  CaseloadService(rpc::Door& door, CaseloadApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.progress.v1.CaseloadService", GetCaseload)

 private:
  rpc::Door& door_;
  CaseloadApi& api_;
};

class ImportService final : public v1::ImportService::CallbackService {
 public:
  ImportService(rpc::Door& door, ImportApi& api) : door_(door), api_(api) {}

  ADAGIO_EXCHANGED("adagio.progress.v1.ImportService", ImportAdministrations)
  ADAGIO_SERVED("adagio.progress.v1.ImportService", GetImport)
  ADAGIO_SERVED("adagio.progress.v1.ImportService", ListRejectedRows)

 private:
  rpc::Door& door_;
  ImportApi& api_;
};

}  // namespace adagio::progress
