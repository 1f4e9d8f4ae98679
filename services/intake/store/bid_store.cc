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

SealedBid FromRow(const storage::Row& row) {
  return {.id = row.AsId<BidId>(0),
          .partner = row.AsId<PartnerId>(1),
          .happened_at = row.AsTime(2),
          .logged_at = row.AsTime(3),
          .content = row.Text(4)};
}

std::vector<SealedBid> FromRows(const storage::Rows& rows) {
  std::vector<SealedBid> bids;
  for (const storage::Row& row : rows) bids.push_back(FromRow(row));
  return bids;
}

}  // namespace

absl::StatusOr<BidWriter> BidStore::LoadWriter(Work& work, absl::Time happened_at) const {
  const Scope& scope = work.scope();
  BidWriter writer{.partner = scope.principal().partner()};
  ASSIGN_OR_RETURN(const storage::Rows rows, work.tx().Query(R"(
    SELECT r.principal_id, r.ended_at, a.acknowledged_at IS NOT NULL
    FROM adagio_spine.relation r
    JOIN adagio_spine.practice p ON p.practice_id = r.practice_id
    LEFT JOIN adagio_spine.acknowledgement a
      ON a.practice_id = r.practice_id AND a.unit_id = r.unit_id AND a.partner_id = r.principal_id
     AND a.policy_version = p.policy_version
    WHERE r.practice_id = ? AND r.unit_id = ? AND r.kind = 1
    ORDER BY r.started_version, r.principal_id)",
                                                             {scope.practice(), scope.unit()}));
  for (const storage::Row& row : rows) {
    writer.unit.push_back({row.AsId<PartnerId>(0), row.AsTimeOrNull(1)});
    if (writer.unit.back().partner == writer.partner) writer.policy_acknowledged = row.Int(2) != 0;
  }
  ASSIGN_OR_RETURN(writer.near, LoadNear(work, happened_at));
  return writer;
}

absl::StatusOr<std::vector<Bid>> BidStore::LoadNear(Work& work, absl::Time happened_at) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   work.tx().Query(R"(SELECT bid_id, partner_id, happened_at, logged_at, content FROM adagio_intake.bid
                         WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND happened_at BETWEEN ? AND ?)",
                                   {scope.practice(), scope.unit(), scope.principal().id, happened_at - kSameMoment,
                                    happened_at + kSameMoment}));
  return OpenAll(scope, FromRows(rows));
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

absl::StatusOr<BidLog> BidStore::ReadLog(const Scope& scope, const BidPeriods& periods) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return LogFrom(*reads, scope, {periods.earlier.starts_at, periods.period.ends_at});
}

absl::StatusOr<BidLog> BidStore::LoadLog(Work& work, const BidPeriod& period) const {
  return LogFrom(work.tx(), work.scope(), period);
}

absl::StatusOr<BidLog> BidStore::LogFrom(storage::Statements& from, const Scope& scope, const BidPeriod& period) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   from.Query(R"(
    SELECT b.bid_id, r.principal_id, b.happened_at, b.logged_at, b.content, r.ended_at,
           (SELECT MIN(f.happened_at) FROM adagio_intake.bid f
            WHERE f.practice_id = r.practice_id AND f.unit_id = r.unit_id AND f.partner_id = r.principal_id)
    FROM adagio_spine.relation r
    LEFT JOIN adagio_intake.bid b
      ON b.practice_id = r.practice_id AND b.unit_id = r.unit_id AND b.partner_id = r.principal_id
     AND b.happened_at > ? AND b.happened_at <= ?
    WHERE r.practice_id = ? AND r.unit_id = ? AND r.kind = 1
    ORDER BY r.started_version, r.principal_id, b.happened_at, b.bid_id)",
                              {period.starts_at, period.ends_at, scope.practice(), scope.unit()}));
  BidLog log;
  for (const storage::Row& row : rows) {
    const PartnerId partner = row.AsId<PartnerId>(1);
    if (log.unit.empty() || log.unit.back().partner != partner) log.unit.push_back({partner, row.AsTimeOrNull(5)});
    if (row.IsNull(0)) continue;  // the one row of somebody who wrote nothing down of these periods
    log.told_from[partner] = row.AsTime(6);
    ASSIGN_OR_RETURN(Bid bid, Open(scope, FromRow(row)));
    log.bids.push_back(std::move(bid));
  }
  return log;
}

absl::StatusOr<std::vector<Bid>> BidStore::OpenAll(const Scope& scope, const std::vector<SealedBid>& sealed) const {
  std::vector<Bid> bids;
  for (const SealedBid& one : sealed) {
    ASSIGN_OR_RETURN(Bid bid, Open(scope, one));
    bids.push_back(std::move(bid));
  }
  return bids;
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
