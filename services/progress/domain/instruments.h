#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/progress/domain/instrument.h"

namespace adagio::progress {

// Who defined an instrument.
enum class Origin { kPack, kPractice };

// What the key of every instrument of a practice's own begins with, so that no later pack takes it.
inline constexpr absl::string_view kOwnPrefix = "own_";

bool IsOwn(absl::string_view key);

// A definition is checked like code: FIELD_INVALID that names what is wrong. Keys and texts are there; items are
// numbered without a gap, with a range and a weight that counts, and are asked whatever others depend on; subscales
// have items that are scored, each once; the declared totals are exactly those that answers can reach; a total of
// subscales counts no item twice and none not at all; a trigger is of something that is scored or answered and is
// reached by some answers and not by all; each figure has a source, is there once and makes sense; bands do not
// overlap; a code of LOINC has its check digit; a rhythm is longer than a day. No figure of scoring is shipped that is
// neither verified nor secondary; a practice's own are marked as such. A violence screen is no instrument: it is
// intake's.
absl::Status CheckInstrument(const Instrument& instrument, Origin origin);

// Whether `defined` may follow `latest`, null where the practice has none of its key. CheckInstrument's errors.
// ABORTED/ETAG_MISMATCH unless its version is the next.
absl::Status CheckDefines(const Instrument* latest, const Instrument& defined);

// Whether the figure is a number that such a figure of this instrument can be.
bool MakesSense(const Instrument& instrument, const Figure& figure);

// Whether some of what the trigger looks at reaches it, and not all.
bool PartsAnswers(const Instrument& instrument, const SafetyTrigger& trigger);

// The instruments that are shipped: of each key its versions. Does not change.
class Instruments {
 public:
  // FIELD_INVALID as CheckInstrument says, or for a version that comes twice.
  static absl::StatusOr<Instruments> Make(std::vector<Instrument> instruments);

  // The latest of each key, by key.
  const std::vector<Instrument>& all() const { return latest_; }
  // The latest of that key; null where there is none.
  const Instrument* Find(absl::string_view key) const;
  // Null where there is no such version.
  const Instrument* Find(absl::string_view key, int version) const;

 private:
  std::vector<Instrument> latest_;
  std::vector<Instrument> earlier_;
};

}  // namespace adagio::progress
