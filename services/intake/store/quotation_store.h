#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/intake/domain/quotation.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// A quotation, and whether it stands in the text released last.
struct KnownQuotation {
  Quotation quotation;
  bool in_released_text = false;
};

// The rows of quotations. Each is sealed with its writer as the subject. Safe from any thread.
class QuotationStore {
 public:
  QuotationStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // All of the unit, latest first; in one statement.
  absl::StatusOr<std::vector<Quotation>> LoadAsked(Work& work) const;
  absl::StatusOr<std::vector<KnownQuotation>> Read(const Scope& scope) const;
  // Those of `writer` alone, likewise; looks at no row of anybody else's.
  absl::StatusOr<std::vector<KnownQuotation>> LoadOf(Work& work, const PartnerId& writer) const;
  absl::StatusOr<std::vector<KnownQuotation>> ReadOf(const Scope& scope, const PartnerId& writer) const;

  absl::Status Add(Work& work, const Quotation& quotation) const;
  // Replaces what was kept of it, also the released text it stands in.
  absl::Status Save(Work& work, const Quotation& quotation) const;

 private:
  absl::StatusOr<std::vector<KnownQuotation>> All(storage::Statements& from, const Scope& scope) const;
  absl::StatusOr<std::vector<KnownQuotation>> Of(storage::Statements& from, const Scope& scope,
                                                 const PartnerId& writer) const;
  absl::StatusOr<std::vector<KnownQuotation>> FromRows(const Scope& scope, const storage::Rows& rows) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::intake
