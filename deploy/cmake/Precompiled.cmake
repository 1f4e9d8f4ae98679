# What nearly every file reads first, compiled once: most of a build's time went into reading it again.
#
#   adagio_precompiled(TARGET)         for a library
#   adagio_precompiled(TARGET TESTS)   for a test binary, which also reads gmock
#
# Two sets, so that a room without protobuf stays without it: `words` (the standard library and Abseil) and, for whoever
# links the contracts, `calls` (gRPC and protobuf too). They are compiled with a room's options; a target that needs others
# does without them, which
#
#   adagio_compiled_with(TARGET OPTION...)
#
# sees to.

# GCC 12 guesses wrongly about std::variant, std::regex and std::string once it optimises.
set(ADAGIO_WARNINGS -Wall -Wextra -Wno-missing-field-initializers -Wno-maybe-uninitialized -Werror
  "$<$<CONFIG:Release>:-Wno-array-bounds;-Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread>")

function(adagio_precompiled_set name libraries)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/precompiled/${name}.cc CONTENT "")
  add_library(adagio_precompiled_${name} STATIC EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/generated/precompiled/${name}.cc)
  target_compile_options(adagio_precompiled_${name} PRIVATE ${ADAGIO_WARNINGS})
  target_link_libraries(adagio_precompiled_${name} PRIVATE ${libraries})
  target_precompile_headers(adagio_precompiled_${name} PRIVATE ${ARGN})
endfunction()

set(words <algorithm> <atomic> <chrono> <cstdint> <filesystem> <fstream> <functional> <map> <memory> <mutex> <optional> <set>
  <sstream> <string> <thread> <tuple> <utility> <variant> <vector>
  <absl/container/flat_hash_map.h> <absl/status/status.h> <absl/status/statusor.h> <absl/strings/str_cat.h>
  <absl/strings/str_format.h> <absl/strings/str_join.h> <absl/strings/str_split.h> <absl/time/time.h> <absl/types/span.h>)
set(calls ${words} <google/protobuf/duration.pb.h> <google/protobuf/message.h> <google/protobuf/timestamp.pb.h>
  <grpcpp/grpcpp.h>)
adagio_precompiled_set(words "absl::status" ${words})
adagio_precompiled_set(calls "gRPC::grpc++" ${calls})
adagio_precompiled_set(words_tests "absl::status;GTest::gmock" ${words} <gmock/gmock.h> <gtest/gtest.h>)
adagio_precompiled_set(calls_tests "gRPC::grpc++;GTest::gmock" ${calls} <gmock/gmock.h> <gtest/gtest.h>)

# Whether `target` reaches the contracts through what it links.
function(adagio_speaks target result)
  set(${result} FALSE PARENT_SCOPE)
  foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
    get_target_property(libraries ${target} ${property})
    foreach(library ${libraries})
      if(library STREQUAL adagio_proto)
        set(${result} TRUE PARENT_SCOPE)
        return()
      endif()
      if(library MATCHES "^adagio_" AND TARGET ${library})
        adagio_speaks(${library} found)
        if(found)
          set(${result} TRUE PARENT_SCOPE)
          return()
        endif()
      endif()
    endforeach()
  endforeach()
endfunction()

function(adagio_precompiled target)
  adagio_speaks(${target} speaks)
  set(name words)
  if(speaks)
    set(name calls)
  endif()
  if("TESTS" IN_LIST ARGN)
    string(APPEND name _tests)
    # What gmock makes of the contracts' messages costs more than what is read: such a test binary is compiled several
    # files at a time. What two of its files call alike must be in a header.
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${speaks} UNITY_BUILD_BATCH_SIZE 8)
  endif()
  target_precompile_headers(${target} REUSE_FROM adagio_precompiled_${name})
endfunction()

function(adagio_compiled_with target)
  target_compile_options(${target} PRIVATE ${ARGN})
  set_target_properties(${target} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
endfunction()
