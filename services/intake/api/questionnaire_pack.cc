#include "services/intake/api/questionnaire_pack.h"

#include <string>
#include <utility>
#include <vector>

#include "adagio/intake/v1/questionnaire.pb.h"
#include "google/protobuf/text_format.h"
#include "services/intake/api/questionnaire_wire.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {

absl::StatusOr<Questionnaires> QuestionnairesFrom(absl::string_view pack) {
  v1::ListQuestionnairesResponse wire;
  if (!google::protobuf::TextFormat::ParseFromString(std::string(pack), &wire)) {
    return RefuseField("pack", "questionnaires in text form");
  }
  std::vector<Questionnaire> versions;
  for (const v1::Questionnaire& each : wire.questionnaires()) {
    ASSIGN_OR_RETURN(Questionnaire questionnaire, FromWire(each));
    versions.push_back(std::move(questionnaire));
  }
  return Questionnaires::Make(std::move(versions));
}

}  // namespace adagio::intake
