#!/bin/sh
# Fetches the age command, 1.3 or newer (the first with post-quantum keys), as a test partner and
# prints where it is. Takes Debian's package from the mirror this machine already uses, in the
# suite given (sid unless said), checked by Debian's keys; installs nothing, needs no root.
set -eu

suite=${1:-sid}
cache=$(cd "$(dirname "$0")/.." && pwd)/.cache/age
binary=$cache/unpacked/usr/bin/age

mkdir -p "$cache/etc" "$cache/lists/partial" "$cache/archives/partial"
exec 9>"$cache/lock"
flock 9 # tests run side by side

if [ ! -x "$binary" ]; then
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' |
        grep -v -e security | sed -n 's/ main$//p' | head -n 1)
    keys=$(ls /usr/share/keyrings/debian-archive-keyring.* | head -n 1)
    echo "deb [signed-by=$keys] $mirror $suite main" >"$cache/etc/sources.list"
    set -- -q -o "Dir::Etc::sourcelist=$cache/etc/sources.list" -o Dir::Etc::sourceparts=- \
        -o "Dir::State::lists=$cache/lists" -o "Dir::Cache=$cache" -o APT::Sandbox::User=
    apt-get "$@" update >&2
    rm -f "$cache"/age_*.deb
    (cd "$cache" && apt-get "$@" download age >&2)
    rm -rf "$cache/unpacking"
    dpkg -x "$cache"/age_*.deb "$cache/unpacking"
    rm -rf "$cache/lists" "$cache"/*.bin
    mv "$cache/unpacking" "$cache/unpacked"
fi
echo "$binary"
