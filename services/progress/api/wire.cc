#include "services/progress/api/wire.h"

#include "google/protobuf/util/time_util.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::progress {
namespace {

using google::protobuf::util::TimeUtil;

std::string AdministrationName(const Scope& scope, const AdministrationId& id) {
  return rpc::NameInUnit(scope.practice(), scope.unit(), "administrations", id);
}

v1::ItemAnswer ToWire(int item, int value) {
  v1::ItemAnswer wire;
  wire.set_item(item);
  wire.set_value(value);
  return wire;
}

v1::TrackState StateOf(TrackState state) {
  switch (state) {
    case TrackState::kNoNorm:
      return v1::TRACK_STATE_NO_NORM;
    case TrackState::kNoDirection:
      return v1::TRACK_STATE_NO_DIRECTION;
    case TrackState::kTooFewScores:
      return v1::TRACK_STATE_TOO_FEW_SCORES;
    case TrackState::kOnTrack:
      return v1::TRACK_STATE_ON_TRACK;
    case TrackState::kWorseThanBest:
      return v1::TRACK_STATE_WORSE_THAN_BEST;
    case TrackState::kAmber:
      return v1::TRACK_STATE_AMBER;
    case TrackState::kRed:
      return v1::TRACK_STATE_RED;
  }
  return v1::TRACK_STATE_UNSPECIFIED;
}

v1::ChangeCategory CategoryOf(const Change& change) {
  switch (change.judgement) {
    case Judgement::kNoNorm:
      return v1::CHANGE_CATEGORY_NO_NORM;
    case Judgement::kNoDirection:
      return v1::CHANGE_CATEGORY_NO_DIRECTION;
    case Judgement::kTooFewScores:
      return v1::CHANGE_CATEGORY_TOO_FEW_SCORES;
    case Judgement::kJudged:
      break;
  }
  switch (change.category) {
    case Category::kRecovered:
      return v1::CHANGE_CATEGORY_RECOVERED;
    case Category::kImproved:
      return v1::CHANGE_CATEGORY_IMPROVED;
    case Category::kUnchanged:
      return v1::CHANGE_CATEGORY_UNCHANGED;
    case Category::kDeteriorated:
      return v1::CHANGE_CATEGORY_DETERIORATED;
    case Category::kHarmed:
      return v1::CHANGE_CATEGORY_HARMED;
    case Category::kMissing:
      break;
  }
  return v1::CHANGE_CATEGORY_TOO_FEW_SCORES;
}

v1::NotInterpretable WhyOf(const std::optional<NotInterpretable>& why) {
  if (!why.has_value()) return v1::NOT_INTERPRETABLE_UNSPECIFIED;
  return *why == NotInterpretable::kItemsMissing ? v1::NOT_INTERPRETABLE_ITEMS_MISSING
                                                 : v1::NOT_INTERPRETABLE_NO_OCCASION;
}

v1::AlertState StateOf(const Alert& alert) {
  if (TriageOf(alert) != nullptr) return v1::ALERT_STATE_TRIAGED;
  return FindAct(alert, AlertAct::kAcknowledged) != nullptr ? v1::ALERT_STATE_ACKNOWLEDGED : v1::ALERT_STATE_OPEN;
}

}  // namespace

google::protobuf::Timestamp ToWire(absl::Time time) {
  return TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

absl::Time FromWire(bool given, const google::protobuf::Timestamp& time, absl::Time otherwise) {
  return given ? absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time)) : otherwise;
}

std::optional<Provenance> FromWire(v1::Provenance provenance) {
  // As rows number it, so does the wire; the door has refused numbers it does not know.
  if (provenance == v1::PROVENANCE_UNSPECIFIED) return std::nullopt;
  return static_cast<Provenance>(provenance);
}

ReferenceFigures FromWire(const v1::SetReferenceFiguresRequest& request) {
  const auto given = [](bool has, double value) { return has ? std::optional<double>(value) : std::nullopt; };
  return {.reliability = request.reliability(),
          .sd = request.sd(),
          .functional_mean = given(request.has_functional_mean(), request.functional_mean()),
          .functional_sd = given(request.has_functional_sd(), request.functional_sd()),
          .cutoff = given(request.has_cutoff(), request.cutoff()),
          .source = request.source()};
}

v1::Administration ToWire(const Scope& scope, const Administration& administration,
                          const std::vector<Administration>& others) {
  v1::Administration wire;
  wire.set_name(AdministrationName(scope, administration.id));
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), administration.partner));
  wire.set_instrument(administration.instrument);
  wire.set_instrument_version(administration.instrument_version);
  wire.set_number(administration.number);
  wire.set_entry(administration.entry == Entry::kByPartner ? v1::ENTRY_BY_PARTNER : v1::ENTRY_BY_THERAPIST);
  wire.set_provenance(static_cast<v1::Provenance>(administration.provenance));
  *wire.mutable_occurred_at() = ToWire(administration.occurred_at);
  *wire.mutable_started_at() = ToWire(administration.started_at);
  if (administration.submitted_at.has_value()) {
    *wire.mutable_submitted_at() = ToWire(*administration.submitted_at);
    wire.set_superseded(!Counts(administration, others));
  }
  if (administration.score.has_value()) *wire.mutable_score() = ToWire(*administration.score);
  if (scope.principal().role == Role::kSupervisor) return wire;
  for (const auto& [item, value] : administration.answers.Read(Reveal::kToAnswer)) {
    *wire.add_answers() = ToWire(item, value);
  }
  return wire;
}

