#include "services/intake/domain/questionnaire.h"

#include <map>
#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::intake {

const Question* FindQuestion(const Questionnaire& questionnaire, absl::string_view key) {
  for (const Question& question : questionnaire.questions) {
    if (question.key == key) return &question;
  }
  return nullptr;
}

absl::StatusOr<Questionnaires> Questionnaires::Make(std::vector<Questionnaire> versions) {
  if (versions.empty()) return RefuseField("questionnaires", "at least one");
  std::map<std::string, ItemKind> kinds;
  int last = 0;
  for (const Questionnaire& questionnaire : versions) {
    if (questionnaire.version <= last) return RefuseField("version", "must count up");
    last = questionnaire.version;
    RETURN_IF_ERROR(CheckQuestionnaire(questionnaire));
    for (const Question& question : questionnaire.questions) {
      const auto [known, added] = kinds.emplace(question.key, question.kind);
      if (!added && known->second != question.kind) return RefuseField("kind", "a changed meaning is a new key");
    }
  }
  Questionnaires made;
  made.versions_ = std::move(versions);
  return made;
}

absl::StatusOr<const Questionnaire*> Questionnaires::Find(int version) const {
  for (const Questionnaire& questionnaire : versions_) {
    if (questionnaire.version == version) return &questionnaire;
  }
  return Refuse(Reason::kBug, "an intake answers a questionnaire this build does not know");
}

}  // namespace adagio::intake
