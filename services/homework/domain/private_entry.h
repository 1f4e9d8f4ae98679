#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/facts.h"
#include "services/platform/foundation/apart.h"
#include "services/platform/foundation/declassified.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/foundation/sensitive.h"

// What a partner keeps for themselves until they share it.
namespace adagio::homework {

using EntryId = Id<struct EntryKindTag>;

// A journal entry is its writer's alone. A victory is for the therapist too.
enum class EntryKind { kJournal, kVictory };

// A partner with whom it is shared, and since when.
struct Reader {
  PartnerId partner;
  Version since = 0;
};

struct PrivateEntry {
  EntryId id;
  EntryKind kind = EntryKind::kJournal;
  PartnerId writer;
  Version written = 0;
  absl::Time written_at;
  Sensitive<std::string> text;
  Version shared = 0;           // when it was last shared; 0: it is not
  std::vector<Reader> readers;  // the other partners it is shared with, sorted

  // Since when it is shared with `partner`; 0: it is not.
  Version SharedWith(const PartnerId& partner) const;
};

// What there is to say for telling `reader` what `writer` shares with them since `since`; 0: does not share. Sharing is
// joint work: it reaches once both may do that, and the writer is not told whether it does. What has reached stays:
// taken away by a hold, it would tell of the hold.
Claim SharingOf(const UnitFacts& facts, const Apart& apart, const PartnerId& writer, const PartnerId& reader,
                Version since);

// Whether `reader` may read it: its writer always, a therapist a victory and what is shared, another partner what is
// shared with them and reaches them.
bool MayRead(const UnitFacts& facts, const Apart& apart, const PrivateEntry& entry, const Principal& reader);

// Shares it with the therapist and with `readers`, instead of whoever could read it before; with whom it was shared, it
// is since then. RESOURCE_MISSING to anybody but its writer; FIELD_INVALID unless the readers are other partners of the
// unit, each once.
absl::StatusOr<PrivateEntry> Share(const UnitFacts& facts, PrivateEntry entry, const PartnerId& partner,
                                   const std::vector<PartnerId>& readers, const Moment& moment);
// Ends that. RESOURCE_MISSING to anybody but its writer.
absl::StatusOr<PrivateEntry> Unshare(PrivateEntry entry, const PartnerId& partner);

}  // namespace adagio::homework
