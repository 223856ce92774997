# SPDX-License-Identifier: Apache-2.0
# find_package(rheo-probe) gives rheo::probe (shared) and rheo::probe-static; pkg-config rheo-probe.
include(CMakePackageConfigHelpers)

install(TARGETS rheo_probe_shared EXPORT rheo-probe
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT probe NAMELINK_COMPONENT probe-dev)
install(TARGETS rheo_probe_static EXPORT rheo-probe
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT probe-dev)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/probes/include/rheo
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT probe-dev)
install(EXPORT rheo-probe NAMESPACE rheo:: FILE rheo-probe-targets.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/rheo-probe COMPONENT probe-dev)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/rheo-probe-config.cmake.in
  ${CMAKE_BINARY_DIR}/rheo-probe-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/rheo-probe)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/rheo-probe-config-version.cmake
  COMPATIBILITY SameMinorVersion)
configure_file(${CMAKE_CURRENT_LIST_DIR}/rheo-probe.pc.in ${CMAKE_BINARY_DIR}/rheo-probe.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/rheo-probe-config.cmake
              ${CMAKE_BINARY_DIR}/rheo-probe-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/rheo-probe COMPONENT probe-dev)
install(FILES ${CMAKE_BINARY_DIR}/rheo-probe.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT probe-dev)
