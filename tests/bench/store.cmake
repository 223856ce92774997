# SPDX-License-Identifier: Apache-2.0
if(RHEO_MODEL)
  find_package(SQLite3 REQUIRED)
  rheo_add_bench(store SOURCES store_bench.cpp store_load.cpp
    LIBS rheo::store benchmark::benchmark SQLite::SQLite3)
endif()
