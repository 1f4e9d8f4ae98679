#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/access_record.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/value.h"

namespace adagio::audit {

using Hash = std::array<uint8_t, 32>;  // SHA-256
absl::string_view View(const Hash& hash);
// `bytes` holds 32 bytes; anything else is a broken invariant of ours.
Hash HashFromBytes(absl::string_view bytes);
// SHA256(prefix ‖ a ‖ b).
Hash Sha256(uint8_t prefix, absl::string_view a, absl::string_view b = "");

using StreamId = Uuid;

// A record in its place in a stream, with the texts as they are stored and hashed.
struct Entry {
  StreamId stream;
  int64_t seq = 0;  // from 1
  int64_t at_micros = 0;
  PracticeId practice;
  UnitId unit;
  std::string role;
  Uuid principal;
  std::string method;
  std::string purpose;
  std::string outcome;
  std::string reason;
};

// The text that stands for `role`.
absl::string_view NameOf(Role role);

// `record` as it will stand at `seq` of `stream`. Times lose what is below a microsecond; a method or purpose longer
// than its column is cut.
Entry EntryOf(const AccessRecord& record, const StreamId& stream, int64_t seq);
// FAILED_PRECONDITION when a text is none that this build writes.
absl::StatusOr<AccessRecord> RecordOf(const Entry& entry);

// The bytes that are hashed: version 1, then every member in the order above, each preceded by its length (4 bytes,
// big-endian); numbers are 8 bytes, big-endian.
std::string CanonicalBytes(const Entry& entry);
// SHA256(0x00 ‖ canonical bytes).
Hash LeafOf(const Entry& entry);
// SHA256(0x01 ‖ previous ‖ leaf). The head before the first record is all zeros.
Hash HeadAfter(const Hash& previous, const Hash& leaf);

// The columns of adagio_audit.record, in the order of AppendValues and EntryFrom.
absl::string_view Columns();
// One parenthesised row of placeholders for Columns().
absl::string_view Placeholders();
void AppendValues(const Entry& entry, const Hash& leaf, const Hash& head, std::vector<storage::Value>& values);

// A row of adagio_audit.record as it was found, whatever it holds.
struct StoredEntry {
  Entry entry;
  std::string leaf;
  std::string head;
};
// `row` begins with Columns().
StoredEntry EntryFrom(const storage::Row& row);

}  // namespace adagio::audit
