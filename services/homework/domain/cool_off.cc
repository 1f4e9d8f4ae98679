#include "services/homework/domain/cool_off.h"

#include <algorithm>

namespace adagio::homework {

bool Rests(const Decline& decline, absl::Time now) { return !decline.reopened && now < decline.at + kCoolOff; }

bool SpeaksAbout(const Decline& decline, const std::string& activity, int tier,
                 const std::vector<PartnerId>& participants) {
  if (!Names(participants, decline.partner)) return false;
  return decline.activity == activity || (decline.step && tier > decline.tier);
}

bool IsCoolingOff(const UnitFacts& facts, const std::string& activity, int tier,
                  const std::vector<PartnerId>& participants, absl::Time now) {
  return std::any_of(facts.declines.begin(), facts.declines.end(), [&](const Decline& decline) {
    return Rests(decline, now) && SpeaksAbout(decline, activity, tier, participants);
  });
}

}  // namespace adagio::homework
