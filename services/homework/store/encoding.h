#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/agreement.h"
#include "services/homework/domain/facts.h"
#include "services/homework/domain/repair.h"
#include "services/homework/store/assignment_texts.h"

// Values of the domain as lists of texts, the content of sealed columns. From… gives INTERNAL/BUG for what To… did not
// make.
namespace adagio::homework {

using Texts = std::vector<std::string>;

Texts ToTexts(const std::map<std::string, Stance>& stances);
absl::StatusOr<std::map<std::string, Stance>> StancesFrom(const Texts& texts);

Texts ToTexts(AnswerKind answer);
absl::StatusOr<AnswerKind> AnswerFrom(const Texts& texts);

// The declines of one partner.
Texts ToTexts(const std::vector<Decline>& declines);
absl::StatusOr<std::vector<Decline>> DeclinesFrom(const PartnerId& partner, const Texts& texts);

// The joint part of an agreement: terms, overlap and draft, without ids and approvals.
Texts ToTexts(const AgreementRecord& record);
absl::Status FillFrom(const Texts& texts, AgreementRecord& record);

// What of a repair follows its opening, without ids.
Texts ToTexts(const RepairRecord& record);
absl::Status FillFrom(const Texts& texts, RepairRecord& record);

// An assignment's terms and their words.
Texts ToTexts(const Assignment& assignment, const AssignmentTexts& words);
absl::Status FillFrom(const Texts& texts, Assignment& assignment, AssignmentTexts& words);

// What a member said of their own state.
Texts LimitsOf(const Member& member);
absl::Status FillFrom(const Texts& texts, Member& member);

Texts ToTexts(const std::map<int, int>& numbers);
absl::StatusOr<std::map<int, int>> NumbersFrom(const Texts& texts);

// Empty text for an absent number.
std::string ToText(const std::optional<int>& number);
absl::StatusOr<std::optional<int>> OptionalFrom(const std::string& text);
absl::StatusOr<int64_t> NumberFrom(const std::string& text);

// Sorted ids one after the other, 16 bytes each.
std::string ToBytes(const std::vector<PartnerId>& participants);
absl::StatusOr<std::vector<PartnerId>> ParticipantsFrom(const std::string& bytes);
// Versions one after the other, 8 bytes each.
std::string ToBytes(const std::vector<Version>& versions);
absl::StatusOr<std::vector<Version>> VersionsFrom(const std::string& bytes);

}  // namespace adagio::homework
