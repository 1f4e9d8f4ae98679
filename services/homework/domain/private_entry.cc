#include "services/homework/domain/private_entry.h"

#include <algorithm>

#include "services/homework/domain/show.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {

bool SharingReaches(const UnitFacts& facts, const std::vector<PartnerId>& partners) {
  return !AnyLeft(facts, partners) && AllCleared(facts, partners);
}

bool MayRead(const UnitFacts& facts, const PrivateEntry& entry, const Principal& reader) {
  if (reader.role != Role::kPartner) return entry.kind == EntryKind::kVictory || entry.shared > 0;
  if (reader.partner() == entry.writer) return true;
  return entry.shared > 0 && Names(entry.readers, reader.partner()) &&
         SharingReaches(facts, {entry.writer, reader.partner()});
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
