#pragma once

#include <ostream>

#include "adagio/directory/v1/directory.pb.h"
#include "services/cli/command.h"

namespace adagio::cli {

extern const Command kUnits;

// Units with their partners, one a line: what people call it, and the name that other commands and an import take. Who
// has left is marked.
void PrintUnits(const google::protobuf::RepeatedPtrField<directory::v1::TreatmentUnit>& units, std::ostream& out);

}  // namespace adagio::cli
