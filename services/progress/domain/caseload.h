#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/progress/domain/category.h"
#include "services/progress/domain/group.h"

// A caseload: what its report is made of. An answer, a decline, a pause or an unfinished step has no place in it.
namespace adagio::progress {

// A unit and one of those who treat it now.
struct Treated {
  UnitId unit;
  ClinicianId therapist;
};

// A partner of a unit now, or one who left it in the report's period.
struct CaseloadMember {
  UnitId unit;
  PartnerId partner;
  bool left = false;
};

// The first and the latest score of one who began in the clinical range, turned so that more is better.
struct PrePost {
  double pre = 0;
  double post = 0;
};

// What one instrument says of one partner, from the first score that counts to the latest.
struct Course {
  UnitId unit;
  PartnerId partner;
  std::string instrument;
  Uuid measure;                      // what a matter about it is about
  bool paired = false;               // there are two scores
  std::optional<Category> category;  // of a pair; nothing where there is no norm or no direction to judge by
  bool off_track = false;
  absl::Time latest;
  std::vector<double> recent;     // the latest totals, the last one last
  std::optional<PrePost> effect;  // of a pair, where there is a direction and nothing says that it began elsewhere
};

// What waits for a clinician. The first six are numbered as in the spine's worklist; the others are
// read from the courses.
enum class MatterKind {
  kSafetyAlert = 1,
  kUnsignedNote = 2,
  kOpenRepair = 3,
  kAgreementReview = 4,
  kHeldClearance = 5,
  kOverdueMeasure = 6,
  kDeterioration = 7,
  kNotOnTrack = 8,  // of a course that is no deterioration
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

// How the partners of a caseload did on one instrument, whoever left among them: by their latest score. of = paired +
// counts.missing, and paired is the sum of the other categories and `unjudged`.
struct Outcomes {
  std::string instrument;
  int64_t of = 0;
  int64_t left = 0;  // so many of those have left
  int64_t paired = 0;
  CategoryCounts counts;  // missing: no two scores yet
  int64_t unjudged = 0;   // no norm, or an instrument without a direction
  std::optional<GroupEffect> effect;
  std::optional<GroupShare> share;
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
  int64_t units = 0;                   // with a partner now
  int64_t partners = 0;                // now
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
  std::vector<double> recent;  // of a measure: its latest totals, the last one last
};

// `worklist` is of those who are partners now. `therapists` in the order of their ids: a report ranks nobody.
// `worklist`: safety alerts first, then deterioration, then what is overdue, then the rest, each by its due time.
struct CaseloadReport {
  CaseloadFigures all;
  std::vector<TherapistCaseload> therapists;
  std::vector<WorkItem> worklist;
};

// A review and a measure wait from when they are due on; everything else since it came up.
CaseloadReport ReportOn(const CaseloadFacts& facts, absl::Time now);

}  // namespace adagio::progress
