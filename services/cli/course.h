#pragma once

#include "services/cli/command.h"

namespace adagio::cli {

extern const Command kCourse;

}  // namespace adagio::cli
