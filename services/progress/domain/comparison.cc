#include "services/progress/domain/comparison.h"

#include <map>

#include "services/progress/statistics/clusters.h"
#include "services/progress/statistics/shrinkage.h"

namespace adagio::progress {
namespace {

// Numbers for units, in the order in which they come.
class UnitNumbers {
 public:
  int64_t Of(const UnitId& unit) { return numbers_.emplace(unit, static_cast<int64_t>(numbers_.size())).first->second; }

 private:
  std::map<UnitId, int64_t> numbers_;
};

bool IsBetter(Category category) { return category == Category::kRecovered || category == Category::kImproved; }

void ShrinkEffects(const std::vector<Outcomes*>& therapists) {
  std::vector<Estimate> effects;
  for (const Outcomes* of : therapists) {
    if (of->effect.has_value()) effects.push_back(of->effect->clustered);
  }
  if (effects.size() < 2) return;
  const absl::StatusOr<Pooled> pooled = DerSimonianLaird(effects);
  if (!pooled.ok()) return;
  for (Outcomes* of : therapists) {
    if (of->effect.has_value()) of->effect->shrunk = Shrink(of->effect->clustered, *pooled).effect;
  }
}

void PlaceShares(const std::vector<Outcomes*>& therapists) {
  std::vector<Proportion> shares;
  for (const Outcomes* of : therapists) {
    if (of->share.has_value()) shares.push_back(of->share->better);
  }
  if (shares.size() < 2) return;
  const absl::StatusOr<Funnel> funnel = FunnelOf(shares);
  if (!funnel.ok()) return;
  auto point = funnel->points.begin();
  for (Outcomes* of : therapists) {
    if (!of->share.has_value()) continue;
    of->share->place = FunnelPlace{funnel->target, funnel->phi_plain, funnel->phi_clustered, *point++};
  }
}

}  // namespace

std::optional<GroupEffect> EffectOf(const std::vector<const Course*>& courses) {
  UnitNumbers numbers;
  std::vector<double> pre, post;
  std::vector<int64_t> units;
  for (const Course* course : courses) {
    if (!course->effect.has_value()) continue;
    pre.push_back(course->effect->pre);
    post.push_back(course->effect->post);
    units.push_back(numbers.Of(course->unit));
  }
  const auto effect = ClusteredHedgesG(pre, post, units, Direction::kHigherIsBetter);
  if (!effect.ok()) return std::nullopt;
  return GroupEffect{.pairs = effect->plain.pairs, .plain = effect->plain.g, .clustered = effect->clustered};
}

std::optional<GroupShare> ShareOf(const std::vector<const Course*>& courses) {
  UnitNumbers numbers;
  std::vector<double> better;
  std::vector<int64_t> units;
  GroupShare share;
  for (const Course* course : courses) {
    if (!course->category.has_value()) continue;
    better.push_back(IsBetter(*course->category) ? 1 : 0);
    units.push_back(numbers.Of(course->unit));
    share.better.count += IsBetter(*course->category) ? 1 : 0;
  }
  if (better.empty()) return std::nullopt;
  share.better.of = static_cast<int64_t>(better.size());
  share.better.design_effect = DesignEffect(SizesOf(units), IntraclassCorrelation(better, units));
  return share;
}

void Compare(const std::vector<Outcomes*>& therapists) {
  ShrinkEffects(therapists);
  PlaceShares(therapists);
}

}  // namespace adagio::progress
