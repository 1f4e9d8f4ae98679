#include "services/platform/audit/canonical.h"

#include <sodium.h>

#include <algorithm>
#include <optional>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

constexpr char kVersion = 1;
constexpr size_t kLongestMethod = 200;
constexpr size_t kLongestPurpose = 40;

// Stored and hashed, so never renamed; a new value gets a new name.
constexpr std::array<absl::string_view, 7> kRoles = {"NOBODY",         "PARTNER",  "THERAPIST",  "SUPERVISOR",
                                                     "PRACTICE_ADMIN", "OPERATOR", "INTEGRATION"};
constexpr std::array<absl::string_view, 4> kOutcomes = {"ALLOWED", "REPLAYED", "DENIED", "REFUSED"};
static_assert(static_cast<size_t>(Role::kIntegration) == kRoles.size() - 1);
static_assert(static_cast<size_t>(Outcome::kRefused) == kOutcomes.size() - 1);

template <typename Enum, size_t n>
std::optional<Enum> FromName(const std::array<absl::string_view, n>& names, absl::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

std::optional<Reason> ReasonFromName(absl::string_view name) {
  for (int reason = 0; reason <= static_cast<int>(Reason::kBug); ++reason) {
    if (adagio::NameOf(static_cast<Reason>(reason)) == name) return static_cast<Reason>(reason);
  }
  return std::nullopt;
}

void AddNumber(std::string& to, uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) to += static_cast<char>(number >> shift);
}

void AddPart(std::string& to, absl::string_view part) {
  AddNumber(to, part.size(), 4);
  to.append(part.data(), part.size());
}

void AddNumberPart(std::string& to, int64_t number) {
  AddNumber(to, 8, 4);
  AddNumber(to, static_cast<uint64_t>(number), 8);
}

void Feed(crypto_hash_sha256_state& state, absl::string_view bytes) {
  crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

}  // namespace

absl::string_view View(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

Hash HashFromBytes(absl::string_view bytes) {
  Hash hash;
  CHECK(bytes.size() == hash.size());
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

Hash Sha256(uint8_t prefix, absl::string_view a, absl::string_view b) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, &prefix, 1);
  Feed(state, a);
  Feed(state, b);
  Hash hash;
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

absl::string_view NameOf(Role role) { return kRoles[static_cast<size_t>(role)]; }

Entry EntryOf(const AccessRecord& record, const StreamId& stream, int64_t seq) {
  Entry entry;
  entry.stream = stream;
  entry.seq = seq;
  entry.at_micros = absl::ToUnixMicros(record.at);
  entry.practice = record.practice;
  entry.unit = record.unit;
  entry.role = std::string(NameOf(record.principal.role));
  entry.principal = record.principal.id;
  entry.method = record.method.substr(0, kLongestMethod);
  entry.purpose = record.purpose.substr(0, kLongestPurpose);
  entry.outcome = std::string(kOutcomes[static_cast<size_t>(record.outcome)]);
  entry.reason = std::string(adagio::NameOf(record.reason));
  return entry;
}

absl::StatusOr<AccessRecord> RecordOf(const Entry& entry) {
  const std::optional<Role> role = FromName<Role>(kRoles, entry.role);
  const std::optional<Outcome> outcome = FromName<Outcome>(kOutcomes, entry.outcome);
  const std::optional<Reason> reason = ReasonFromName(entry.reason);
  if (!role || !outcome || !reason) return absl::FailedPreconditionError("an audit record of another version");
  AccessRecord record;
  record.at = absl::FromUnixMicros(entry.at_micros);
  record.practice = entry.practice;
  record.unit = entry.unit;
  record.principal = {*role, entry.principal};
  record.method = entry.method;
  record.purpose = entry.purpose;
  record.outcome = *outcome;
  record.reason = *reason;
  return record;
}

std::string CanonicalBytes(const Entry& entry) {
  std::string bytes(1, kVersion);
  AddPart(bytes, entry.stream.bytes());
  AddNumberPart(bytes, entry.seq);
  AddNumberPart(bytes, entry.at_micros);
  AddPart(bytes, entry.practice.bytes());
  AddPart(bytes, entry.unit.bytes());
  AddPart(bytes, entry.role);
  AddPart(bytes, entry.principal.bytes());
  AddPart(bytes, entry.method);
  AddPart(bytes, entry.purpose);
  AddPart(bytes, entry.outcome);
  AddPart(bytes, entry.reason);
  return bytes;
}

Hash LeafOf(const Entry& entry) { return Sha256(0x00, CanonicalBytes(entry)); }

Hash HeadAfter(const Hash& previous, const Hash& leaf) { return Sha256(0x01, View(previous), View(leaf)); }

absl::string_view Columns() {
  return "practice_id, stream_id, seq, at, unit_id, principal_role, principal_id, method, purpose, outcome, reason, "
         "leaf, head";
}

absl::string_view Placeholders() { return "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"; }

void AppendValues(const Entry& entry, const Hash& leaf, const Hash& head, std::vector<storage::Value>& values) {
  values.insert(values.end(),
                {entry.practice, entry.stream, entry.seq, absl::FromUnixMicros(entry.at_micros), entry.unit, entry.role,
                 entry.principal, entry.method, entry.purpose, entry.outcome, entry.reason, View(leaf), View(head)});
}

StoredEntry EntryFrom(const storage::Row& row) {
  StoredEntry stored;
  stored.entry.practice = row.AsId<PracticeId>(0);
  stored.entry.stream = row.AsUuid(1);
  stored.entry.seq = row.Int(2);
  stored.entry.at_micros = absl::ToUnixMicros(row.AsTime(3));
  stored.entry.unit = row.AsId<UnitId>(4);
  stored.entry.role = row.Text(5);
  stored.entry.principal = row.AsUuid(6);
  stored.entry.method = row.Text(7);
  stored.entry.purpose = row.Text(8);
  stored.entry.outcome = row.Text(9);
  stored.entry.reason = row.Text(10);
  stored.leaf = row.Text(11);
  stored.head = row.Text(12);
  return stored;
}

}  // namespace adagio::audit
