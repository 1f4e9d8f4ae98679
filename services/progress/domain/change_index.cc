#include "services/progress/domain/change_index.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {

void Apply(const ChangeIndex& index, absl::Span<const double> pre, absl::Span<const double> post,
           absl::Span<double> rci) {
  CHECK(pre.size() == post.size() && pre.size() == rci.size());
  const double* const x = pre.data();
  const double* const y = post.data();
  double* const out = rci.data();
  for (size_t i = 0; i < pre.size(); ++i) out[i] = index.At(x[i], y[i]);
}

absl::Status RequireSpread(const PairedMoments& sample) {
  if (sample.n == 0) return RefuseField("pre", "there is no complete pair of scores");
  if (sample.n == 1) return RefuseField("pre", "there is one complete pair of scores; a standard deviation needs two");
  if (sample.pre.sd == 0) return RefuseField("pre", "all scores at pre are equal: their standard deviation is zero");
  return absl::OkStatus();
}

absl::Status RequireReliability(absl::string_view field, double reliability) {
  if (reliability > 0 && reliability < 1) return absl::OkStatus();
  return RefuseField(field, absl::StrCat(field, " must be greater than 0 and less than 1"));
}

}  // namespace adagio::progress
