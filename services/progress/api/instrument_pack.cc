#include "services/progress/api/instrument_pack.h"

#include <string>
#include <utility>
#include <vector>

#include "adagio/progress/v1/progress.pb.h"
#include "google/protobuf/text_format.h"
#include "services/platform/foundation/status.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {

absl::StatusOr<Instruments> InstrumentsFrom(absl::string_view pack) {
  v1::ListInstrumentsResponse wire;
  if (!google::protobuf::TextFormat::ParseFromString(std::string(pack), &wire)) {
    return RefuseField("pack", "instruments in text form");
  }
  std::vector<Instrument> instruments;
  for (const v1::Instrument& each : wire.instruments()) {
    ASSIGN_OR_RETURN(Instrument instrument, FromWire(each));
    instruments.push_back(std::move(instrument));
  }
  return Instruments::Make(std::move(instruments));
}

}  // namespace adagio::progress
