#pragma once

#include <string>
#include <vector>

#include "tests/model/imagined.h"

namespace adagio::test {

// The declassified record of a unit at this moment, for the partner `who`: all that may be told to them of what others
// do. Said once more, from the reference and product.md (P1), without a line of what decides it in the services.
// `shares`: whether something shared with `who` may not have reached them yet; then it tells whether it can.
std::string RecordOf(const Imagined& imagined, int who, bool shares);

// The record of each of several partners, in one text.
std::string RecordsOf(const Imagined& imagined, const std::vector<int>& who, bool shares);

// Whether all who have stayed could do joint work now: whatever was shared before has reached.
bool AllTogether(const Imagined& imagined);

}  // namespace adagio::test
