# SPDX-License-Identifier: Apache-2.0
# Debian packages of the library alone: cpack -G DEB in the build directory, or ./dev package.
set(CPACK_PACKAGE_NAME rheo-probe)
set(CPACK_PACKAGE_VENDOR "Rheoscope")
set(CPACK_PACKAGE_CONTACT "Rheoscope developers <developers@rheoscope.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "event probe of Rheoscope")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "https://rheoscope.invalid")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
# The metrics link the probe, which is in no installed package while they are built.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR}/probes/src)
set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian/repack.cmake)
set(RHEO_DEB_PROBE librheo-probe${PROJECT_VERSION_MAJOR})
set(RHEO_DEB_METRICS librheo-probe-metrics${PROJECT_VERSION_MAJOR})
set(CPACK_COMPONENTS_ALL "")

string(TIMESTAMP RHEO_CHANGELOG_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(${CMAKE_CURRENT_LIST_DIR}/debian/changelog.in ${CMAKE_BINARY_DIR}/debian/changelog @ONLY)
find_program(RHEO_GZIP gzip)
if(RHEO_GZIP)
  execute_process(COMMAND ${RHEO_GZIP} -9nkf ${CMAKE_BINARY_DIR}/debian/changelog)
endif()

# rheo_package(<component> <package> <section> <depends> <what it is> <what it is for>)
macro(rheo_package component package section depends what text)
  string(TOUPPER ${component} RHEO_COMPONENT)
  list(APPEND CPACK_COMPONENTS_ALL ${component})
  set(CPACK_DEBIAN_${RHEO_COMPONENT}_PACKAGE_NAME ${package})
  set(CPACK_DEBIAN_${RHEO_COMPONENT}_PACKAGE_SECTION ${section})
  set(CPACK_DEBIAN_${RHEO_COMPONENT}_PACKAGE_DEPENDS "${depends}")
  set(CPACK_COMPONENT_${RHEO_COMPONENT}_DESCRIPTION "event probe of Rheoscope: ${what}\n${text}")
  if(${section} STREQUAL libs)
    set(CPACK_DEBIAN_${RHEO_COMPONENT}_PACKAGE_SHLIBDEPS ON)
    set(CPACK_DEBIAN_${RHEO_COMPONENT}_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_LIST_DIR}/debian/triggers)
  endif()
  install(FILES ${CMAKE_CURRENT_LIST_DIR}/debian/copyright ${CMAKE_BINARY_DIR}/debian/changelog.gz OPTIONAL
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${component})
endmacro()

rheo_package(probe ${RHEO_DEB_PROBE} libs "" "shared library"
  "Tells a collector which events a service publishes and handles, without
ever getting in the way of the service.")
rheo_package(probe-dev librheo-probe-dev libdevel
  "${RHEO_DEB_PROBE} (= ${PROJECT_VERSION}), libzmq3-dev" "headers and static library"
  "What is needed to build services that embed the probe, in C and C++.")
if(RHEO_PROBE_METRICS)
  rheo_package(probe-metrics ${RHEO_DEB_METRICS} libs
    "${RHEO_DEB_PROBE} (= ${PROJECT_VERSION})" "metrics for Prometheus"
    "Counts the events that a service publishes and handles, and how long
handling takes, in a registry of the service's own.")
  rheo_package(probe-metrics-dev librheo-probe-metrics-dev libdevel
    "${RHEO_DEB_METRICS} (= ${PROJECT_VERSION}), librheo-probe-dev (= ${PROJECT_VERSION}), prometheus-cpp-dev"
    "metrics, headers"
    "What is needed to build services that count their events for Prometheus.")
endif()
include(CPack)
