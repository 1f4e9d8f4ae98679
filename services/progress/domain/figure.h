#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace adagio::progress {

// How well a figure is known. Of scoring only verified and secondary ones are shipped; safety triggers are, whatever
// they are. A practice may supply its own.
enum class FigureStatus { kVerified, kSecondary, kUnverified, kSuppliedByPractice };

enum class FigureKind { kReliableChange, kCutoff, kReliability, kSd, kFunctionalMean, kFunctionalSd };

struct Figure {
  FigureKind kind = FigureKind::kCutoff;
  double value = 0;
  std::string source;
  FigureStatus status = FigureStatus::kUnverified;
};

// Null where there is no such figure.
const Figure* FindFigure(const std::vector<Figure>& figures, FigureKind kind);

// Totals that a publication calls by one word, both ends among them.
struct ScoreBand {
  std::string word;
  double least = 0;
  double greatest = 0;
  std::string source;
  FigureStatus status = FigureStatus::kUnverified;
};

enum class LoincPart { kPanel, kTotal, kItem };

// What the instrument, its total or an item is called in LOINC.
struct LoincCode {
  LoincPart part = LoincPart::kPanel;
  int item = 0;  // 0: names no item
  std::string code;
  std::string source;
  FigureStatus status = FigureStatus::kUnverified;
};

// How often an instrument is answered: policy.
struct Rhythm {
  absl::Duration every;
  std::string source;
  FigureStatus status = FigureStatus::kUnverified;
};

}  // namespace adagio::progress
