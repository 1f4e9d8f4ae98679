#pragma once

#include "services/cli/command.h"

namespace adagio::cli {

// `adagio import`.
extern const Command kImport;

}  // namespace adagio::cli
