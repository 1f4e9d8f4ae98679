#pragma once

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/administration.h"

namespace adagio::progress {

// The rows of administrations; answers and scores are sealed with the partner as their subject. Each function is one
// statement and so one snapshot. Safe from any thread.
class AdministrationStore {
 public:
  explicit AdministrationStore(const keys::Keyring& keys) : keys_(keys) {}

  // Nullopt where the unit never had the partner.
  absl::StatusOr<std::optional<Standing>> LoadStanding(storage::Statements& from, const Scope& scope,
                                                       const PartnerId& partner) const;

  // All administrations of the partner and the instrument of `id`, its own among them; empty where the unit never had
  // it.
  absl::StatusOr<std::vector<Administration>> LoadAround(storage::Statements& from, const Scope& scope,
                                                         const AdministrationId& id) const;
  // All of one partner on one instrument.
  absl::StatusOr<std::vector<Administration>> LoadOf(storage::Statements& from, const Scope& scope,
                                                     const PartnerId& partner, const std::string& instrument) const;
  // All of the unit.
  absl::StatusOr<std::vector<Administration>> LoadAll(storage::Statements& from, const Scope& scope) const;

  // Open, or submitted already where it was brought in.
  absl::Status Add(Work& work, const Administration& administration) const;
  // Replaces the answers of an open one.
  absl::Status SaveAnswers(Work& work, const Administration& administration) const;
  // Its time of submission and its score.
  absl::Status Submit(Work& work, const Administration& administration) const;

 private:
  // Those of the unit that fit `narrower` too, with `values` for both.
  absl::StatusOr<std::vector<Administration>> Load(storage::Statements& from, const Scope& scope,
                                                   absl::string_view narrower,
                                                   std::vector<storage::Value> values) const;
  absl::StatusOr<Administration> FromRow(const Scope& scope, const storage::Row& row) const;

  const keys::Keyring& keys_;
};

// Null where there is none of that id.
const Administration* Find(const std::vector<Administration>& administrations, const AdministrationId& id);

}  // namespace adagio::progress
