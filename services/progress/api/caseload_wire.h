#pragma once

#include "adagio/progress/v1/caseload.pb.h"
#include "services/platform/foundation/ids.h"
#include "services/progress/domain/caseload.h"
#include "services/progress/domain/caseload_view.h"

// A caseload's report as the contract says it.
namespace adagio::progress {

// An answer that says whose units it is of, when, and since when who left counts.
v1::GetCaseloadResponse Opening(CaseloadView view, absl::Time now, absl::Time period_start);

v1::CaseloadFigures ToWire(const CaseloadFigures& figures);
v1::TherapistCaseload ToWire(const PracticeId& practice, const TherapistCaseload& caseload);
v1::WorkItem ToWire(const PracticeId& practice, const WorkItem& item);
v1::PublishedCounts ToWire(const PublishedCounts& counts);

}  // namespace adagio::progress
