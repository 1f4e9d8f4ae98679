// Instruments on the wire, and in the packs, which hold the same message.
#include <cmath>
#include <utility>

#include "google/protobuf/util/time_util.h"
#include "services/platform/foundation/status.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {
namespace {

using google::protobuf::util::TimeUtil;

// The wire's enums have UNSPECIFIED first and then the domain's values in the same order.
template <typename Wire, typename Domain>
Wire Shifted(Domain value) {
  return static_cast<Wire>(static_cast<int>(value) + 1);
}

// `last` is the greatest of the domain's values.
template <typename Domain, typename Wire>
absl::StatusOr<Domain> Unshifted(Wire value, Domain last, absl::string_view field) {
  const int number = static_cast<int>(value) - 1;
  if (number < 0 || number > static_cast<int>(last)) return RefuseField(field, "must be a known value");
  return static_cast<Domain>(number);
}

absl::StatusOr<FigureStatus> FromWire(v1::FigureStatus status) {
  return Unshifted(status, FigureStatus::kSuppliedByPractice, "status");
}

absl::StatusOr<std::optional<Direction>> FromWire(v1::Direction direction) {
  switch (direction) {
    case v1::DIRECTION_HIGHER_IS_BETTER:
      return Direction::kHigherIsBetter;
    case v1::DIRECTION_LOWER_IS_BETTER:
      return Direction::kLowerIsBetter;
    case v1::DIRECTION_NONE:
      return std::nullopt;
    default:
      return RefuseField("direction", "must be a known value");
  }
}

v1::Direction ToWire(const std::optional<Direction>& direction) {
  if (!direction.has_value()) return v1::DIRECTION_NONE;
  return *direction == Direction::kHigherIsBetter ? v1::DIRECTION_HIGHER_IS_BETTER : v1::DIRECTION_LOWER_IS_BETTER;
}

v1::InstrumentItem ToWire(const Item& item) {
  v1::InstrumentItem wire;
  wire.set_number(item.number);
  wire.set_least(item.least);
  wire.set_greatest(item.greatest);
  wire.set_reversed(item.reversed);
  if (item.weight != 1) wire.set_weight(item.weight);
  wire.set_unscored(item.unscored);
  if (item.asked_if.has_value()) {
    wire.mutable_asked_if()->set_item(item.asked_if->item);
    wire.mutable_asked_if()->set_at_least(item.asked_if->at_least);
  }
  wire.set_label(item.label);
  return wire;
}

Item FromWire(const v1::InstrumentItem& wire) {
  Item item{.number = wire.number(),
            .least = wire.least(),
            .greatest = wire.greatest(),
            .reversed = wire.reversed(),
            .weight = wire.has_weight() ? wire.weight() : 1,
            .unscored = wire.unscored(),
            .label = wire.label()};
  if (wire.has_asked_if()) item.asked_if = {.item = wire.asked_if().item(), .at_least = wire.asked_if().at_least()};
  return item;
}

v1::Subscale ToWire(const Subscale& subscale) {
  v1::Subscale wire;
  wire.set_key(subscale.key);
  wire.mutable_items()->Add(subscale.items.begin(), subscale.items.end());
  if (subscale.factor != 1) wire.set_factor(subscale.factor);
  wire.set_least(subscale.least);
  wire.set_greatest(subscale.greatest);
  wire.set_most_missing(subscale.most_missing);
  return wire;
}

Subscale FromWire(const v1::Subscale& wire) {
  return {.key = wire.key(),
          .items = {wire.items().begin(), wire.items().end()},
          .factor = wire.has_factor() ? wire.factor() : 1,
          .least = wire.least(),
          .greatest = wire.greatest(),
          .most_missing = wire.most_missing()};
}

v1::NoOccasion ToWire(const NoOccasion& rule) {
  v1::NoOccasion wire;
  wire.mutable_items()->Add(rule.items.begin(), rule.items.end());
  wire.set_value(rule.value);
  wire.set_source(rule.source);
  wire.set_status(Shifted<v1::FigureStatus>(rule.status));
  return wire;
}

absl::StatusOr<NoOccasion> FromWire(const v1::NoOccasion& wire) {
  ASSIGN_OR_RETURN(const FigureStatus status, FromWire(wire.status()));
  return NoOccasion{.items = {wire.items().begin(), wire.items().end()},
                    .value = wire.value(),
                    .source = wire.source(),
                    .status = status};
}

v1::SafetyTrigger ToWire(const SafetyTrigger& trigger) {
  v1::SafetyTrigger wire;
  wire.set_key(trigger.key);
  wire.set_item(trigger.item);
  if (std::isfinite(trigger.at_least)) wire.set_at_least(trigger.at_least);
  if (std::isfinite(trigger.at_most)) wire.set_at_most(trigger.at_most);
  wire.set_concern(static_cast<v1::Concern>(trigger.concern));
  wire.set_gravity(static_cast<v1::Gravity>(trigger.gravity));
  wire.set_source(trigger.source);
  wire.set_status(Shifted<v1::FigureStatus>(trigger.status));
  return wire;
}

// A bound of the wire is a number.
absl::Status TakeBound(bool given, double bound, absl::string_view field, double& into) {
  if (!given) return absl::OkStatus();
  if (!std::isfinite(bound)) return RefuseField(field, "a number");
  into = bound;
  return absl::OkStatus();
}

absl::StatusOr<SafetyTrigger> FromWire(const v1::SafetyTrigger& wire) {
  SafetyTrigger trigger{.key = wire.key(), .item = wire.item(), .source = wire.source()};
  RETURN_IF_ERROR(TakeBound(wire.has_at_least(), wire.at_least(), "safety_triggers.at_least", trigger.at_least));
  RETURN_IF_ERROR(TakeBound(wire.has_at_most(), wire.at_most(), "safety_triggers.at_most", trigger.at_most));
  const int concern = static_cast<int>(wire.concern()), gravity = static_cast<int>(wire.gravity());
  if (concern < static_cast<int>(Concern::kSelfHarm) || concern > static_cast<int>(Concern::kOther)) {
    return RefuseField("safety_triggers.concern", "must be a known value");
  }
  if (gravity < 0 || gravity > static_cast<int>(Gravity::kHigh)) {
    return RefuseField("safety_triggers.gravity", "must be a known value");
  }
  trigger.concern = static_cast<Concern>(concern);
  trigger.gravity = static_cast<Gravity>(gravity);
  ASSIGN_OR_RETURN(trigger.status, FromWire(wire.status()));
  return trigger;
}

v1::ScoreBand ToWire(const ScoreBand& band) {
  v1::ScoreBand wire;
  wire.set_word(band.word);
  wire.set_least(band.least);
  wire.set_greatest(band.greatest);
  wire.set_source(band.source);
  wire.set_status(Shifted<v1::FigureStatus>(band.status));
  return wire;
}

absl::StatusOr<ScoreBand> FromWire(const v1::ScoreBand& wire) {
  ASSIGN_OR_RETURN(const FigureStatus status, FromWire(wire.status()));
  return ScoreBand{.word = wire.word(),
                   .least = wire.least(),
                   .greatest = wire.greatest(),
                   .source = wire.source(),
                   .status = status};
}

v1::LoincCode ToWire(const LoincCode& code) {
  v1::LoincCode wire;
  wire.set_part(Shifted<v1::LoincPart>(code.part));
  wire.set_item(code.item);
  wire.set_code(code.code);
  wire.set_source(code.source);
  wire.set_status(Shifted<v1::FigureStatus>(code.status));
  return wire;
}

absl::StatusOr<LoincCode> FromWire(const v1::LoincCode& wire) {
  ASSIGN_OR_RETURN(const FigureStatus status, FromWire(wire.status()));
  ASSIGN_OR_RETURN(const LoincPart part, Unshifted(wire.part(), LoincPart::kItem, "loinc.part"));
  return LoincCode{.part = part, .item = wire.item(), .code = wire.code(), .source = wire.source(), .status = status};
}

absl::StatusOr<Figure> FromWire(const v1::Figure& wire) {
  ASSIGN_OR_RETURN(const FigureStatus status, FromWire(wire.status()));
  ASSIGN_OR_RETURN(const FigureKind kind, Unshifted(wire.kind(), FigureKind::kFunctionalSd, "figures.kind"));
  return Figure{.kind = kind, .value = wire.value(), .source = wire.source(), .status = status};
}

v1::Rhythm ToWire(const Rhythm& rhythm) {
  v1::Rhythm wire;
  *wire.mutable_every() = TimeUtil::SecondsToDuration(absl::ToInt64Seconds(rhythm.every));
  wire.set_source(rhythm.source);
  wire.set_status(Shifted<v1::FigureStatus>(rhythm.status));
  return wire;
}

absl::StatusOr<Rhythm> FromWire(const v1::Rhythm& wire) {
  ASSIGN_OR_RETURN(const FigureStatus status, FromWire(wire.status()));
  return Rhythm{.every = absl::Seconds(wire.every().seconds()), .source = wire.source(), .status = status};
}

template <typename Wires, typename Domain>
absl::Status TakeEach(const Wires& wires, std::vector<Domain>& into) {
  for (const auto& wire : wires) {
    ASSIGN_OR_RETURN(Domain value, FromWire(wire));
    into.push_back(std::move(value));
  }
  return absl::OkStatus();
}

}  // namespace

