#include "services/progress/store/snapshot_store.h"

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

keys::Place PlaceOf(const PracticeId& practice, const Uuid& reader, absl::Time made_at) {
  return {.practice = practice,
          .unit = {},
          .subject = {},
          .table = "adagio_progress.caseload_snapshot",
          .column = "report",
          .row = absl::StrCat(reader.bytes(), absl::ToUnixMicros(made_at))};
}

}  // namespace

absl::StatusOr<std::optional<Snapshot>> SnapshotStore::Latest(storage::Statements& from, const PracticeId& practice,
                                                              const Uuid& reader) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(SELECT made_at, report FROM adagio_progress.caseload_snapshot
                                                           WHERE practice_id = ? AND reader_id = ?
                                                           ORDER BY made_at DESC LIMIT 1)",
                                                        {practice, reader}));
  if (rows.empty()) return std::optional<Snapshot>();
  Snapshot latest{.made_at = rows[0].AsTime(0)};
  ASSIGN_OR_RETURN(latest.report, keys_.Unseal(PlaceOf(practice, reader, latest.made_at), rows[0].Text(1)));
  return std::make_optional(std::move(latest));
}

absl::Status SnapshotStore::Add(Work& work, const Uuid& reader, const std::string& report) const {
  const PracticeId& practice = work.scope().practice();
  ASSIGN_OR_RETURN(const std::string sealed, keys_.Seal(PlaceOf(practice, reader, work.now()), report));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_progress.caseload_snapshot (practice_id, reader_id, made_at, report)
                  VALUES (?, ?, ?, ?))",
               {practice, reader, work.now(), sealed})
      .status();
}

}  // namespace adagio::progress
