#include "tests/access/who_may.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tests/support/contracts.h"

namespace adagio::test {
namespace {

using google::protobuf::MethodDescriptor;
using options::v1::Access;

constexpr absl::string_view kPackages = "adagio.";
constexpr absl::string_view kNone = "-";

// The words of the table are the contract's, in lower case and without their prefix.
std::string Word(const std::string& constant, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StripPrefix(constant, prefix));
}

std::string WordOf(options::v1::Role role) { return Word(options::v1::Role_Name(role), "ROLE_"); }

Entry EntryFrom(const std::vector<std::string>& words) {
  Entry entry;
  if (words[1] != kNone) {
    for (const absl::string_view word : absl::StrSplit(words[1], ',')) {
      options::v1::Role role;
      if (!options::v1::Role_Parse(absl::StrCat("ROLE_", absl::AsciiStrToUpper(word)), &role)) {
        throw std::runtime_error("no such role");
      }
      entry.roles.insert(role);
    }
  }
  const std::string relation = absl::StrCat("RELATION_", absl::AsciiStrToUpper(words[2]));
  const std::string audit = absl::StrCat("AUDIT_CLASS_", absl::AsciiStrToUpper(words[4]));
  if (!options::v1::Relation_Parse(relation, &entry.relation)) throw std::runtime_error("no such relation");
  if (!options::v1::AuditClass_Parse(audit, &entry.audit)) throw std::runtime_error("no such record");
  if (words[3] != kNone) entry.resource = words[3];
  return entry;
}

}  // namespace

WhoMay ReadWhoMay(absl::string_view text) {
  WhoMay table;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    try {
      if (words.size() != 5) throw std::runtime_error("not five words");
      if (!table.emplace(absl::StrCat(kPackages, words[0]), EntryFrom(words)).second) {
        throw std::runtime_error("a second line for this method");
      }
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(absl::StrCat("who_may.txt: ", error.what(), ": ", line));
    }
  }
  return table;
}

WhoMay ShippedWhoMay() {
  std::ifstream file(ADAGIO_WHO_MAY);
  std::stringstream text;
  text << file.rdbuf();
  return ReadWhoMay(text.str());
}

WhoMay FromContracts(const std::vector<const MethodDescriptor*>& methods) {
  WhoMay table;
  for (const MethodDescriptor* method : methods) {
    const Access& access = method->options().GetExtension(options::v1::access);
    Entry& entry = table[NameOf(*method)];
    for (const int role : access.roles()) entry.roles.insert(static_cast<options::v1::Role>(role));
    entry.relation = access.relation();
    entry.resource = access.resource();
    entry.audit = access.audit();
  }
  return table;
}

std::vector<std::string> Disagreements(const WhoMay& written, const WhoMay& contracts) {
  std::vector<std::string> lines;
  for (const auto& [method, entry] : contracts) {
    const auto found = written.find(method);
    if (found == written.end()) {
      lines.push_back(absl::StrCat("not written down: ", ToLine(method, entry)));
    } else if (!(found->second == entry)) {
      lines.push_back(
          absl::StrCat("written: ", ToLine(method, found->second), "\n  contract: ", ToLine(method, entry)));
    }
  }
  for (const auto& [method, entry] : written) {
    if (contracts.count(method) == 0) lines.push_back(absl::StrCat("no such method: ", ToLine(method, entry)));
  }
  return lines;
}

std::string ToLine(const std::string& method, const Entry& entry) {
  std::vector<std::string> roles;
  for (const options::v1::Role role : entry.roles) roles.push_back(WordOf(role));
  return absl::StrJoin({std::string(absl::StripPrefix(method, kPackages)),
                        roles.empty() ? std::string(kNone) : absl::StrJoin(roles, ","),
                        Word(options::v1::Relation_Name(entry.relation), "RELATION_"),
                        entry.resource.empty() ? std::string(kNone) : entry.resource,
                        Word(options::v1::AuditClass_Name(entry.audit), "AUDIT_CLASS_")},
                       " ");
}

}  // namespace adagio::test
