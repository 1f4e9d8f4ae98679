#include "services/platform/storage/value.h"

#include "absl/strings/numbers.h"
#include "services/platform/foundation/check.h"
#include "services/platform/storage/moment.h"

namespace adagio::storage {

int64_t Row::Int(size_t column) const {
  int64_t number = 0;
  CHECK(absl::SimpleAtoi(Text(column), &number));
  return number;
}

const std::string& Row::Text(size_t column) const {
  CHECK(column < cells_.size());
  CHECK(cells_[column].has_value());
  return *cells_[column];
}

Uuid Row::AsUuid(size_t column) const { return Uuid::FromBytes(Text(column)); }

absl::Time Row::AsTime(size_t column) const {
  const std::optional<absl::Time> time = MomentFromText(Text(column));
  CHECK(time.has_value());
  return *time;
}

std::optional<absl::Time> Row::AsTimeOrNull(size_t column) const {
  if (IsNull(column)) return std::nullopt;
  return AsTime(column);
}

}  // namespace adagio::storage
