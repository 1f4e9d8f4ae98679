#include "services/intake/domain/release_text.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/intake/domain/shared_words.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

// A stretch of a text, and the number of the quotation that follows it; 0 where none does.
struct Part {
  absl::string_view own;
  size_t number = 0;
};

bool IsDigit(char letter) { return letter >= '0' && letter <= '9'; }

// The text up to its first "{digits}", which is taken off with it.
Part NextPart(absl::string_view& rest) {
  for (size_t open = rest.find('{'); open != absl::string_view::npos; open = rest.find('{', open + 1)) {
    size_t end = open + 1;
    size_t number = 0;
    while (end < rest.size() && IsDigit(rest[end]) && number <= kMostQuotations) {
      number = 10 * number + static_cast<size_t>(rest[end++] - '0');
    }
    if (end == open + 1 || end == rest.size() || rest[end] != '}') continue;
    const Part part{rest.substr(0, open), number == 0 ? kMostQuotations + 1 : number};
    rest.remove_prefix(end + 1);
    return part;
  }
  return {std::exchange(rest, {}), 0};
}

std::vector<Part> PartsOf(absl::string_view text) {
  std::vector<Part> parts;
  do {
    parts.push_back(NextPart(text));
  } while (!text.empty());
  return parts;
}

// Each of 1 to `count` once, and nothing else.
bool NumbersAre(const std::vector<Part>& parts, size_t count) {
  std::vector<size_t> numbers;
  for (const Part& part : parts) {
    if (part.number != 0) numbers.push_back(part.number);
  }
  std::sort(numbers.begin(), numbers.end());
  for (size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] != i + 1) return false;
  }
  return numbers.size() == count;
}

// Without the letters of its numbers, which would part a run in two: "{1}" between two halves of a copy hides nothing.
Letters OwnLetters(absl::string_view text) {
  std::string own;
  for (const Part& part : PartsOf(text)) absl::StrAppend(&own, part.own, " ");
  return Letters(own);
}

bool HoldsPrivateWordsOf(absl::string_view text, const std::vector<PrivateText>& texts,
                         const std::vector<Quotation>& asked, const std::vector<Sensitive<std::string>>& released) {
  std::vector<Letters> private_texts, known;
  for (const PrivateText& each : texts) private_texts.emplace_back(each.text.Read(Reveal::kToDecide));
  for (const Quotation& each : asked) private_texts.emplace_back(each.words.Read(Reveal::kToDecide));
  for (const Sensitive<std::string>& each : released) known.push_back(OwnLetters(each.Read(Reveal::kToDecide)));
  return HoldsPrivateWords(OwnLetters(text), private_texts, known);
}

}  // namespace

absl::StatusOr<Sensitive<std::string>> ReleaseText(const Sensitive<std::string>& text,
                                                   const std::vector<Quotation>& quotations,
                                                   const std::vector<PrivateText>& texts,
                                                   const std::vector<Quotation>& asked,
                                                   const std::vector<Sensitive<std::string>>& released) {
  const std::string& given = text.Read(Reveal::kToDecide);
  const std::vector<Part> parts = PartsOf(given);
  if (!NumbersAre(parts, quotations.size())) {
    return RefuseField("quotations", "each must stand in the text once by its number, as in {1}");
  }
  for (const Quotation& quotation : quotations) {
    if (!MayStand(quotation, texts)) return Refuse(Reason::kApprovalMissing, "a quotation may not stand");
  }
  if (HoldsPrivateWordsOf(given, texts, asked, released)) {
    return RefuseField("text", "must refer to private words by a quotation, and hold none itself");
  }
  std::string read;
  for (const Part& part : parts) {
    absl::StrAppend(&read, part.own);
    if (part.number == 0) continue;
    absl::StrAppend(&read, "\u201C", quotations[part.number - 1].words.Read(Reveal::kToAnswer), "\u201D");
  }
  return Sensitive(std::move(read));
}

}  // namespace adagio::intake
