#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/progress/api/import_api.h"

namespace adagio::progress {

// Takes the rows of one message into one unit, inside that unit's work. Lives as long as one attempt of it.
class ImportUnit {
 public:
  ImportUnit(const ImportApi::Parts& parts, Work& work) : parts_(parts), work_(work) {}

  // Takes the row, which becomes the administration of that id, or says why not. What was taken under that id before is
  // taken.
  absl::StatusOr<std::optional<RowProblem>> Take(const ImportedRow& row, const AdministrationId& id);
  // To be called after the last: keeps the summaries of everybody about whom something was taken.
  absl::Status End();

 private:
  struct Course {
    const Instrument* taken = nullptr;  // of what was taken last; null before
    std::vector<Administration> all;
  };

  absl::StatusOr<std::optional<RowProblem>> ProblemOfPartner(const PartnerId& partner);
  absl::StatusOr<Course*> CourseOf(const PartnerId& partner, const std::string& instrument);
  // Null where the practice has no such version; `problem` then says what it lacks.
  absl::StatusOr<const Instrument*> InstrumentOf(const ImportedRow& row, RowProblem& problem);
  absl::Status FollowUp(const Instrument& instrument, const Administration& administration,
                        const std::vector<Reached>& reached);

  const ImportApi::Parts& parts_;
  Work& work_;
  std::optional<bool> treats_;
  std::map<PartnerId, std::optional<RowProblem>> partners_;
  std::map<std::pair<std::string, int>, std::optional<Instrument>> instruments_;  // by key and version
  std::map<std::pair<PartnerId, std::string>, Course> courses_;
};

}  // namespace adagio::progress
