#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::intake {

using QuotationId = Id<struct QuotationKind>;

// The numbers are stored.
enum class QuotationSource { kIntakeAnswer = 1, kBidReason = 2, kBidImpact = 3 };
// Kept from the first and taken back are one: nobody has to account for the difference.
enum class QuotationConsent { kAsked = 1, kGiven = 2, kKept = 3 };

// In which private text words stand.
struct PrivatePlace {
  PartnerId writer;
  QuotationSource source = QuotationSource::kIntakeAnswer;
  std::string key;  // the item's key, or the bid's id as text

  bool operator==(const PrivatePlace&) const = default;
};

// What a partner wrote alone, as it stands now.
struct PrivateText {
  PrivatePlace place;
  bool writer_left = false;
  Sensitive<std::string> text;
  bool replaced = false;  // of a version that was revised: as private, and not to be asked for
};

// Words that the therapist asked their writer for.
struct Quotation {
  QuotationId id;
  PrivatePlace place;
  Sensitive<std::string> words;
  ClinicianId asked_by;
  absl::Time asked_at;
  QuotationConsent consent = QuotationConsent::kAsked;
  int release_number = 0;  // the released text in which they stood last; 0 for none
};

// What a writer is asked, and what either answer means. Shown before any answer, so it is written for who would rather
// not.
absl::string_view QuotationNotice();

// Whether `asked` may be asked for. NOT_FOUND/RESOURCE_MISSING where no such text is among `texts`. INVALID_ARGUMENT
// for words that do not stand in it letter by letter, and for a writer who has left. FAILED_PRECONDITION/ALREADY_OVER
// where the same words, or words that hold them or are held by them, were asked for before: who kept something is not
// asked for it again, and may give it unasked.
absl::Status CheckAsk(const std::vector<PrivateText>& texts, const std::vector<Quotation>& before,
                      const Quotation& asked);

// Whether the writer may answer `consent`. INVALID_ARGUMENT for kAsked. FAILED_PRECONDITION/POLICY_UNACKNOWLEDGED for
// giving before the current policy is acknowledged. Any answer may follow any other.
absl::Status CheckAnswer(QuotationConsent consent, bool policy_acknowledged);

// Whether `quotation` may stand in a text released now: its writer gave the words, is still in the unit, and has not
// written something else in their place since.
bool MayStand(const Quotation& quotation, const std::vector<PrivateText>& texts);

}  // namespace adagio::intake
