#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Proves the two commands of the README on a Debian 12 root that holds nothing but git and ca-certificates.
#
#   tests/package/clean_root.sh [ROOT]
#
# Makes the root with debootstrap (needs root), takes apt's sources and proxy settings from this machine, clones the
# committed state of this checkout into it and runs `./dev run --headless` and `./dev test` there. ROOT is kept
# for a look when given, else removed.
set -euo pipefail
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
root=${1:-$(mktemp -d /var/tmp/rheo-clean-root.XXXXXX)}
keep=${1:+yes}

[ "$(id -u)" -eq 0 ] || { echo "clean_root: needs root for debootstrap and chroot" >&2; exit 1; }
command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap

unmount() {
  for at in dev sys proc; do
    mountpoint -q "$root/$at" || continue
    mount --make-rslave "$root/$at"
    umount -l "$root/$at"
  done
}
finish() {
  unmount
  [ -n "$keep" ] || rm -rf --one-file-system "$root"
}
trap finish EXIT

# The first Debian archive this machine itself installs from.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
[ -n "$mirror" ] || { echo "clean_root: apt lists no bookworm archive; run apt-get update" >&2; exit 1; }

echo "clean_root: bootstrapping into $root"
[ -e "$root/etc/debian_version" ] ||
  debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" "$mirror" >"$root.log" 2>&1 ||
  { tail -n 20 "$root.log" >&2; exit 1; }
rm -f "$root.log"

# The same archives and proxy as outside; no packages.
rm -f "$root/etc/apt/sources.list"
cp -r /etc/apt/sources.list* /etc/apt/trusted.gpg* "$root/etc/apt/" 2>/dev/null || true
grep -lE '^Acquire::' /etc/apt/apt.conf.d/* | xargs -r -I{} cp {} "$root/etc/apt/apt.conf.d/"
[ -d /usr/local/share/ca-certificates ] && cp -r /usr/local/share/ca-certificates "$root/usr/local/share/"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" 2>/dev/null || true
cp /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"

rm -rf "$root/rheoscope"
git clone -q --no-hardlinks "$source_dir" "$root/rheoscope"

inside() {
  chroot "$root" /usr/bin/env -i HOME=/root TERM=dumb LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
    bash -c "cd /rheoscope && $1"
}

echo "clean_root: ./dev run"
SECONDS=0
inside "./dev run --headless"
ran=$SECONDS
echo "clean_root: ./dev test"
SECONDS=0
inside "./dev test"
echo "clean_root: run ${ran} s, test ${SECONDS} s: both commands succeed on a clean root"
