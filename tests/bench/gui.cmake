# SPDX-License-Identifier: Apache-2.0
if(RHEO_GUI)
  rheo_add_bench(gui SOURCES gui_bench.cpp gui_measure.cpp gui_measure.h LIBS rheo::ui_shell rheo::ui_pages rheo::session)
  set_target_properties(bench_gui PROPERTIES AUTOMOC ON)
  target_compile_definitions(bench_gui PRIVATE RHEO_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
endif()
