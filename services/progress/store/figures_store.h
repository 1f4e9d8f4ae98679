#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/trajectory.h"

namespace adagio::progress {

// What a practice supplied, by the instruments' keys. They say nothing about anybody and are not sealed.
using PracticeFigures = std::map<std::string, ReferenceFigures>;

// Those that count, in one statement.
absl::StatusOr<PracticeFigures> LoadFigures(storage::Statements& from, const PracticeId& practice);
// They count from now on; earlier ones stay as rows.
absl::Status AddFigures(Work& work, const std::string& instrument, const ReferenceFigures& figures);

// Nullopt where the practice supplied none.
std::optional<ReferenceFigures> FiguresFor(const PracticeFigures& figures, const std::string& instrument);

}  // namespace adagio::progress
