#include "services/homework/api/unit_view.h"

#include "services/homework/api/caller.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr int kMostReadings = 8;

absl::StatusOr<UnitView> ReadOnce(const HomeworkStore& store, storage::Statements& tx, const Scope& scope,
                                  const Clock& clock) {
  UnitView view;
  ASSIGN_OR_RETURN(view.loaded, store.Load(tx, scope, Focus::All()));
  ASSIGN_OR_RETURN(view.notes, store.LoadCheckIns(tx, scope));
  ASSIGN_OR_RETURN(view.agreements, store.LoadAgreements(tx, scope));
  ASSIGN_OR_RETURN(view.ladders, store.LoadLadders(tx, scope));
  ASSIGN_OR_RETURN(view.foreseen, store.LoadAllForeseen(tx, scope));
  view.now = NowOf(clock, view.loaded);
  return view;
}

}  // namespace

// Whatever changes a unit bumps its guard in the same transaction: what is read between two readings of one version is
// of that version.
absl::StatusOr<UnitView> ReadUnit(const HomeworkStore& store, storage::Statements& tx, const Scope& scope,
                                  const Clock& clock) {
  for (int reading = 0; reading < kMostReadings; ++reading) {
    ASSIGN_OR_RETURN(UnitView view, ReadOnce(store, tx, scope, clock));
    ASSIGN_OR_RETURN(const Version version, store.LoadVersion(tx, scope));
    if (version == view.loaded.version) return view;
  }
  return Refuse(Reason::kStoreUnavailable, "the unit changes faster than it is read");
}

}  // namespace adagio::homework
