# Run by the build: writes OUTPUT, a source whose FUNCTION returns the texts of FILES ('|' between them). With a SCHEMA
# each is a migration and its name begins with its number; without, it is a pair of name and text.

set(entries "")
string(REPLACE "|" ";" files "${FILES}")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" text)
  if(text MATCHES "\\)adagio\"")
    message(FATAL_ERROR "${file} holds the delimiter of its own literal")
  endif()
  set(before "\"${name}\"")
  if(NOT SCHEMA STREQUAL "")
    if(NOT name MATCHES "^0*([1-9][0-9]*)_[a-z0-9_]+\\.sql$")
      message(FATAL_ERROR "${file}: a migration is called like 0001_name.sql")
    endif()
    set(before "\"${SCHEMA}\", ${CMAKE_MATCH_1}, \"${name}\"")
  endif()
  string(APPEND entries "      {${before}, R\"adagio(${text})adagio\"},\n")
endforeach()

file(WRITE "${OUTPUT}" "#include \"${HEADER}\"

namespace adagio::${NAMESPACE} {

std::vector<${TYPE}> ${FUNCTION}() {
  return {
${entries}  };
}

}  // namespace adagio::${NAMESPACE}
")
