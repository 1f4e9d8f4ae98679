// Instruments on the wire, and in the packs, which hold the same message.
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
  return wire;
}

Item FromWire(const v1::InstrumentItem& wire) {
  return {.number = wire.number(),
          .least = wire.least(),
          .greatest = wire.greatest(),
          .reversed = wire.reversed(),
          .weight = wire.has_weight() ? wire.weight() : 1};
}

v1::SafetyTrigger ToWire(const SafetyTrigger& trigger) {
  v1::SafetyTrigger wire;
  wire.set_item(trigger.item);
  wire.set_at_least(trigger.at_least);
  wire.set_source(trigger.source);
  wire.set_status(Shifted<v1::FigureStatus>(trigger.status));
  return wire;
}

absl::StatusOr<SafetyTrigger> FromWire(const v1::SafetyTrigger& wire) {
  ASSIGN_OR_RETURN(const FigureStatus status, FromWire(wire.status()));
  return SafetyTrigger{.item = wire.item(), .at_least = wire.at_least(), .source = wire.source(), .status = status};
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
  wire.set_least_total(instrument.least_total);
  wire.set_greatest_total(instrument.greatest_total);
  wire.set_most_missing(instrument.most_missing);
  for (const SafetyTrigger& trigger : instrument.safety_triggers) *wire.add_safety_triggers() = ToWire(trigger);
  for (const Figure& figure : figures) *wire.add_figures() = ToWire(figure);
  if (instrument.rhythm.has_value()) *wire.mutable_rhythm() = ToWire(*instrument.rhythm);
  return wire;
}

absl::StatusOr<Instrument> FromWire(const v1::Instrument& wire) {
  ASSIGN_OR_RETURN(const std::optional<Direction> direction, FromWire(wire.direction()));
  Instrument instrument{.key = wire.key(),
                        .version = wire.version(),
                        .name = wire.name(),
                        .construct = wire.construct(),
                        .licence_class = wire.licence_class(),
                        .direction = direction,
                        .least_total = wire.least_total(),
                        .greatest_total = wire.greatest_total(),
                        .most_missing = wire.most_missing()};
  for (const v1::InstrumentItem& item : wire.items()) instrument.items.push_back(FromWire(item));
  for (const v1::SafetyTrigger& each : wire.safety_triggers()) {
    ASSIGN_OR_RETURN(SafetyTrigger trigger, FromWire(each));
    instrument.safety_triggers.push_back(std::move(trigger));
  }
  for (const v1::Figure& each : wire.figures()) {
    ASSIGN_OR_RETURN(Figure figure, FromWire(each));
    instrument.figures.push_back(std::move(figure));
  }
  if (wire.has_rhythm()) {
    ASSIGN_OR_RETURN(instrument.rhythm, FromWire(wire.rhythm()));
  }
  return instrument;
}

}  // namespace adagio::progress
