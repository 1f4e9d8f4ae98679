#include "tests/paired_worlds/draft.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "adagio/options/v1/options.pb.h"
#include "services/platform/foundation/ids.h"
#include "tests/support/contracts.h"
#include "tests/support/person.h"
#include "tests/support/requests.h"

namespace adagio::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// What stands in a draft for a name or a sealed text: a mark, what it is, of which kind, and its place.
constexpr char kMark[] = "@";
constexpr char kUnitShape[] = "practices/{}/treatmentUnits/{}";
constexpr absl::string_view kTexts[] = {"quiet",
                                        "it went too fast, and I said so",
                                        "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
                                        "\xf0\x9f\x8c\x8a tide",
                                        "-",
                                        "A long evening. We sat by the window and said little, and that was good."};

const options::v1::Field& RuleOf(const FieldDescriptor& field) {
  return field.options().GetExtension(options::v1::field);
}

class Drawing {
 public:
  Drawing(const Asking& asking, const Knowledge& sender, Aim aim, int64_t now, Random& random)
      : asking_(asking), sender_(sender), aim_(aim), now_(now), random_(random) {}

  void Fill(Message& message, int depth) {
    const Descriptor* type = message.GetDescriptor();
    for (int i = 0; i < type->field_count() && depth < 5; ++i) {
      const FieldDescriptor& field = *type->field(i);
      const auto* choice = field.real_containing_oneof();
      if (choice != nullptr && message.GetReflection()->HasOneof(message, choice)) continue;
      const options::v1::Field& is = RuleOf(field);
      const bool needed = is.required() || is.min_items() > 0 || asking_.always.contains(std::string(field.name()));
      if (!needed && !Chance(60)) continue;
      const int most = static_cast<int>(std::max<uint32_t>(is.min_items(), is.max_items() > 2 ? 3 : 1));
      const int count = field.is_repeated() ? std::max(static_cast<int>(is.min_items()), 1 + Below(most)) : 1;
      for (int n = 0; n < count; ++n) FillValue(message, field, depth);
    }
  }

 private:
  int Below(int end) { return static_cast<int>(random_() % static_cast<uint64_t>(end)); }
  bool Chance(int percent) { return Below(100) < percent; }

  std::string DrawName(const std::string& shape) {
    const size_t known = sender_.Names(shape).size();
    // A unit, its practice and its partners are always meant; but an act that is to do nothing is about another unit.
    if (shape == kUnitShape && asking_.way == Way::kAct) return absl::StrCat(kMark, "nothing ", shape, " 0");
    const bool place = shape == "practices/{}" || shape == kUnitShape || absl::EndsWith(shape, "/partners/{}");
    const bool speaks_of_known = place || (aim_ == Aim::kKnown && known > 0 && !Chance(15));
    if (speaks_of_known && known > 0) {
      // Mostly of what is new.
      const int back = Chance(60) ? Below(std::min(static_cast<int>(known), 3)) : Below(static_cast<int>(known));
      return absl::StrCat(kMark, "known ", shape, " ", known - 1 - static_cast<size_t>(back));
    }
    if (Chance(20)) return absl::StrCat(kMark, "nothing ", shape, " 0");
    return absl::StrCat(kMark, "others ", shape, " ", Below(4));
  }

  std::string DrawText(const FieldDescriptor& field) {
    const options::v1::Field& is = RuleOf(field);
    const auto always = asking_.always.find(std::string(field.name()));
    if (always != asking_.always.end()) return always->second;
    if (is.uuid()) return absl::StrCat(kMark, "id ", field.name(), " 0");
    if (!is.resource().empty()) return DrawName(is.resource());
    if (IsSealed(field)) return absl::StrCat(kMark, "sealed ", field.name(), " ", Below(10));
    const std::vector<std::string>& words = sender_.Words(std::string(field.name()));
    const bool is_key = is.max_length() <= 64;
    if (!words.empty() && Chance(is_key ? 95 : 20)) {
      return words[static_cast<size_t>(Below(static_cast<int>(words.size())))];
    }
    std::string text(kTexts[Below(std::size(kTexts))]);
    if (is.max_length() > 300 && Chance(15)) text = std::string(static_cast<size_t>(1 + Below(300)), 'w');
    return is.max_length() > 0 && text.size() > is.max_length() ? text.substr(0, is.max_length()) : text;
  }

  int64_t DrawNumber(const FieldDescriptor& field) {
    const auto always = asking_.always.find(std::string(field.name()));
    int64_t number = 0;
    if (always != asking_.always.end() && absl::SimpleAtoi(always->second, &number)) return number;
    const options::v1::Field& is = RuleOf(field);
    if (field.name() == "page_size") return Chance(40) ? 1 + Below(2) : 0;
    const std::vector<int64_t>& known = sender_.Numbers(std::string(field.name()));
    if (!known.empty() && Chance(70)) return known[static_cast<size_t>(Below(static_cast<int>(known.size())))];
    if (!is.has_range()) return Below(10);
    const int64_t wide = std::min<int64_t>(is.greatest() - is.least(), Chance(50) ? 10 : 1000);
    return is.least() + Below(static_cast<int>(wide) + 1);
  }

