#pragma once

#include "adagio/homework/v1/coaching.grpc.pb.h"
#include "adagio/homework/v1/homework.grpc.pb.h"
#include "adagio/homework/v1/journal.grpc.pb.h"
#include "adagio/homework/v1/limits.grpc.pb.h"
#include "adagio/homework/v1/repair.grpc.pb.h"
#include "services/homework/api/agreement_api.h"
#include "services/homework/api/coaching_api.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/journal_api.h"
#include "services/homework/api/limits_api.h"
#include "services/homework/api/repair_api.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"

// The generated services with each method through the door.
namespace adagio::homework {

class AgreementService final : public v1::AgreementService::CallbackService {
 public:
  AgreementService(rpc::Door& door, AgreementApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.homework.v1.AgreementService", DraftAgreement)
  ADAGIO_SERVED("adagio.homework.v1.AgreementService", SetStance)
  ADAGIO_SERVED("adagio.homework.v1.AgreementService", GetOwnStances)
  ADAGIO_SERVED("adagio.homework.v1.AgreementService", GetStances)
  ADAGIO_SERVED("adagio.homework.v1.AgreementService", PreviewRelease)
  ADAGIO_SERVED("adagio.homework.v1.AgreementService", ApproveRelease)
  ADAGIO_SERVED("adagio.homework.v1.AgreementService", ReleaseAgreement)
  ADAGIO_SERVED("adagio.homework.v1.AgreementService", GetAgreement)

 private:
  rpc::Door& door_;
  AgreementApi& api_;
};

class HomeworkService final : public v1::HomeworkService::CallbackService {
 public:
  HomeworkService(rpc::Door& door, HomeworkApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ListActivities)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", BuildLadder)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", GetLadder)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", InsertStep)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", SplitStep)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ReorderSteps)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", MarkBaseline)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ReturnToBaseline)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ForeseeDiscomfort)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", OfferAssignment)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", AnswerAssignment)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", PauseAssignment)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ResumeAssignment)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", RecordCheckIn)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ListOwnCheckIns)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ShareCheckInField)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", UnshareCheckInField)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ListSharedCheckIns)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ReopenActivity)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ListRestingActivities)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", SetStressThreshold)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", RescheduleAssignment)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", CompleteAssignment)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", CloseAssignment)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", GetAssignment)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", ListAssignments)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", GetAssignmentsCursor)
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", GetUnitHomework)

 private:
  rpc::Door& door_;
  HomeworkApi& api_;
};

class RepairService final : public v1::RepairService::CallbackService {
 public:
  RepairService(rpc::Door& door, RepairApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.homework.v1.RepairService", OpenRepair)
  ADAGIO_SERVED("adagio.homework.v1.RepairService", AgreeToRelease)
  ADAGIO_SERVED("adagio.homework.v1.RepairService", RetractRelease)
  ADAGIO_SERVED("adagio.homework.v1.RepairService", ReleaseRepair)
  ADAGIO_SERVED("adagio.homework.v1.RepairService", RecordSafetyReview)
  ADAGIO_SERVED("adagio.homework.v1.RepairService", OwnRepair)
  ADAGIO_SERVED("adagio.homework.v1.RepairService", AcknowledgeApology)
  ADAGIO_SERVED("adagio.homework.v1.RepairService", CloseRepair)
  ADAGIO_SERVED("adagio.homework.v1.RepairService", GetRepair)
  ADAGIO_SERVED("adagio.homework.v1.RepairService", ListRepairs)

 private:
  rpc::Door& door_;
  RepairApi& api_;
};

class JournalService final : public v1::JournalService::CallbackService {
 public:
  JournalService(rpc::Door& door, JournalApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.homework.v1.JournalService", WriteJournalEntry)
  ADAGIO_SERVED("adagio.homework.v1.JournalService", ListOwnJournalEntries)
  ADAGIO_SERVED("adagio.homework.v1.JournalService", ShareJournalEntry)
  ADAGIO_SERVED("adagio.homework.v1.JournalService", UnshareJournalEntry)
  ADAGIO_SERVED("adagio.homework.v1.JournalService", ListSharedJournalEntries)
  ADAGIO_SERVED("adagio.homework.v1.JournalService", NoteVictory)
  ADAGIO_SERVED("adagio.homework.v1.JournalService", ShareVictory)
  ADAGIO_SERVED("adagio.homework.v1.JournalService", UnshareVictory)
  ADAGIO_SERVED("adagio.homework.v1.JournalService", ListVictories)

 private:
  rpc::Door& door_;
  JournalApi& api_;
};

class LimitsService final : public v1::LimitsService::CallbackService {
 public:
  LimitsService(rpc::Door& door, LimitsApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.homework.v1.LimitsService", SetAsideToday)
  ADAGIO_SERVED("adagio.homework.v1.LimitsService", SetContraindications)
  ADAGIO_SERVED("adagio.homework.v1.LimitsService", GetContraindications)

 private:
  rpc::Door& door_;
  LimitsApi& api_;
};

class CoachingService final : public v1::CoachingService::CallbackService {
 public:
  CoachingService(rpc::Door& door, CoachingApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.homework.v1.CoachingService", NoteMilestone)
  ADAGIO_SERVED("adagio.homework.v1.CoachingService", ReachMilestone)
  ADAGIO_SERVED("adagio.homework.v1.CoachingService", LetMilestoneGo)
  ADAGIO_SERVED("adagio.homework.v1.CoachingService", ListMilestones)

 private:
  rpc::Door& door_;
  CoachingApi& api_;
};

}  // namespace adagio::homework
