#include "services/intake/domain/shared_words.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/ascii.h"

namespace adagio::intake {
namespace {

constexpr char kPrivate[] =
    "When she comes in with that look I would rather be anywhere else, and then I hate myself for a whole evening.";

bool Holds(const std::string& text, const std::string& private_text, const std::string& known = "") {
  return HoldsPrivateWords(Letters(text), {Letters(private_text)}, {Letters(known)});
}

TEST(HoldsPrivateWords, FindsACopy) {
  EXPECT_TRUE(Holds(kPrivate, kPrivate));
  EXPECT_TRUE(Holds("One of you told me: when she comes in with that look I would rather be anywhere else.", kPrivate));
  EXPECT_FALSE(Holds("Coming home has become a test for both of you.", kPrivate));
}

TEST(HoldsPrivateWords, IsNotMisledByCaseSpaceOrPunctuation) {
  EXPECT_TRUE(Holds("WHEN SHE COMES IN,\n\nwith \u201Cthat look\u201D \u2014 I would rather", kPrivate));
  EXPECT_TRUE(Holds("w h e n s h e c o m e s i n w i t h t h a t l o o k i w o u l d", kPrivate));
  EXPECT_TRUE(Holds("when she comes in with\u200B that look I\u00AD would rather be", kPrivate));
  EXPECT_TRUE(Holds("ICH F\u00DCHLE MICH WIE EIN M\u00D6BELST\u00DCCK IM EIGENEN HAUS",
                    "Ich f\u00FChle mich wie ein M\u00F6belst\u00FCck im eigenen Haus, jeden Abend."));
  EXPECT_TRUE(
      Holds("\u042F \u0427\u0423\u0412\u0421\u0422\u0412\u0423\u042E \u0421\u0415\u0411\u042F "
            "\u041C\u0415\u0411\u0415\u041B\u042C\u042E \u0412 \u0421\u0412\u041E\u0401\u041C "
            "\u0414\u041E\u041C\u0415",
            "\u044F \u0447\u0443\u0432\u0441\u0442\u0432\u0443\u044E \u0441\u0435\u0431\u044F "
            "\u043C\u0435\u0431\u0435\u043B\u044C\u044E \u0432 \u0441\u0432\u043E\u0451\u043C "
            "\u0434\u043E\u043C\u0435"));
}

TEST(HoldsPrivateWords, BeginsAtThirtyLettersInARow) {
  const std::string thirty = "abcdefghijklmnopqrstuvwxyz0123";
  const std::string text = "xx " + thirty + " yy";
  EXPECT_TRUE(Holds("so " + thirty + " it", text + " and much more that nobody copies"));
  EXPECT_FALSE(Holds("so " + thirty.substr(1) + " it", text + " and much more that nobody copies"));
}

// Wherever a copy begins, and whatever stands between its letters.
TEST(HoldsPrivateWords, FindsEveryRunOfThirtyLettersHoweverItIsBroken) {
  const Letters mine(kPrivate);
  for (size_t begin = 0; begin + kRun <= mine.row().size(); ++begin) {
    std::string broken = "Q7 ";
    for (size_t i = begin; i < begin + kRun; ++i) {
      const char letter = static_cast<char>(mine.row()[i]);
      broken += i % 3 == 0 ? absl::ascii_toupper(letter) : letter;
      if (i % 4 == 0) broken += i % 8 == 0 ? "\n- " : "\u2026";
    }
    EXPECT_TRUE(Holds(broken + " Q8", kPrivate)) << begin;
    broken.erase(broken.find_first_not_of("Q7 "), 1);
    EXPECT_FALSE(Holds(broken + " Q8", kPrivate)) << begin;
  }
}

TEST(HoldsPrivateWords, FindsAShortTextAsAWhole) {
  EXPECT_TRUE(Holds("One of you felt like furniture; the other never knew.", "felt like furniture"));
  EXPECT_FALSE(Holds("You are both tired.", "tired"));
  EXPECT_FALSE(Holds("You felt like it.", "felt like it"));
  EXPECT_FALSE(Holds("Anything at all.", ""));
}

TEST(HoldsPrivateWords, CountsLettersThatAreSyllablesOrWordsSooner) {
  // "Every evening I am afraid to go home": twelve letters.
  const std::string mine = "\u6BCF\u5929\u665A\u4E0A\u6211\u90FD\u4E0D\u6562\u56DE\u5BB6\u5BB3\u6015";
  EXPECT_TRUE(Holds("\u6709\u4EBA\u8BF4\uFF1A" + mine + "\u3002", mine + "\u3002\u6211\u4E0D\u77E5\u9053\u3002"));
  EXPECT_FALSE(Holds("\u6BCF\u5929\u665A\u4E0A\u4F60\u4EEC", mine));
}

TEST(HoldsPrivateWords, TakesNoOffenceAtWhatAllHaveRead) {
  const std::string read = "Closeness has become a question with a wrong answer, for both of you.";
  const std::string copied_by_a_partner = "You wrote: " + read + " I thought about that all week.";
  EXPECT_TRUE(Holds(read, copied_by_a_partner));
  EXPECT_FALSE(Holds(read, copied_by_a_partner, read));
  EXPECT_TRUE(Holds(read + " I thought about that all week.", copied_by_a_partner, read)) << "but what was added";
}

TEST(Letters, OfWhatIsNoTextAreNone) {
  EXPECT_EQ(Letters("\xF0\x9F").row().size(), 0u);
  EXPECT_EQ(Letters("\x80\xBF").row().size(), 0u);
  EXPECT_EQ(Letters("a\xE2\x80").row(), U"a");
  EXPECT_EQ(Letters("\U0001F60A A\u0301b 1").row(), U"ab1");
}

}  // namespace
}  // namespace adagio::intake
