# How a room is built: every .cc of its folder is its library adagio_<name>, every *_test.cc is in its one test binary.

# adagio_room(NAME DEPS...) makes the library and, where there are tests, the test binary <name>_test.
function(adagio_room name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$|/main\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  if(sources)
    add_library(adagio_${name} STATIC ${sources})
    target_include_directories(adagio_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_compile_options(adagio_${name} PRIVATE -Wall -Wextra -Werror)
    target_link_libraries(adagio_${name} PUBLIC ${ARGN})
  else()
    add_library(adagio_${name} INTERFACE)
    target_include_directories(adagio_${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(adagio_${name} INTERFACE ${ARGN})
  endif()
  if(tests AND BUILD_TESTING)
    add_executable(${name}_test ${tests})
    target_compile_options(${name}_test PRIVATE -Wall -Wextra -Werror)
    target_link_libraries(${name}_test PRIVATE adagio_${name} GTest::gmock GTest::gtest_main)
    gtest_discover_tests(${name}_test TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 120)
  endif()
endfunction()

# adagio_embed(TARGET HEADER_VARIABLE FILE...) adds to TARGET a generated source that holds each FILE's text; see embed.cmake.