v1::Figure ToWire(const Figure& figure) {
  v1::Figure wire;
  wire.set_kind(Shifted<v1::FigureKind>(figure.kind));
  wire.set_value(figure.value);
  wire.set_source(figure.source);
  wire.set_status(Shifted<v1::FigureStatus>(figure.status));
  return wire;
}

v1::Instrument ToWire(const Instrument& instrument, const std::vector<Figure>& figures) {
  v1::Instrument wire;
  wire.set_key(instrument.key);
  wire.set_version(instrument.version);
  wire.set_name(instrument.name);
  wire.set_construct(instrument.construct);
  wire.set_licence_class(instrument.licence_class);
  wire.set_direction(ToWire(instrument.direction));
  for (const Item& item : instrument.items) *wire.add_items() = ToWire(item);
  wire.set_total_rule(Shifted<v1::TotalRule>(instrument.total_rule));
  for (const Subscale& subscale : instrument.subscales) *wire.add_subscales() = ToWire(subscale);
  wire.set_least_total(instrument.least_total);
  wire.set_greatest_total(instrument.greatest_total);
  if (instrument.decimals.has_value()) wire.set_decimals(*instrument.decimals);
  wire.set_most_missing(instrument.most_missing);
  if (instrument.no_occasion.has_value()) *wire.mutable_no_occasion() = ToWire(*instrument.no_occasion);
  for (const SafetyTrigger& trigger : instrument.safety_triggers) *wire.add_safety_triggers() = ToWire(trigger);
  for (const Figure& figure : figures) *wire.add_figures() = ToWire(figure);
  for (const ScoreBand& band : instrument.bands) *wire.add_bands() = ToWire(band);
  for (const LoincCode& code : instrument.loinc) *wire.add_loinc() = ToWire(code);
  if (instrument.rhythm.has_value()) *wire.mutable_rhythm() = ToWire(*instrument.rhythm);
  return wire;
}

