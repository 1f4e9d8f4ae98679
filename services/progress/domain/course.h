#pragma once

#include <optional>
#include <vector>

#include "services/progress/domain/caseload.h"
#include "services/progress/domain/norm.h"
#include "services/progress/domain/trajectory.h"

namespace adagio::progress {

// What a caseload's report needs of a summary, without whose it is and of what. `figures` are those of
// FiguresThatCount. Into an effect goes who began in the clinical range; where there is no cut-off, everybody with a
// pair.
Course JudgedCourse(std::optional<Direction> direction, const std::vector<Figure>& figures, const Norm& norm,
                    const Summary& summary);

// Of an instrument that nobody here knows.
Course UnjudgedCourse(const Summary& summary);

}  // namespace adagio::progress
