#pragma once

// What one partner of a unit may be told of what another did, said or was found to be. The one place that decides it
// (P1, P2, P6): whatever is not here is private, and no byte a partner is sent, no code, order, count, size or time,
// may depend on it. README.md has the table, beside the risk that is left; tests/paired_worlds says the same
// once more.
namespace adagio {

enum class Told {
  kMembership,   // who belongs to the unit and who has left
  kAssignment,   // its terms, and the one state it is in: of a pause no cause, no actor
  kLadder,       // its steps and its baseline
  kAgreement,    // phrases, review date and the overlap as frozen at the release; what the next version would speak of
  kMilestone,    // its words, and whether it is reached
  kFormulation,  // the words released last
  kRepair,       // who opened it, the account they agreed to, what was owned and acknowledged in it; no times
  kShared,       // the words or figures that their writer lets the reader read
};

// All that plays a part.
struct Claim {
  Told what = Told::kAssignment;
  bool names_reader = false;  // the reader takes part in it; of what is shared: its writer named the reader
  bool released = false;      // by the therapist; of what is shared: by its writer, who has not taken it back
  bool all_stay = false;      // nobody it concerns has left the unit
  bool reached = false;       // its writer and the reader could do joint work at some moment since it was released
};

constexpr bool IsDeclassified(const Claim& claim) {
  switch (claim.what) {
    case Told::kMembership:
      return true;
    case Told::kAssignment:
    case Told::kLadder:
    case Told::kAgreement:
      return claim.names_reader;
    case Told::kMilestone:
      return claim.names_reader && claim.all_stay;
    case Told::kFormulation:
      return claim.released;
    case Told::kRepair:
      return claim.names_reader && claim.released;
    case Told::kShared:
      return claim.names_reader && claim.released && claim.all_stay && claim.reached;
  }
  return false;
}

}  // namespace adagio
