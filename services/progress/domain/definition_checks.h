#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/progress/domain/instruments.h"

// The parts of CheckInstrument, in the order in which they may be called: each relies on those before it.
namespace adagio::progress {

// Lower case letters, digits and _, a letter first.
bool IsKey(absl::string_view key);

absl::Status CheckItems(const Instrument& instrument);
// Subscales, the declared totals, and which answers leave no occasion.
absl::Status CheckScoring(const Instrument& instrument);
absl::Status CheckTriggers(const Instrument& instrument, Origin origin);
// Figures, bands, codes and the rhythm.
absl::Status CheckFigures(const Instrument& instrument, Origin origin);

// A source, and a status that `origin` may ship a figure of scoring with.
absl::Status CheckKnown(absl::string_view what, const std::string& source, FigureStatus status, Origin origin);

}  // namespace adagio::progress
