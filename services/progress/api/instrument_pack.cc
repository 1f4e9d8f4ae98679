#include "services/progress/api/instrument_pack.h"

#include <string>
#include <utility>

#include "adagio/progress/v1/progress.pb.h"
#include "google/protobuf/text_format.h"
#include "services/platform/foundation/status.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {

absl::StatusOr<Instruments> InstrumentsFrom(const std::vector<std::pair<absl::string_view, absl::string_view>>& packs) {
  std::vector<Instrument> instruments;
  for (const auto& [name, text] : packs) {
    v1::ListInstrumentsResponse wire;
    if (!google::protobuf::TextFormat::ParseFromString(std::string(text), &wire)) {
      return RefuseField(name, "instruments in text form");
    }
    for (const v1::Instrument& each : wire.instruments()) {
      ASSIGN_OR_RETURN(Instrument instrument, FromWire(each));
      instruments.push_back(std::move(instrument));
    }
  }
  return Instruments::Make(std::move(instruments));
}

}  // namespace adagio::progress
