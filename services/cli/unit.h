#pragma once

#include "services/cli/command.h"

namespace adagio::cli {

// A unit's homework on one screen, for its therapist.
extern const Command kUnit;

}  // namespace adagio::cli
