#pragma once

#include <cstdint>

namespace adagio::progress {

// The 97.5 % quantile of Student's t with so many degrees of freedom, one at least: what an estimate's interval
// reaches, in standard errors, where the errors are estimated too. With few it is much more than kTwoSided95, which it
// falls to. Relative error below 1e-12.
double TwoSided95(int64_t degrees);

}  // namespace adagio::progress
