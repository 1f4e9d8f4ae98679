// What stops joint work of a partner, in the ways that no partner may tell apart.
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "adagio/progress/v1/progress.grpc.pb.h"
#include "tests/paired_worlds/side.h"
#include "tests/support/practice.h"

namespace adagio::test {
namespace {

using intake::v1::ScreeningService;
using progress::v1::ProgressService;

constexpr int kItems = 5;  // of E-HITS
constexpr int kNever = 1, kOften = 5;
constexpr int kSafetyItem = 9;  // of PHQ-9

}  // namespace

void Side::Screen(int who, int items, int value) {
  const Line& line = site_.LineTo(0, lane_);
  auto sitting = New<intake::v1::OpenSittingRequest>();
  sitting.set_partner(unit_.partner_names[static_cast<size_t>(who)]);
  sitting.set_alone(true);
  auto screen = New<intake::v1::RecordViolenceScreenRequest>();
  screen.set_sitting(site_.thea().Insist(line, &ScreeningService::Stub::OpenSitting, sitting).sitting());
  kept_.LearnName(screen.sitting());
  screen.set_instrument(intake::v1::VIOLENCE_INSTRUMENT_EHITS);
  for (int number = 1; number <= items; ++number) {
    intake::v1::ScreenItem& item = *screen.add_items();
    item.set_number(number);
    item.set_value(value);
  }
  site_.thea().Insist(line, &ScreeningService::Stub::RecordViolenceScreen, screen);
}

void Side::SayUnsafe(int who) {
  const Line& line = site_.LineTo(0, lane_);
  const Person& partner = unit_.partners[static_cast<size_t>(who)];
  auto start = New<progress::v1::StartAdministrationRequest>();
  start.set_partner(unit_.partner_names[static_cast<size_t>(who)]);
  start.set_instrument("phq9");
  auto save = New<progress::v1::SaveItemRequest>();
  save.set_administration(
      partner.Insist(line, &ProgressService::Stub::StartAdministration, start).administration().name());
  kept_.LearnName(save.administration());
  save.set_item(kSafetyItem);
  save.set_value(2);
  partner.Insist(line, &ProgressService::Stub::SaveItem, save);
}

void Side::Hold(int who, Holding holding) {
  // One screen at a time, and who has one does not clear themselves by another.
  std::vector<Holding>& standing = holdings_[who];
  for (const Holding other : standing) {
    const bool screens = other == Holding::kPositiveScreen || other == Holding::kUnfinishedScreen;
    if (screens && holding != Holding::kSafetyItem) holding = Holding::kHold;
  }
  standing.push_back(holding);
  switch (holding) {
    case Holding::kPositiveScreen:
      return Screen(who, kItems, kOften);
    case Holding::kUnfinishedScreen:
      return Screen(who, kItems - 1, kNever);
    case Holding::kSafetyItem:
      return SayUnsafe(who);
    case Holding::kHold: {
      auto hold = New<intake::v1::PlaceHoldRequest>();
      hold.set_partner(unit_.partner_names[static_cast<size_t>(who)]);
      hold.set_reason("To be talked about.");
      kept_.LearnName(
          site_.thea().Insist(site_.LineTo(0, lane_), &ScreeningService::Stub::PlaceHold, hold).hold().name());
    }
  }
}

// False where it is a hold, which the model lifts.
bool Side::Lift(int who) {
  std::vector<Holding>& standing = holdings_[who];
  if (standing.empty()) return false;
  const Holding holding = standing.back();
  standing.pop_back();
  if (holding != Holding::kPositiveScreen && holding != Holding::kUnfinishedScreen) return false;
  Screen(who, kItems, kNever);
  return true;
}

}  // namespace adagio::test
