#include "services/homework/domain/private_entry.h"

#include <algorithm>

#include "services/homework/domain/show.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {

Version PrivateEntry::SharedWith(const PartnerId& partner) const {
  for (const Reader& reader : readers) {
    if (reader.partner == partner) return reader.since;
  }
  return 0;
}

Claim SharingOf(const UnitFacts& facts, const Apart& apart, const PartnerId& writer, const PartnerId& reader,
                Version since) {
  return {.what = Told::kShared,
          .names_reader = since > 0,
          .released = since > 0,
          .all_stay = !AnyLeft(facts, {writer, reader}),
          .reached = since > 0 && apart.HaveMet(writer, reader, since)};
}

bool MayRead(const UnitFacts& facts, const Apart& apart, const PrivateEntry& entry, const Principal& reader) {
  if (reader.role != Role::kPartner) return entry.kind == EntryKind::kVictory || entry.shared > 0;
  const PartnerId partner = reader.partner();
  if (partner == entry.writer) return true;
  return IsDeclassified(SharingOf(facts, apart, entry.writer, partner, entry.SharedWith(partner)));
}

absl::StatusOr<PrivateEntry> Share(const UnitFacts& facts, PrivateEntry entry, const PartnerId& partner,
                                   const std::vector<PartnerId>& readers, const Moment& moment) {
  if (entry.writer != partner) return Refuse(Reason::kResourceMissing, "no such entry");
  for (const PartnerId& reader : readers) {
    if (reader == partner || AnyLeft(facts, {reader})) return RefuseField("partners", "other partners of the unit");
    if (std::count(readers.begin(), readers.end(), reader) > 1) return RefuseField("partners", "each partner once");
  }
  std::vector<Reader> named;
  for (const PartnerId& reader : readers) {
    const Version before = entry.SharedWith(reader);
    named.push_back({reader, before > 0 ? before : moment.version});
  }
  entry.readers = std::move(named);
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
