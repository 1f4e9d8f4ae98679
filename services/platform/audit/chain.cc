#include "services/platform/audit/chain.h"

#include <bit>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

std::string InsertOf(size_t rows) {
  std::string sql = absl::StrCat("INSERT INTO adagio_audit.record (", Columns(), ") VALUES ", Placeholders());
  for (size_t row = 1; row < rows; ++row) absl::StrAppend(&sql, ", ", Placeholders());
  return sql;
}

}  // namespace

void Chain::Add(const AccessRecord& record) {
  const Entry entry = EntryOf(record, stream_, head_.seq + 1);
  const Hash leaf = LeafOf(entry);
  head_ = {entry.seq, HeadAfter(head_.hash, leaf)};
  AppendValues(entry, leaf, head_.hash, values_);
  ++size_;
}

size_t Chain::OfOneStatement(size_t records) {
  const size_t power = std::bit_floor(records);
  return power + power / 2 <= records ? power + power / 2 : power;
}

absl::Status Chain::Write(storage::Statements& to) const {
  absl::Span<const storage::Value> left(values_);
  const size_t columns = size_ == 0 ? 0 : values_.size() / static_cast<size_t>(size_);
  for (auto rows = static_cast<size_t>(size_); rows > 0;) {
    const size_t some = OfOneStatement(rows);
    RETURN_IF_ERROR(to.Execute(InsertOf(some), left.subspan(0, some * columns)).status());
    left.remove_prefix(some * columns);
    rows -= some;
  }
  return absl::OkStatus();
}

}  // namespace adagio::audit
