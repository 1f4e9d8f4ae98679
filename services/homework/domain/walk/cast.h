#pragma once

#include <string>

#include "services/homework/domain/ladder.h"
#include "services/homework/domain/offer.h"
#include "services/homework/domain/walk/command.h"

// Who and what the engine's facts are about, in the walk.
namespace adagio::homework::walk {

// Versions of facts made from a state: what a stop outlived, stops, yeses after it.
constexpr Version kBeforeStop = 1, kStop = 2, kFresh = 3;

absl::Time Window();
absl::Time TimeOf(int instant);
// When the practice's day of that moment ends.
absl::Time EndOfDayOf(int instant);

PartnerId Partner(int who);
AssignmentId StepId(int step);
AgreementId TheAgreement();
RepairId TheRepair();
const std::string& KeyOf(const World& world, int step);

// One occurrence a day.
const Schedule& Days();
std::vector<PartnerId> Everyone(const UnitFacts& facts);

// An offer to so many, as the engine makes it, with nothing said.
const Assignment& AsOffered(const World& world, int step);
// What offering a step proposes.
Proposal ProposalOf(const UnitFacts& facts, const World& world, int step);
// The ladder of that shape, as the engine's own edits make it.
const Ladder& LadderOf(Shape shape);

}  // namespace adagio::homework::walk
