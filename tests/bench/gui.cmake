# SPDX-License-Identifier: Apache-2.0
if(RHEO_GUI)
  rheo_add_bench(gui SOURCES gui_bench.cpp LIBS rheo::ui_shell rheo::ui_pages rheo::session)
  target_compile_definitions(bench_gui PRIVATE RHEO_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
endif()
