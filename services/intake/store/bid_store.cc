#include "services/intake/store/bid_store.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr size_t kTexts = 6;

keys::Place ContentPlace(const Scope& scope, const PartnerId& partner, const BidId& bid) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = partner.uuid(),
          .table = "adagio_intake.bid",
          .column = "content",
          .row = std::string(bid.bytes())};
}

std::vector<std::string> ToTexts(const Bid& bid) {
  return {bid.other.ToString(),
          absl::StrCat(static_cast<int>(bid.direction)),
          absl::StrCat(static_cast<int>(bid.channel)),
          absl::StrCat(static_cast<int>(bid.reply)),
          bid.reason.Read(Reveal::kToSeal),
          bid.impact.Read(Reveal::kToSeal)};
}

template <typename Enum>
bool Parse(const std::string& text, Enum last, Enum& value) {
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < 1 || number > static_cast<int>(last)) return false;
  value = static_cast<Enum>(number);
  return true;
}

absl::Status FillFrom(const std::vector<std::string>& texts, Bid& bid) {
  const bool whole = texts.size() == kTexts && Parse(texts[1], BidDirection::kMadeToMe, bid.direction) &&
                     Parse(texts[2], BidChannel::kEmotional, bid.channel) &&
                     Parse(texts[3], BidReply::kUnnoticed, bid.reply);
  if (!whole) return Refuse(Reason::kBug, "a stored bid does not parse");
  ASSIGN_OR_RETURN(const Uuid other, Uuid::Parse(texts[0]));
  bid.other = PartnerId(other);
  bid.reason = Sensitive<std::string>(texts[4]);
  bid.impact = Sensitive<std::string>(texts[5]);
  return absl::OkStatus();
}

std::vector<SealedBid> FromRows(const storage::Rows& rows) {
  std::vector<SealedBid> bids;
  for (const storage::Row& row : rows) {
    bids.push_back({.id = row.AsId<BidId>(0),
                    .partner = row.AsId<PartnerId>(1),
                    .happened_at = row.AsTime(2),
                    .logged_at = row.AsTime(3),
                    .content = row.Text(4)});
  }
  return bids;
}

}  // namespace

absl::StatusOr<BidWriter> BidStore::LoadWriter(Work& work) const {
  const Scope& scope = work.scope();
  BidWriter writer{.partner = scope.principal().partner(), .policy_acknowledged = false, .unit = {}};
  ASSIGN_OR_RETURN(const storage::Rows rows, work.tx().Query(R"(
    SELECT r.principal_id, a.acknowledged_at IS NOT NULL
    FROM adagio_spine.relation r
    JOIN adagio_spine.practice p ON p.practice_id = r.practice_id
    LEFT JOIN adagio_spine.acknowledgement a
      ON a.practice_id = r.practice_id AND a.unit_id = r.unit_id AND a.partner_id = r.principal_id
     AND a.policy_version = p.policy_version
    WHERE r.practice_id = ? AND r.unit_id = ? AND r.kind = 1)",
                                                             {scope.practice(), scope.unit()}));
  for (const storage::Row& row : rows) {
    writer.unit.push_back(row.AsId<PartnerId>(0));
    if (writer.unit.back() == writer.partner) writer.policy_acknowledged = row.Int(1) != 0;
  }
  return writer;
}

absl::Status BidStore::Add(Work& work, const Bid& bid) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string content, keys_.Seal(ContentPlace(scope, bid.partner, bid.id), Pack(ToTexts(bid))));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.bid
                    (practice_id, unit_id, partner_id, bid_id, happened_at, logged_at, content)
                  VALUES (?, ?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), bid.partner, bid.id, bid.happened_at, bid.logged_at, content})
      .status();
}

absl::StatusOr<std::vector<SealedBid>> BidStore::ReadOf(const Scope& scope, const PartnerId& partner) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   reads->Query(R"(SELECT bid_id, partner_id, happened_at, logged_at, content FROM adagio_intake.bid
                      WHERE practice_id = ? AND unit_id = ? AND partner_id = ?
                      ORDER BY happened_at DESC, bid_id)",
                                {scope.practice(), scope.unit(), partner}));
  return FromRows(rows);
}

absl::StatusOr<std::vector<SealedBid>> BidStore::ReadAll(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   reads->Query(R"(SELECT bid_id, partner_id, happened_at, logged_at, content FROM adagio_intake.bid
                      WHERE practice_id = ? AND unit_id = ?
                      ORDER BY happened_at DESC, bid_id)",
                                {scope.practice(), scope.unit()}));
  return FromRows(rows);
}

absl::StatusOr<Bid> BidStore::Open(const Scope& scope, const SealedBid& sealed) const {
  Bid bid;
  bid.id = sealed.id;
  bid.partner = sealed.partner;
  bid.happened_at = sealed.happened_at;
  bid.logged_at = sealed.logged_at;
  ASSIGN_OR_RETURN(const std::string content,
                   keys_.Unseal(ContentPlace(scope, sealed.partner, sealed.id), sealed.content));
  ASSIGN_OR_RETURN(const std::vector<std::string> texts, Unpack(content));
  RETURN_IF_ERROR(FillFrom(texts, bid));
  return bid;
}

}  // namespace adagio::intake
