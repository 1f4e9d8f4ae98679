# How a room is built: every .cc of its folder is its library adagio_<name>, every *_test.cc is in its one test binary.
#
#   adagio_room(NAME DEPS...)          the library adagio_NAME and, where there are tests, the test NAME
#   adagio_migrations(ROOM SCHEMA)     the files schema/*.sql of this folder, as code
#   adagio_embed(TARGET NAME FILE...)  the texts of any files, as code
#
# All are called in the room's CMakeLists.txt, adagio_room first:
#
#   adagio_room(homework adagio_unit_of_work)
#   adagio_migrations(homework adagio_homework)
#
# gives adagio_homework, and whoever links it or adagio_homework_migrations alone, the header
# "services/homework/schema/migrations.h" (the path of the folder) with
#
#   namespace adagio::homework { std::vector<storage::Migration> Migrations(); }
#
#   adagio_embed(adagio_intake instrument_packs ${files})
#
# gives adagio_intake the header "embedded/instrument_packs.h" with
#
#   namespace adagio::embedded { std::vector<std::pair<absl::string_view, absl::string_view>> InstrumentPacks(); }
#
# whose pairs are a file's name without its folder and its text, in the order given. The texts are constants and live as
# long as the program. What changes in a file is built again; a file added to schema/ is noticed.

set(ADAGIO_GENERATED ${CMAKE_BINARY_DIR}/generated)

include(Precompiled)

function(adagio_room name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$|/main\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  if(sources)
    add_library(adagio_${name} STATIC ${sources})
    target_include_directories(adagio_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_compile_options(adagio_${name} PRIVATE ${ADAGIO_WARNINGS})
    target_link_libraries(adagio_${name} PUBLIC ${ARGN})
    adagio_precompiled(adagio_${name})
  else()
    add_library(adagio_${name} INTERFACE)
    target_include_directories(adagio_${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(adagio_${name} INTERFACE ${ARGN})
  endif()
  if(tests AND BUILD_TESTING)
    add_executable(${name}_test ${tests})
    target_compile_options(${name}_test PRIVATE ${ADAGIO_WARNINGS})
    target_link_libraries(${name}_test PRIVATE adagio_${name} GTest::gmock GTest::gtest_main)
    adagio_precompiled(${name}_test TESTS)
    # One process for all cases of a room: they share one private database.
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES TIMEOUT 600)
  endif()
endfunction()

function(adagio_migrations room schema)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/schema/[0-9]*.sql)
  list(SORT files)
  file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/schema)
  adagio_generate(adagio_${room}_migrations ${folder}/migrations "${files}"
    "#include \"services/platform/storage/migrations.h\"" ${room} "storage::Migration" Migrations ${schema})
  target_link_libraries(adagio_${room}_migrations PUBLIC adagio_storage)
  adagio_link(adagio_${room} adagio_${room}_migrations)
endfunction()

function(adagio_embed target name)
  string(REPLACE "_" ";" words ${name})
  set(function "")
  foreach(word ${words})
    string(SUBSTRING ${word} 0 1 first)
    string(SUBSTRING ${word} 1 -1 rest)
    string(TOUPPER ${first} first)
    string(APPEND function ${first}${rest})
  endforeach()
  adagio_generate(adagio_embedded_${name} embedded/${name} "${ARGN}"
    "#include <utility>\n\n#include \"absl/strings/string_view.h\"" embedded
    "std::pair<absl::string_view, absl::string_view>" ${function} "")
  target_link_libraries(adagio_embedded_${name} PUBLIC absl::strings)
  adagio_link(${target} adagio_embedded_${name})
endfunction()

# Makes the library `library`: a header `path`.h, and a source that embed.cmake writes again whenever a file changes.
function(adagio_generate library path files include namespace type function schema)
  set(header ${ADAGIO_GENERATED}/${path}.h)
  set(source ${ADAGIO_GENERATED}/${path}.cc)
  file(CONFIGURE OUTPUT ${header} @ONLY CONTENT
    "#pragma once\n\n#include <vector>\n\n@include@\n\nnamespace adagio::@namespace@ {\n\nstd::vector<@type@> @function@();\n\n}  // namespace adagio::@namespace@\n")
  set(absolute "")
  foreach(file ${files})
    get_filename_component(file ${file} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_SOURCE_DIR})
    list(APPEND absolute ${file})
  endforeach()
  string(REPLACE ";" "|" joined "${absolute}")
  set(script ${CMAKE_SOURCE_DIR}/deploy/cmake/embed.cmake)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -D "FILES=${joined}" -D "SCHEMA=${schema}" -D "HEADER=${path}.h"
      -D "NAMESPACE=${namespace}" -D "TYPE=${type}" -D "FUNCTION=${function}" -D "OUTPUT=${source}" -P ${script}
    DEPENDS ${absolute} ${script}
    COMMENT "Embedding ${path}" VERBATIM)
  add_library(${library} STATIC ${source})
  target_include_directories(${library} PUBLIC ${ADAGIO_GENERATED})
endfunction()

# Links `target`, which may be a room without sources yet, to `library`.
function(adagio_link target library)
  get_target_property(kind ${target} TYPE)
  if(kind STREQUAL INTERFACE_LIBRARY)
    target_link_libraries(${target} INTERFACE ${library})
  else()
    target_link_libraries(${target} PUBLIC ${library})
  endif()
endfunction()
