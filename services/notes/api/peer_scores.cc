// Scores, as progress tells them to the caller.
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "adagio/progress/v1/progress.grpc.pb.h"
#include "services/notes/api/peer_facts.h"
#include "services/notes/api/wire.h"

namespace adagio::notes {
namespace {

namespace pg = adagio::progress::v1;

// A note tells of a few weeks: more than this since the session before is the work of a program.
constexpr size_t kMostScores = 200;
constexpr int kPage = 100;

// Submitted, not replaced by a correction, since the session before, and of an instrument with a total.
bool Counts(const pg::Administration& administration, const Wanted& wanted) {
  const pg::Score& score = administration.score();
  return administration.has_submitted_at() && !administration.superseded() &&
         (score.has_total() || score.not_interpretable() != pg::NOT_INTERPRETABLE_UNSPECIFIED) &&
         IsSince(wanted, FromWire(administration.occurred_at()));
}

std::string Told(const pg::Score& score) {
  return score.has_total() ? absl::StrCat(score.total()) : "not interpretable";
}

absl::StatusOr<ScoreFact> FactOf(const pg::Administration& administration) {
  ASSIGN_OR_RETURN(const rpc::ResourceName partner,
                   rpc::ResourceName::Parse(administration.partner(), rpc::kPartnerShape));
  return ScoreFact{.partner = partner.id<PartnerId>(),
                   .instrument = administration.instrument(),
                   .score = Told(administration.score()),
                   .at = FromWire(administration.occurred_at())};
}

// Newest first: once one is of before, all that follow are.
bool EndsHere(const pg::ListAdministrationsResponse& page, const Wanted& wanted) {
  if (page.next_page_token().empty() || page.administrations().empty()) return true;
  return !IsSince(wanted, FromWire(page.administrations(page.administrations_size() - 1).occurred_at()));
}

}  // namespace

absl::StatusOr<std::optional<ProgressFacts>> PeerFacts::Progress(const rpc::OnBehalf& caller, const Scope& scope,
                                                                 const Wanted& wanted) const {
  pg::ListAdministrationsRequest request;
  request.set_treatment_unit(rpc::UnitName(scope.practice(), scope.unit()));
  request.set_page_size(kPage);
  if (wanted.only != PartnerId()) {
    request.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), wanted.only));
  }
  ProgressFacts facts;
  for (;;) {
    const auto page = peers_.Ask(caller, &pg::ProgressService::Stub::ListAdministrations, request);
    if (rpc::Peers::OutOfReach(page.status())) return std::optional<ProgressFacts>();
    if (!page.ok()) return Refuse(Reason::kAccessDenied, "not for this caller");
    for (const pg::Administration& administration : page->administrations()) {
      if (!Counts(administration, wanted)) continue;
      if (facts.scores.size() == kMostScores) return std::optional<ProgressFacts>(std::move(facts));
      ASSIGN_OR_RETURN(facts.scores.emplace_back(), FactOf(administration));
    }
    if (EndsHere(*page, wanted)) return std::optional<ProgressFacts>(std::move(facts));
    request.set_page_token(page->next_page_token());
  }
}

}  // namespace adagio::notes
