#include "services/homework/api/journal_wire.h"

#include "services/homework/api/wire.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::homework {
namespace {

template <typename Wire>
void Fill(const Scope& scope, const PrivateEntry& entry, absl::string_view collection, Wire& wire) {
  const bool partner = scope.principal().role == Role::kPartner;
  const bool own = partner && scope.principal().partner() == entry.writer;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), collection, entry.id));
  wire.set_writer(rpc::PartnerName(scope.practice(), scope.unit(), entry.writer));
  wire.set_text(entry.text.Read(Reveal::kToAnswer));
  if (own || !partner) *wire.mutable_written_at() = ToWire(entry.written_at);
  if (!own) return;
  for (const Reader& reader : entry.readers) {
    wire.add_shared_with(rpc::PartnerName(scope.practice(), scope.unit(), reader.partner));
  }
  if constexpr (std::is_same_v<Wire, v1::JournalEntry>) wire.set_shared(entry.shared > 0);
}

}  // namespace

v1::JournalEntry JournalToWire(const Scope& scope, const PrivateEntry& entry) {
  v1::JournalEntry wire;
  Fill(scope, entry, "journalEntries", wire);
  return wire;
}

v1::Victory VictoryToWire(const Scope& scope, const PrivateEntry& entry) {
  v1::Victory wire;
  Fill(scope, entry, "victories", wire);
  return wire;
}

}  // namespace adagio::homework
