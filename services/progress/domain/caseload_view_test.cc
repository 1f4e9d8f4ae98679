#include "services/progress/domain/caseload_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "services/progress/domain/caseload_worklist.h"

namespace adagio::progress {
namespace {

// A caseload of one instrument: recovered, unchanged, deteriorated, and those without two scores.
using Cells = std::array<int64_t, 4>;
constexpr int64_t kMost = 8;

CaseloadFigures FiguresOf(const Cells& cells) {
  Outcomes outcomes{.instrument = "phq9"};
  outcomes.counts = {.missing = cells[3], .recovered = cells[0], .unchanged = cells[1], .deteriorated = cells[2]};
  outcomes.paired = cells[0] + cells[1] + cells[2];
  outcomes.of = outcomes.paired + cells[3];
  return {.units = outcomes.of, .partners = outcomes.of, .outcomes = {outcomes}};
}

// Everything a reader of the published counts can see.
std::vector<int64_t> SeenIn(const CaseloadFigures& figures) {
  const PublishedCounts counts = PublishedOf(figures);
  std::vector<int64_t> seen = {counts.units.value_or(-1), counts.partners.value_or(-1)};
  for (const PublishedOutcomes& of : counts.outcomes) {
    for (const auto& cell :
         {of.paired, of.unpaired, of.recovered, of.improved, of.unchanged, of.deteriorated, of.harmed, of.unjudged}) {
      seen.push_back(cell.value_or(-1));
    }
  }
  for (const PublishedMatters& of : counts.matters) seen.push_back(of.waiting.value_or(-1));
  return seen;
}

// Every caseload that differs from `cells` in one partner: one more, one less, or one of another outcome.
std::vector<Cells> OnePartnerFrom(const Cells& cells) {
  std::vector<Cells> neighbours;
  for (size_t from = 0; from <= cells.size(); ++from) {
    for (size_t to = 0; to <= cells.size(); ++to) {
      Cells other = cells;
      if (from == to || (from < cells.size() && --other[from] < 0)) continue;
      if (to < cells.size() && ++other[to] > kMost) continue;
      neighbours.push_back(other);
    }
  }
  return neighbours;
}

void ForEvery(const std::function<void(const Cells&)>& visit) {
  Cells cells{};
  for (cells[0] = 0; cells[0] <= kMost; ++cells[0]) {
    for (cells[1] = 0; cells[1] <= kMost; ++cells[1]) {
      for (cells[2] = 0; cells[2] <= kMost; ++cells[2]) {
        for (cells[3] = 0; cells[3] <= kMost; ++cells[3]) visit(cells);
      }
    }
  }
}

// The attack: whoever holds the reports of two caseloads that differ in one partner works out every caseload that could
// have given both. Tried for every pair there is in a small world, so nothing depends on luck.
TEST(PublishedCounts, NoPairOfReportsOnePartnerApartTellsASmallCell) {
  using Seen = std::pair<std::vector<int64_t>, std::vector<int64_t>>;
  std::map<Seen, std::array<std::set<int64_t>, 4>> could_be;
  std::map<Cells, std::vector<int64_t>> seen;
  ForEvery([&](const Cells& cells) { seen[cells] = SeenIn(FiguresOf(cells)); });
  ForEvery([&](const Cells& cells) {
    for (const Cells& other : OnePartnerFrom(cells)) {
      auto& values = could_be[{seen[cells], seen[other]}];
      for (size_t i = 0; i < cells.size(); ++i) values[i].insert(cells[i]);
    }
  });
  int pairs = 0;
  for (const auto& [both, values] : could_be) {
    ++pairs;
    for (const std::set<int64_t>& of : values) {
      const bool small = std::any_of(of.begin(), of.end(), [](int64_t value) { return value >= 1 && value <= 4; });
      EXPECT_TRUE(!small || of.size() >= 2);
    }
  }
  EXPECT_GT(pairs, 100);
}

TEST(PublishedCounts, NothingUnderAStepIsPublished) {
  for (int64_t count = 0; count < kCountStep; ++count) {
    CaseloadFigures figures = FiguresOf({count, 30, count, 30});
    figures.units = count;
    figures.matters = {{.kind = MatterKind::kSafetyAlert, .waiting = count}};
    const PublishedCounts published = PublishedOf(figures);
    EXPECT_FALSE(published.units.has_value());
    EXPECT_FALSE(published.outcomes[0].recovered.has_value());
    EXPECT_FALSE(published.outcomes[0].deteriorated.has_value());
    EXPECT_FALSE(published.matters[0].waiting.has_value());
    EXPECT_EQ(published.outcomes[0].unchanged, 30);
  }
}

TEST(PublishedCounts, ACountStandsForItselfAndTheFiveAboveIt) {
  const PublishedCounts published = PublishedOf(FiguresOf({6, 11, 12, 17}));
  EXPECT_EQ(published.outcomes[0].recovered, 6);
  EXPECT_EQ(published.outcomes[0].unchanged, 6);
  EXPECT_EQ(published.outcomes[0].deteriorated, 12);
  EXPECT_EQ(published.outcomes[0].unpaired, 12);
  EXPECT_EQ(published.partners, 42);
}

TEST(PublishedCounts, AnInstrumentThatFewTookIsNotNamed) {
  EXPECT_TRUE(PublishedOf(FiguresOf({5, 0, 0, 40})).outcomes.empty());
  EXPECT_EQ(PublishedOf(FiguresOf({5, 1, 0, 40})).outcomes.size(), 1u);
}

TEST(CaseloadView, IsDecidedByTheRoleAlone) {
  EXPECT_EQ(*ViewFor(Role::kTherapist), CaseloadView::kOwn);
  EXPECT_EQ(*ViewFor(Role::kSupervisor), CaseloadView::kSupervised);
  EXPECT_EQ(*ViewFor(Role::kPracticeAdmin), CaseloadView::kCounts);
  for (const Role role : {Role::kNobody, Role::kPartner, Role::kOperator}) {
    EXPECT_TRUE(absl::IsPermissionDenied(ViewFor(role).status()));
  }
}

}  // namespace
}  // namespace adagio::progress
