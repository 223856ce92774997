#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# consumer.sh BUILD_DIR install|debs: builds projects of somebody else against what was installed, or
# against the Debian packages, unpacked somewhere: with CMake and with pkg-config, shared and static, C11
# and C++17, without and with the metrics. Runs what was built.
set -euo pipefail
build=$(readlink -f "$1")
how=$2
here=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export RHEO_ENDPOINT="ipc://$work/nobody"
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; echo "failed: $*" >&2; exit 1; }; }

metrics=OFF
grep -q '^RHEO_PROBE_METRICS:BOOL=\(ON\|1\|TRUE\)$' "$build/CMakeCache.txt" && metrics=ON
if [ "$how" = install ]; then
  components="probe probe-dev"
  [ "$metrics" = OFF ] || components+=" probe-metrics probe-metrics-dev"
  for component in $components; do
    quietly cmake --install "$build" --prefix "$work/usr" --component "$component"
  done
else
  "$here/debs.sh" "$build" "$work/debs"
  for package in "$work"/debs/*.deb; do dpkg-deb -x "$package" "$work"; done
fi
lib=$(dirname "$(find "$work/usr" -name librheo_probe.a)")

quietly cmake -S "$here/consumer" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/usr" -DMETRICS=$metrics
quietly cmake --build "$work/build"
for program in "$work"/build/cpp-*; do "$program"; done

# The .pc files are found where they lie, and say where that is.
export PKG_CONFIG_PATH="$lib/pkgconfig" LD_LIBRARY_PATH="$lib"
# shellcheck disable=SC2046
{
  quietly cc -std=c11 -Wall -Wextra -Werror -pedantic "$here/consumer/main.c" -o "$work/c-host" \
    $(pkg-config --cflags --libs rheo-probe)
  "$work/c-host"
  # Static: the archive by name, what it needs from the .pc file.
  quietly cc -std=c11 -Wall -Wextra -Werror -pedantic "$here/consumer/main.c" -o "$work/c-host-static" \
    $(pkg-config --static --cflags --libs rheo-probe | sed 's/-lrheo_probe\b/-l:librheo_probe.a/')
  LD_LIBRARY_PATH='' "$work/c-host-static"
  if [ "$metrics" = ON ]; then
    quietly c++ -std=c++17 "$here/consumer/metrics.cpp" -o "$work/metered" $(pkg-config --cflags --libs rheo-probe-metrics)
    "$work/metered"
  fi
}
if ldd "$work/c-host-static" | grep -q rheo; then echo "the static host still wants our shared library" >&2; exit 1; fi
if readelf -d "$lib/librheo_probe.so" | grep NEEDED | grep -vqE 'zmq|stdc\+\+|libgcc|libm\.|libc\.|ld-linux'; then
  readelf -d "$lib/librheo_probe.so" | grep NEEDED >&2
  echo "the library needs more than libzmq" >&2
  exit 1
fi
"$here/symbols.sh" "$lib/librheo_probe.so"
echo "$how: found, linked and run"
