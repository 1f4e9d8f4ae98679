#include "services/intake/store/quotation_store.h"

#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr size_t kTexts = 4;

// Latest first: 0 its id, 1 whose, 2 who asked, 3 content, 4 when, 5 the released text it stands in, 6 the last one.
constexpr char kLoadAll[] = R"(
    SELECT q.quotation_id, q.partner_id, q.clinician_id, q.content, q.asked_at, q.release_number,
           (SELECT MAX(r.release_number) FROM adagio_intake.formulation_release r
            WHERE r.practice_id = q.practice_id AND r.unit_id = q.unit_id)
    FROM adagio_intake.quotation q
    WHERE q.practice_id = ? AND q.unit_id = ?
    ORDER BY q.asked_at DESC, q.quotation_id)";

constexpr char kLoadOf[] = R"(
    SELECT q.quotation_id, q.partner_id, q.clinician_id, q.content, q.asked_at, q.release_number,
           (SELECT MAX(r.release_number) FROM adagio_intake.formulation_release r
            WHERE r.practice_id = q.practice_id AND r.unit_id = q.unit_id)
    FROM adagio_intake.quotation q
    WHERE q.practice_id = ? AND q.unit_id = ? AND q.partner_id = ?
    ORDER BY q.asked_at DESC, q.quotation_id)";

keys::Place PlaceOf(const Scope& scope, const PartnerId& writer, const QuotationId& quotation) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = writer.uuid(),
          .table = "adagio_intake.quotation",
          .column = "content",
          .row = std::string(quotation.bytes())};
}

std::string Content(const Quotation& quotation) {
  return Pack({absl::StrCat(static_cast<int>(quotation.place.source)), quotation.place.key,
               absl::StrCat(static_cast<int>(quotation.consent)), quotation.words.Read(Reveal::kToSeal)});
}

template <typename Enum>
bool Parse(const std::string& text, Enum last, Enum& value) {
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < 1 || number > static_cast<int>(last)) return false;
  value = static_cast<Enum>(number);
  return true;
}

absl::Status FillFrom(const std::string& content, Quotation& quotation) {
  ASSIGN_OR_RETURN(const std::vector<std::string> texts, Unpack(content));
  const bool whole = texts.size() == kTexts && Parse(texts[0], QuotationSource::kBidImpact, quotation.place.source) &&
                     Parse(texts[2], QuotationConsent::kKept, quotation.consent);
  if (!whole) return Refuse(Reason::kBug, "a stored quotation does not parse");
  quotation.place.key = texts[1];
  quotation.words = Sensitive<std::string>(texts[3]);
  return absl::OkStatus();
}

storage::Value NumberOrNull(int release_number) {
  return release_number == 0 ? storage::Value(nullptr) : storage::Value(release_number);
}

}  // namespace

absl::StatusOr<std::vector<Quotation>> QuotationStore::LoadAsked(Work& work) const {
  ASSIGN_OR_RETURN(std::vector<KnownQuotation> known, All(work.tx(), work.scope()));
  std::vector<Quotation> asked;
  for (KnownQuotation& each : known) asked.push_back(std::move(each.quotation));
  return asked;
}

absl::StatusOr<std::vector<KnownQuotation>> QuotationStore::Read(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return All(*reads, scope);
}

absl::StatusOr<std::vector<KnownQuotation>> QuotationStore::LoadOf(Work& work, const PartnerId& writer) const {
  return Of(work.tx(), work.scope(), writer);
}

absl::StatusOr<std::vector<KnownQuotation>> QuotationStore::ReadOf(const Scope& scope, const PartnerId& writer) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return Of(*reads, scope, writer);
}

absl::StatusOr<std::vector<KnownQuotation>> QuotationStore::All(storage::Statements& from, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoadAll, {scope.practice(), scope.unit()}));
  return FromRows(scope, rows);
}

absl::StatusOr<std::vector<KnownQuotation>> QuotationStore::Of(storage::Statements& from, const Scope& scope,
                                                               const PartnerId& writer) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoadOf, {scope.practice(), scope.unit(), writer}));
  return FromRows(scope, rows);
}

absl::StatusOr<std::vector<KnownQuotation>> QuotationStore::FromRows(const Scope& scope,
                                                                     const storage::Rows& rows) const {
  std::vector<KnownQuotation> all;
  for (const storage::Row& row : rows) {
    Quotation quotation{.id = row.AsId<QuotationId>(0),
                        .asked_by = row.AsId<ClinicianId>(2),
                        .asked_at = row.AsTime(4),
                        .release_number = row.IsNull(5) ? 0 : static_cast<int>(row.Int(5))};
    quotation.place.writer = row.AsId<PartnerId>(1);
    ASSIGN_OR_RETURN(const std::string content,
                     keys_.Unseal(PlaceOf(scope, quotation.place.writer, quotation.id), row.Text(3)));
    RETURN_IF_ERROR(FillFrom(content, quotation));
    const bool in_released_text = !row.IsNull(5) && !row.IsNull(6) && row.Int(5) == row.Int(6);
    all.push_back({std::move(quotation), in_released_text});
  }
  return all;
}

absl::Status QuotationStore::Add(Work& work, const Quotation& quotation) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string content,
                   keys_.Seal(PlaceOf(scope, quotation.place.writer, quotation.id), Content(quotation)));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.quotation
                    (practice_id, unit_id, quotation_id, partner_id, clinician_id, content, asked_at, release_number)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), quotation.id, quotation.place.writer, quotation.asked_by, content,
                quotation.asked_at, NumberOrNull(quotation.release_number)})
      .status();
}

absl::Status QuotationStore::Save(Work& work, const Quotation& quotation) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string content,
                   keys_.Seal(PlaceOf(scope, quotation.place.writer, quotation.id), Content(quotation)));
  return work.tx()
      .Execute(R"(UPDATE adagio_intake.quotation SET content = ?, release_number = ?
                  WHERE practice_id = ? AND unit_id = ? AND quotation_id = ?)",
               {content, NumberOrNull(quotation.release_number), scope.practice(), scope.unit(), quotation.id})
      .status();
}

}  // namespace adagio::intake