absl::StatusOr<Instrument> FromWire(const v1::Instrument& wire) {
  Instrument instrument{.key = wire.key(),
                        .version = wire.version(),
                        .name = wire.name(),
                        .construct = wire.construct(),
                        .licence_class = wire.licence_class(),
                        .least_total = wire.least_total(),
                        .greatest_total = wire.greatest_total(),
                        .most_missing = wire.most_missing()};
  ASSIGN_OR_RETURN(instrument.direction, FromWire(wire.direction()));
  ASSIGN_OR_RETURN(instrument.total_rule, Unshifted(wire.total_rule(), TotalRule::kNone, "total_rule"));
  if (wire.has_decimals()) instrument.decimals = wire.decimals();
  for (const v1::InstrumentItem& item : wire.items()) instrument.items.push_back(FromWire(item));
  for (const v1::Subscale& subscale : wire.subscales()) instrument.subscales.push_back(FromWire(subscale));
  if (wire.has_no_occasion()) {
    ASSIGN_OR_RETURN(instrument.no_occasion, FromWire(wire.no_occasion()));
  }
  RETURN_IF_ERROR(TakeEach(wire.safety_triggers(), instrument.safety_triggers));
  RETURN_IF_ERROR(TakeEach(wire.figures(), instrument.figures));
  RETURN_IF_ERROR(TakeEach(wire.bands(), instrument.bands));
  RETURN_IF_ERROR(TakeEach(wire.loinc(), instrument.loinc));
  if (wire.has_rhythm()) {
    ASSIGN_OR_RETURN(instrument.rhythm, FromWire(wire.rhythm()));
  }
  return instrument;
}

}  // namespace adagio::progress
