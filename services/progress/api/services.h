#pragma once

#include "adagio/progress/v1/caseload.grpc.pb.h"
#include "adagio/progress/v1/progress.grpc.pb.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"
#include "services/progress/api/caseload_api.h"
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

class CaseloadService final : public v1::CaseloadService::CallbackService {
 public:
  CaseloadService(rpc::Door& door, CaseloadApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.progress.v1.CaseloadService", GetCaseload)

 private:
  rpc::Door& door_;
  CaseloadApi& api_;
};

}  // namespace adagio::progress