v1::Score ToWire(const Score& score) {
  v1::Score wire;
  if (score.total.has_value()) wire.set_total(*score.total);
  wire.set_prorated(score.prorated);
  wire.set_not_interpretable(WhyOf(score.why_no_total));
  for (const SubscaleScore& each : score.subscales) {
    v1::SubscaleScore* subscale = wire.add_subscales();
    subscale->set_subscale(each.subscale);
    if (each.score.points.has_value()) subscale->set_points(*each.score.points);
    subscale->set_prorated(each.score.prorated);
    subscale->set_not_interpretable(WhyOf(each.score.why_none));
  }
  return wire;
}

v1::TrajectoryPoint ToWire(const Scope& scope, const ScoreAt& point) {
  v1::TrajectoryPoint wire;
  wire.set_administration(AdministrationName(scope, point.administration));
  *wire.mutable_occurred_at() = ToWire(point.at);
  *wire.mutable_score() = ToWire(point.score);
  wire.set_instrument_version(point.version);
  return wire;
}

v1::Change ToWire(const Change& change, const std::vector<Figure>& figures) {
  v1::Change wire;
  wire.set_category(CategoryOf(change));
  if (change.judgement != Judgement::kJudged) return wire;
  wire.set_method(change.method == ChangeMethod::kJacobsonTruax ? v1::CHANGE_METHOD_JACOBSON_TRUAX
                                                                : v1::CHANGE_METHOD_POINTS);
  if (change.index.has_value()) wire.set_index(*change.index);
  if (change.cutoff.has_value()) wire.set_cutoff(*change.cutoff);
  for (const Figure& figure : figures) *wire.add_figures() = ToWire(figure);
  return wire;
}

v1::Track TrackToWire(const Instrument& instrument, const std::vector<Figure>& figures, const Norm& norm,
                      const Summary& summary) {
  v1::Track wire;
  wire.set_state(StateOf(TrackStateOf(instrument.direction, figures, norm, summary)));
  if (const auto points = ReliablePoints(figures)) wire.set_reliable_points(*points);
  if (!instrument.direction.has_value() || !norm.has_value() || summary.scored < 2) return wire;
  const Expected expected = norm->At(WeeksOf(summary, summary.latest_at), summary.baseline);
  const double worse = -SignOf(*instrument.direction);
  wire.set_cohort(static_cast<int32_t>(norm->people()));
  wire.set_expected(expected.mean);
  wire.set_amber_beyond(expected.mean + worse * kAmberBand * expected.sd);
  wire.set_red_beyond(expected.mean + worse * kRedBand * expected.sd);
  return wire;
}

v1::Alert ToWire(const Scope& scope, const Alert& alert) {
  v1::Alert wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "alerts", alert.id));
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), alert.partner));
  wire.set_administration(AdministrationName(scope, alert.administration));
  wire.set_instrument(alert.instrument);
  wire.set_state(StateOf(alert));
  *wire.mutable_raised_at() = ToWire(alert.raised_at);
  if (alert.hold.has_value()) wire.set_hold(rpc::NameInUnit(scope.practice(), scope.unit(), "holds", *alert.hold));
  wire.set_hold_stands(alert.hold_stands);
  if (const RecordedAct* seen = FindAct(alert, AlertAct::kAcknowledged))
    *wire.mutable_acknowledged_at() = ToWire(seen->at);
  if (const RecordedAct* triage = TriageOf(alert)) {
    *wire.mutable_triaged_at() = ToWire(triage->at);
    wire.set_outcome(triage->act == AlertAct::kHoldKept ? v1::TRIAGE_OUTCOME_HOLD_KEPT
                                                        : v1::TRIAGE_OUTCOME_HOLD_RELEASED);
    wire.set_reason(triage->reason.Read(Reveal::kToAnswer));
  }
  const Reached& reached = alert.reached.Read(Reveal::kToAnswer);
  // As stored alerts number them, so does the wire.
  wire.set_concern(static_cast<v1::Concern>(reached.concern));
  if (scope.principal().role == Role::kSupervisor) return wire;
  wire.set_gravity(static_cast<v1::Gravity>(reached.gravity));
  wire.set_trigger(reached.trigger);
  if (!reached.value.has_value()) return wire;
  if (reached.item == 0) {
    wire.set_total(*reached.value);
  } else {
    *wire.mutable_answer() = ToWire(reached.item, static_cast<int>(*reached.value));
  }
  return wire;
}

}  // namespace adagio::progress
