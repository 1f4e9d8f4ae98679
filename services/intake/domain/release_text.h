#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/intake/domain/quotation.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::intake {

// Most quotations of one text. Status: policy, unverified.
inline constexpr size_t kMostQuotations = 8;

// What partners read of `text`, in which {1} stands for the words of the first of `quotations`, {2} for those of the
// second …, each once, set in quotation marks. `texts` are what partners wrote alone, and `asked` all quotations of the
// unit, whose words stay private also where their writer has written something else since. `released` are the texts
// released before, with {1} …, as they were given.
//
// INVALID_ARGUMENT for a number without its quotation and for a quotation without its number. FAILED_PRECONDITION/
// APPROVAL_MISSING for a quotation that may not stand (MayStand). INVALID_ARGUMENT for a text that holds words of one
// of `texts` or `asked` without referring to a quotation, whoever gave what: only what is referred to can be taken
// back.
absl::StatusOr<Sensitive<std::string>> ReleaseText(const Sensitive<std::string>& text,
                                                   const std::vector<Quotation>& quotations,
                                                   const std::vector<PrivateText>& texts,
                                                   const std::vector<Quotation>& asked,
                                                   const std::vector<Sensitive<std::string>>& released);

}  // namespace adagio::intake
