#pragma once

#include <vector>

#include "absl/time/time.h"
#include "services/progress/domain/caseload.h"

namespace adagio::progress {

inline constexpr MatterKind kEveryMatter[] = {
    MatterKind::kSafetyAlert, MatterKind::kDeterioration,   MatterKind::kNotOnTrack,     MatterKind::kHeldClearance,
    MatterKind::kOpenRepair,  MatterKind::kAgreementReview, MatterKind::kOverdueMeasure, MatterKind::kUnsignedNote};

// Everything that waits at `now`, the most urgent first.
std::vector<WorkItem> WorklistOf(const CaseloadFacts& facts, absl::Time now);

// What waits and what was settled, by kind: the kinds in the order of kEveryMatter.
std::vector<MatterFigures> MatterFiguresOf(const std::vector<const WorkItem*>& waiting,
                                           const std::vector<const CaseloadMatter*>& matters);

}  // namespace adagio::progress
