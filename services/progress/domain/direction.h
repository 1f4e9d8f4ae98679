#pragma once

#include "services/progress/statistics/direction.h"  // IWYU pragma: export
