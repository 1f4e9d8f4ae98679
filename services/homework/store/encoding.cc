#include "services/homework/store/encoding.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr size_t kDeclineTexts = 5;
constexpr size_t kTermsTexts = 5;
constexpr size_t kRecordTexts = 3 + 2 * kTermsTexts;

absl::Status Broken() { return Refuse(Reason::kBug, "a stored value does not parse"); }

// A number that is one of an enum's `count` values.
template <typename Enum>
absl::StatusOr<Enum> EnumFrom(const std::string& text, int count) {
  ASSIGN_OR_RETURN(const int64_t number, NumberFrom(text));
  if (number < 0 || number >= count) return Broken();
  return static_cast<Enum>(number);
}

void Append(const Terms& terms, Texts& texts) {
  texts.push_back(Pack(terms.activities));
  texts.push_back(terms.pause_signal);
  texts.push_back(terms.soft_no_phrase);
  texts.push_back(terms.tentative_acknowledgement);
  texts.push_back(absl::StrCat(absl::ToUnixMicros(terms.review_at)));
}

absl::StatusOr<Terms> TermsFrom(const Texts& texts, size_t first) {
  Terms terms;
  ASSIGN_OR_RETURN(terms.activities, Unpack(texts[first]));
  terms.pause_signal = texts[first + 1];
  terms.soft_no_phrase = texts[first + 2];
  terms.tentative_acknowledgement = texts[first + 3];
  ASSIGN_OR_RETURN(const int64_t micros, NumberFrom(texts[first + 4]));
  terms.review_at = absl::FromUnixMicros(micros);
  return terms;
}

}  // namespace

absl::StatusOr<int64_t> NumberFrom(const std::string& text) {
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number)) return Broken();
  return number;
}

std::string ToText(const std::optional<int>& number) { return number.has_value() ? absl::StrCat(*number) : ""; }

absl::StatusOr<std::optional<int>> OptionalFrom(const std::string& text) {
  if (text.empty()) return std::optional<int>();
  ASSIGN_OR_RETURN(const int64_t number, NumberFrom(text));
  return std::optional<int>(static_cast<int>(number));
}

Texts ToTexts(const std::map<std::string, Stance>& stances) {
  Texts texts;
  for (const auto& [activity, stance] : stances) {
    texts.push_back(activity);
    texts.push_back(absl::StrCat(static_cast<int>(stance)));
  }
  return texts;
}

absl::StatusOr<std::map<std::string, Stance>> StancesFrom(const Texts& texts) {
  if (texts.size() % 2 != 0) return Broken();
  std::map<std::string, Stance> stances;
  for (size_t i = 0; i < texts.size(); i += 2) {
    ASSIGN_OR_RETURN(stances[texts[i]], EnumFrom<Stance>(texts[i + 1], 4));
  }
  return stances;
}

Texts ToTexts(AnswerKind answer) { return {absl::StrCat(static_cast<int>(answer))}; }

absl::StatusOr<AnswerKind> AnswerFrom(const Texts& texts) {
  if (texts.size() != 1) return Broken();
  return EnumFrom<AnswerKind>(texts[0], 6);
}

Texts ToTexts(const std::vector<Decline>& declines) {
  Texts texts;
  for (const Decline& decline : declines) {
    texts.push_back(decline.activity);
    texts.push_back(absl::StrCat(decline.tier));
    texts.push_back(absl::StrCat(static_cast<int>(decline.step)));
    texts.push_back(absl::StrCat(absl::ToUnixMicros(decline.at)));
    texts.push_back(absl::StrCat(static_cast<int>(decline.reopened)));
  }
  return texts;
}

absl::StatusOr<std::vector<Decline>> DeclinesFrom(const PartnerId& partner, const Texts& texts) {
  if (texts.size() % kDeclineTexts != 0) return Broken();
  std::vector<Decline> declines;
  for (size_t i = 0; i < texts.size(); i += kDeclineTexts) {
    Decline decline{.partner = partner, .activity = texts[i]};
    ASSIGN_OR_RETURN(decline.tier, NumberFrom(texts[i + 1]));
    ASSIGN_OR_RETURN(decline.step, NumberFrom(texts[i + 2]));
    ASSIGN_OR_RETURN(const int64_t micros, NumberFrom(texts[i + 3]));
    decline.at = absl::FromUnixMicros(micros);
    ASSIGN_OR_RETURN(decline.reopened, NumberFrom(texts[i + 4]));
    declines.push_back(std::move(decline));
  }
  return declines;
}

Texts ToTexts(const AgreementRecord& record) {
  Texts texts = {absl::StrCat(record.number), absl::StrCat(static_cast<int>(record.drafted)), Pack(record.overlap)};
  Append(record.in_force, texts);
  Append(record.draft, texts);
  return texts;
}

absl::Status FillFrom(const Texts& texts, AgreementRecord& record) {
  if (texts.size() != kRecordTexts) return Broken();
  ASSIGN_OR_RETURN(record.number, NumberFrom(texts[0]));
  ASSIGN_OR_RETURN(record.drafted, NumberFrom(texts[1]));
  ASSIGN_OR_RETURN(record.overlap, Unpack(texts[2]));
  ASSIGN_OR_RETURN(record.in_force, TermsFrom(texts, 3));
  ASSIGN_OR_RETURN(record.draft, TermsFrom(texts, 3 + kTermsTexts));
  return absl::OkStatus();
}

Texts ToTexts(const std::map<int, int>& numbers) {
  Texts texts;
  for (const auto& [key, value] : numbers) {
    texts.push_back(absl::StrCat(key));
    texts.push_back(absl::StrCat(value));
  }
  return texts;
}

absl::StatusOr<std::map<int, int>> NumbersFrom(const Texts& texts) {
  if (texts.size() % 2 != 0) return Broken();
  std::map<int, int> numbers;
  for (size_t i = 0; i < texts.size(); i += 2) {
    ASSIGN_OR_RETURN(const int64_t key, NumberFrom(texts[i]));
    ASSIGN_OR_RETURN(const int64_t value, NumberFrom(texts[i + 1]));
    numbers[static_cast<int>(key)] = static_cast<int>(value);
  }
  return numbers;
}

std::string ToBytes(const std::vector<PartnerId>& participants) {
  std::string bytes;
  for (const PartnerId& partner : participants) absl::StrAppend(&bytes, partner.bytes());
  return bytes;
}

absl::StatusOr<std::vector<PartnerId>> ParticipantsFrom(const std::string& bytes) {
  constexpr size_t kIdBytes = 16;
  if (bytes.size() % kIdBytes != 0) return Broken();
  std::vector<PartnerId> participants;
  for (size_t i = 0; i < bytes.size(); i += kIdBytes) {
    participants.emplace_back(Uuid::FromBytes(absl::string_view(bytes).substr(i, kIdBytes)));
  }
  return participants;
}

std::string ToBytes(const std::vector<Version>& versions) {
  std::string bytes;
  for (const Version version : versions) {
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(version >> shift & 0xff));
  }
  return bytes;
}

absl::StatusOr<std::vector<Version>> VersionsFrom(const std::string& bytes) {
  if (bytes.size() % sizeof(Version) != 0) return Broken();
  std::vector<Version> versions(bytes.size() / sizeof(Version));
  for (size_t i = 0; i < bytes.size(); ++i) {
    Version& version = versions[i / sizeof(Version)];
    version = version << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return versions;
}

}  // namespace adagio::homework
