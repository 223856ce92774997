# SPDX-License-Identifier: Apache-2.0
# find_package(rheo-probe) gives rheo::probe (shared) and rheo::probe-static, with COMPONENTS metrics
# also rheo::probe_metrics and rheo::probe_metrics-static; pkg-config rheo-probe, rheo-probe-metrics.
include(CMakePackageConfigHelpers)
set(RHEO_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/rheo-probe)

# From the .pc files to the prefix, so that they are right wherever they are unpacked.
file(RELATIVE_PATH RHEO_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" RHEO_PC_PREFIX "${RHEO_PC_PREFIX}")

# rheo_install_probe(<targets prefix> <component> <include dir> <export>): one library, both kinds.
function(rheo_install_probe prefix component include export)
  install(TARGETS ${prefix}_shared EXPORT ${export}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component} NAMELINK_COMPONENT ${component}-dev)
  install(TARGETS ${prefix}_static EXPORT ${export}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component}-dev)
  install(DIRECTORY ${include}/rheo DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT ${component}-dev)
  install(EXPORT ${export} NAMESPACE rheo:: FILE ${export}-targets.cmake
    DESTINATION ${RHEO_CMAKE_DIR} COMPONENT ${component}-dev)
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${export}.pc.in ${CMAKE_BINARY_DIR}/${export}.pc @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/${export}.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT ${component}-dev)
endfunction()

rheo_install_probe(rheo_probe probe ${CMAKE_SOURCE_DIR}/probes/include rheo-probe)
if(RHEO_PROBE_METRICS)
  rheo_install_probe(rheo_probe_metrics probe-metrics ${CMAKE_SOURCE_DIR}/probes/metrics/include rheo-probe-metrics)
endif()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/rheo-probe-config.cmake.in
  ${CMAKE_BINARY_DIR}/rheo-probe-config.cmake INSTALL_DESTINATION ${RHEO_CMAKE_DIR})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/rheo-probe-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/rheo-probe-config.cmake
              ${CMAKE_BINARY_DIR}/rheo-probe-config-version.cmake
  DESTINATION ${RHEO_CMAKE_DIR} COMPONENT probe-dev)
