#pragma once

#include <string>
#include <vector>

#include "tests/model/imagined.h"

namespace adagio::test {

// The declassified record of a unit at this moment, for the partner `who`: all that may be told to them of what others
// do. Said once more, from the reference and product.md (P1), without a line of what decides it in the services.
// `shares`: whether somebody shares anything with `who`; then it tells whether that reaches.
std::string RecordOf(const Imagined& imagined, int who, bool shares);

// The record of each of several partners, in one text.
std::string RecordsOf(const Imagined& imagined, const std::vector<int>& who, bool shares);

}  // namespace adagio::test
