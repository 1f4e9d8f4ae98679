#pragma once

#include <cstddef>

namespace adagio::progress {

// What the publications say of an instrument, typed from them and not from the packs: how many scored items a total or
// a subscale has, and from where to where it goes.
struct PublishedRange {
  const char* instrument;
  const char* subscale;  // empty: the total
  size_t items;
  double least;
  double greatest;
};

inline constexpr PublishedRange kPublishedRanges[] = {
    {"asex", "", 5, 5, 30},
    {"auditc", "", 3, 0, 12},
    {"cpq35", "constructive", 9, 9, 81},
    {"cpq35", "self_demand_partner_withdraw", 7, 7, 63},
    {"cpq35", "partner_demand_self_withdraw", 7, 7, 63},
    {"cpq_sf", "constructive", 3, 3, 27},
    {"cpq_sf", "demand_withdraw_total", 6, 6, 54},
    {"cpq_sf", "self_demand_partner_withdraw", 3, 3, 27},
    {"cpq_sf", "partner_demand_self_withdraw", 3, 3, 27},
    {"csi16", "", 16, 0, 81},
    {"csi32", "", 32, 0, 161},
    {"csi4", "", 4, 0, 21},
    {"fsds_dao", "", 15, 0, 60},
    {"fsds_r", "", 13, 0, 52},
    {"fsfi", "", 19, 2, 36},
    {"fsfi", "desire", 2, 1.2, 6},
    {"fsfi", "arousal", 4, 0, 6},
    {"fsfi", "lubrication", 4, 0, 6},
    {"fsfi", "orgasm", 3, 0, 6},
    {"fsfi", "satisfaction", 3, 0.8, 6},
    {"fsfi", "pain", 3, 0, 6},
    {"gad7", "", 7, 0, 21},
    {"gmsex", "", 5, 5, 35},
    {"iief15", "", 15, 5, 75},
    {"iief15", "erectile", 6, 1, 30},
    {"iief15", "orgasmic", 2, 0, 10},
    {"iief15", "desire", 2, 2, 10},
    {"iief15", "intercourse_satisfaction", 3, 0, 15},
    {"iief15", "overall_satisfaction", 2, 2, 10},
    {"iief5", "", 5, 1, 25},
    {"nsss", "", 20, 20, 100},
    {"nsss_s", "", 12, 12, 60},
    {"ors", "", 4, 0, 40},
    {"pcl5", "", 20, 0, 80},
    {"pcl5", "intrusion", 5, 0, 20},
    {"pcl5", "avoidance", 2, 0, 8},
    {"pcl5", "cognition_mood", 7, 0, 28},
    {"pcl5", "arousal", 6, 0, 24},
    {"pcptsd5", "", 5, 0, 5},
    {"phq9", "", 9, 0, 27},
    {"rdas", "", 14, 0, 69},
    {"rdas", "consensus", 6, 0, 30},
    {"rdas", "satisfaction", 4, 0, 20},
    {"rdas", "cohesion", 4, 0, 19},
    {"sdi2", "", 14, 0, 109},
    {"srs", "", 4, 0, 40},
    {"suds", "", 1, 0, 100},
    {"who5", "", 5, 0, 100},
};

}  // namespace adagio::progress
