#include "services/intake/domain/reframing.h"

#include <array>

namespace adagio::intake {
namespace {

constexpr std::array kPrompts = {
    ReframingPrompt{
        "the_loop",
        "If this were a loop that catches you both, where would each of you first notice that it has begun?"},
    ReframingPrompt{
        "what_the_day_brings",
        "What had the day already done to each of you by the time it happened: the hour, the work, the noise, "
        "something left open?"},
    ReframingPrompt{"two_good_reasons",
                    "Say what each of you was trying to protect just then. Both can be a good reason."},
    ReframingPrompt{
        "same_side",
        "Put the difficulty on the table in front of you, so that you sit on the same side of it. What do you "
        "call it?"},
    ReframingPrompt{"without_it", "Think of a time when it was easier. What was different around you?"},
    ReframingPrompt{
        "next_small_thing",
        "What is one small thing about the situation, not about either of you, that could be otherwise next "
        "time?"},
};

}  // namespace

absl::Span<const ReframingPrompt> ReframingPrompts() { return kPrompts; }

}  // namespace adagio::intake
