#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/progress/domain/category.h"

// A caseload: what its report is made of. An answer, a decline, a pause or an unfinished step has no place in it.
namespace adagio::progress {

// A unit and one of those who treat it now.
struct Treated {
  UnitId unit;
  ClinicianId therapist;
};

// A partner of a unit now.
struct CaseloadMember {
  UnitId unit;
  PartnerId partner;
};

// What one instrument says of one partner, from the first score that counts to the latest.
struct Course {
  UnitId unit;
  PartnerId partner;
  std::string instrument;
  Uuid measure;                      // what a matter about it is about
  bool paired = false;               // there are two scores
  std::optional<Category> category;  // of a pair; nothing where there is no norm or no direction to judge by
  absl::Time latest;
};

// What waits for a clinician. The first six are numbered as in the spine's worklist; the last is read from the courses.
enum class MatterKind {
  kSafetyAlert = 1,
  kUnsignedNote = 2,
  kOpenRepair = 3,
  kAgreementReview = 4,
  kHeldClearance = 5,
  kOverdueMeasure = 6,
  kDeterioration = 7,
};

struct CaseloadMatter {
  UnitId unit;
  MatterKind kind = MatterKind::kSafetyAlert;
  Uuid about;
  absl::Time since;
  absl::Time due;
  std::optional<absl::Time> settled;
};

// Everything is of the units in `treated`, and everybody in `treated` is in `therapists`.
struct CaseloadFacts {
  std::vector<ClinicianId> therapists;
  std::vector<Treated> treated;
  std::vector<CaseloadMember> members;
  std::vector<Course> courses;
  std::vector<CaseloadMatter> matters;
};

// How the partners of a caseload did on one instrument. of = paired + counts.missing, and paired is the sum of the
// other categories and `unjudged`.
struct Outcomes {
  std::string instrument;
  int64_t of = 0;
  int64_t paired = 0;
  CategoryCounts counts;  // missing: no two scores yet
  int64_t unjudged = 0;   // no norm, or an instrument without a direction
};

// The matters of one kind.
struct MatterFigures {
  MatterKind kind = MatterKind::kSafetyAlert;
  int64_t waiting = 0;
  int64_t overdue = 0;
  std::optional<absl::Time> oldest;  // since when the oldest of them waits
  int64_t settled = 0;               // of those the facts hold
  int64_t settled_late = 0;
  absl::Duration longest;  // that one of the settled has waited
};

struct CaseloadFigures {
  int64_t units = 0;
  int64_t partners = 0;
  std::vector<Outcomes> outcomes;      // of every instrument anybody in the report was scored on, by its key
  std::vector<MatterFigures> matters;  // of every kind
};

struct TherapistCaseload {
  ClinicianId therapist;
  CaseloadFigures figures;
};

// A matter that waits. The kind and the unit; of a measure also whose and which.
struct WorkItem {
  MatterKind kind = MatterKind::kSafetyAlert;
  UnitId unit;
  std::vector<ClinicianId> therapists;
  absl::Time since;
  std::optional<absl::Time> due;
  bool overdue = false;
  std::optional<PartnerId> partner;
  std::string instrument;
  Uuid about;
};

// `therapists` in the order of their ids: a report ranks nobody. `worklist`: safety alerts first, then what is overdue,
// then the rest, each by its due time.
struct CaseloadReport {
  CaseloadFigures all;
  std::vector<TherapistCaseload> therapists;
  std::vector<WorkItem> worklist;
};

// A review and a measure wait from when they are due on; everything else since it came up.
CaseloadReport ReportOn(const CaseloadFacts& facts, absl::Time now);

}  // namespace adagio::progress