  void FillWellKnown(Message& message) {
    const FieldDescriptor* seconds = message.GetDescriptor()->FindFieldByName("seconds");
    if (seconds == nullptr) return;
    const bool length = message.GetDescriptor()->name() == "Duration";
    message.GetReflection()->SetInt64(&message, seconds, length ? 60 * (1 + Below(30)) : now_ - 3600 * Below(50));
  }

  void FillValue(Message& message, const FieldDescriptor& field, int depth) {
    const Reflection& how = *message.GetReflection();
    const bool list = field.is_repeated();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        const std::string text = DrawText(field);
        return list ? how.AddString(&message, &field, text) : how.SetString(&message, &field, text);
      }
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int values = field.enum_type()->value_count();
        const int number = field.enum_type()->value(std::min(1 + Below(std::max(values - 1, 1)), values - 1))->number();
        return list ? how.AddEnumValue(&message, &field, number) : how.SetEnumValue(&message, &field, number);
      }
      case FieldDescriptor::CPPTYPE_MESSAGE: {
        Message& inner = *(list ? how.AddMessage(&message, &field) : how.MutableMessage(&message, &field));
        const bool well_known = absl::StartsWith(field.message_type()->full_name(), "google.protobuf.");
        return well_known ? FillWellKnown(inner) : Fill(inner, depth + 1);
      }
      case FieldDescriptor::CPPTYPE_BOOL:
        return list ? how.AddBool(&message, &field, Chance(50)) : how.SetBool(&message, &field, Chance(50));
      case FieldDescriptor::CPPTYPE_INT32: {
        const auto number = static_cast<int32_t>(DrawNumber(field));
        return list ? how.AddInt32(&message, &field, number) : how.SetInt32(&message, &field, number);
      }
      case FieldDescriptor::CPPTYPE_INT64:
        return list ? how.AddInt64(&message, &field, DrawNumber(field))
                    : how.SetInt64(&message, &field, DrawNumber(field));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return list ? how.AddDouble(&message, &field, 1) : how.SetDouble(&message, &field, 1);
      default:
        return;
    }
  }

  const Asking& asking_;
  const Knowledge& sender_;
  const Aim aim_;
  const int64_t now_;
  Random& random_;
};

std::string NameFor(const std::string& what, const std::string& shape, size_t place, const Knowledge& sender,
                    const Knowledge& others) {
  if (what == "known" && place < sender.Names(shape).size()) return sender.Names(shape)[place];
  if (what == "others") {
    // The latest of those that are others' alone.
    const std::vector<std::string>& kept = others.Names(shape);
    for (auto name = kept.rbegin(); name != kept.rend(); ++name) {
      if (!sender.Knows(*name) && place-- == 0) return *name;
    }
  }
  const std::string& practice = sender.Names("practices/{}").at(0);
  if (shape == kUnitShape) return absl::StrCat(practice, "/treatmentUnits/", NewId());
  return MadeUpName({practice, sender.Names(kUnitShape).at(0), {}}, shape);
}

void Resolve(Message& message, const std::string& method, const Knowledge& sender, const Knowledge& others) {
  VisitTexts(message, [&](const FieldDescriptor& field, std::string& text) {
    if (!absl::StartsWith(text, kMark)) return;
    const std::vector<std::string> parts = absl::StrSplit(text.substr(1), ' ');
    size_t place = 0;
    if (parts.size() != 3 || !absl::SimpleAtoi(parts[2], &place)) return;
    if (parts[0] == "id") {
      text = NewId();
    } else if (parts[0] != "sealed") {
      text = NameFor(parts[0], parts[1], place, sender, others);
    } else if (absl::EndsWith(field.name(), "cursor")) {
      text = sender.Sealed("cursor");
    } else {
      // Where a page went on; one in ten is somebody else's, or spoiled.
      text = sender.Sealed(absl::StrCat(method, " next_page_token"));
      if (place == 0 && !text.empty()) text[text.size() / 2] = text[text.size() / 2] == 'A' ? 'B' : 'A';
    }
  });
}

}  // namespace

Draft DrawDraft(const Asking& asking, const Knowledge& sender, Aim aim, int64_t now, Random& random) {
  Draft draft{
      .method = asking.method,
      .message = std::shared_ptr<Message>(
          google::protobuf::MessageFactory::generated_factory()->GetPrototype(asking.method->input_type())->New())};
  Drawing(asking, sender, aim, now, random).Fill(*draft.message, 0);
  return draft;
}

std::string BytesIn(const Draft& draft, const Knowledge& sender, const Knowledge& others) {
  const std::unique_ptr<Message> message(draft.message->New());
  message->CopyFrom(*draft.message);
  Resolve(*message, NameOf(*draft.method), sender, others);
  return message->SerializeAsString();
}

}  // namespace adagio::test
