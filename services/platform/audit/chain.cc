#include "services/platform/audit/chain.h"

#include <bit>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

std::string InsertOf(int64_t rows) {
  std::string sql = absl::StrCat("INSERT INTO adagio_audit.record (", Columns(), ") VALUES ", Placeholders());
  for (int64_t row = 1; row < rows; ++row) absl::StrAppend(&sql, ", ", Placeholders());
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

bool Chain::TakesOneStatement() const { return std::has_single_bit(static_cast<uint64_t>(size_)); }

absl::Status Chain::Write(storage::Statements& to) const {
  absl::Span<const storage::Value> left(values_);
  const size_t columns = size_ == 0 ? 0 : values_.size() / static_cast<size_t>(size_);
  for (int64_t rows = size_; rows > 0;) {
    const auto some = static_cast<int64_t>(std::bit_floor(static_cast<uint64_t>(rows)));
    const size_t values = static_cast<size_t>(some) * columns;
    RETURN_IF_ERROR(to.Execute(InsertOf(some), left.subspan(0, values)).status());
    left.remove_prefix(values);
    rows -= some;
  }
  return absl::OkStatus();
}

}  // namespace adagio::audit
