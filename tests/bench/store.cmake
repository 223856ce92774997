# SPDX-License-Identifier: Apache-2.0
find_package(SQLite3 REQUIRED)
rheo_add_bench(store SOURCES store_bench.cpp store_load.cpp store_rows.cpp
  LIBS rheo::store benchmark::benchmark SQLite::SQLite3)
rheo_add_bench(store_questions SOURCES question_bench.cpp question_table.cpp duck.cpp store_load.cpp
    store_rows.cpp
  LIBS rheo::store SQLite::SQLite3 ${CMAKE_DL_LIBS})
add_executable(make_recording EXCLUDE_FROM_ALL make_recording.cpp store_load.cpp)
target_include_directories(make_recording PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(make_recording PRIVATE rheo::store rheo::flags)
