#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace adagio::test {

// Where any of `texts`, each of eight bytes or more, stands in clear in the files under `folder`, one line a file and
// text; empty where nowhere.
std::vector<std::string> SeenIn(const std::filesystem::path& folder, const std::vector<std::string>& texts);

// The texts that the people of a story write: everything they say, and what they call things. Those of the story that
// it begins with, too.
std::vector<std::string> TextsOfStory(const std::filesystem::path& story);

}  // namespace adagio::test
