#pragma once

#include "adagio/homework/v1/journal.pb.h"
#include "services/homework/domain/private_entry.h"
#include "services/platform/foundation/scope.h"

// Private entries on the wire. Nothing is decided here.
namespace adagio::homework {

// As the caller of `scope`, who may read it, sees it. To whom it is shown is told to its writer alone.
v1::JournalEntry JournalToWire(const Scope& scope, const PrivateEntry& entry);
v1::Victory VictoryToWire(const Scope& scope, const PrivateEntry& entry);

}  // namespace adagio::homework
