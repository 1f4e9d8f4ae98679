#include "services/homework/domain/private_entry.h"

#include <algorithm>

#include "services/homework/domain/show.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {

Claim SharingOf(const UnitFacts& facts, const PartnerId& writer, const PartnerId& reader) {
  return {.what = Told::kShared,
          .names_reader = true,
          .released = true,
          .all_stay = !AnyLeft(facts, {writer, reader}),
          .together = AllCleared(facts, {writer, reader})};
}

bool MayRead(const UnitFacts& facts, const PrivateEntry& entry, const Principal& reader) {
  if (reader.role != Role::kPartner) return entry.kind == EntryKind::kVictory || entry.shared > 0;
  if (reader.partner() == entry.writer) return true;
  Claim claim = SharingOf(facts, entry.writer, reader.partner());
  claim.names_reader = Names(entry.readers, reader.partner());
  claim.released = entry.shared > 0;
  return IsDeclassified(claim);
}

absl::StatusOr<PrivateEntry> Share(const UnitFacts& facts, PrivateEntry entry, const PartnerId& partner,
                                   const std::vector<PartnerId>& readers, const Moment& moment) {
  if (entry.writer != partner) return Refuse(Reason::kResourceMissing, "no such entry");
  for (const PartnerId& reader : readers) {
    if (reader == partner || AnyLeft(facts, {reader})) return RefuseField("partners", "other partners of the unit");
    if (std::count(readers.begin(), readers.end(), reader) > 1) return RefuseField("partners", "each partner once");
  }
  entry.readers = readers;
  entry.shared = moment.version;
  return entry;
}

absl::StatusOr<PrivateEntry> Unshare(PrivateEntry entry, const PartnerId& partner) {
  if (entry.writer != partner) return Refuse(Reason::kResourceMissing, "no such entry");
  entry.readers.clear();
  entry.shared = 0;
  return entry;
}

}  // namespace adagio::homework
