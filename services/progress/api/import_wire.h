#pragma once

#include <optional>

#include "adagio/progress/v1/import.pb.h"
#include "services/platform/foundation/scope.h"
#include "services/progress/domain/import.h"

// How imports look on the wire.
namespace adagio::progress {

inline constexpr absl::string_view kImportShape = "practices/{}/imports/{}";

v1::Import ToWire(const Scope& scope, const Uuid& import, const ImportProgress& progress);
v1::RejectedRow ToWire(const RejectedRow& row);

// The unit that the row's partner is in; nullopt where the row names no partner of the scope's practice.
std::optional<UnitId> UnitOf(const Scope& scope, const v1::ImportedRow& wire);
// Of a row that UnitOf gives a unit.
ImportedRow FromWire(const v1::ImportedRow& wire);
// What the client says of a row that it could not read; nullopt where it says nothing.
std::optional<RowProblem> UnreadableOf(const v1::ImportedRow& wire);

}  // namespace adagio::progress
