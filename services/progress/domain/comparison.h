#pragma once

#include <optional>
#include <vector>

#include "services/progress/domain/caseload.h"

namespace adagio::progress {

// Of the courses of one instrument. Nothing with fewer than three pairs, or where scores do not differ.
std::optional<GroupEffect> EffectOf(const std::vector<const Course*>& courses);

// Nothing where nobody could be judged.
std::optional<GroupShare> ShareOf(const std::vector<const Course*>& courses);

// Sets what the outcomes of several therapists on one instrument say beside each other: effects drawn together, and
// where each one's share lies. Nobody is put in an order. With one therapist there is nothing to set.
void Compare(const std::vector<Outcomes*>& therapists);

}  // namespace adagio::progress
