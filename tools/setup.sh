# Sourced by tools/first-brief and tools/run-tests: makes .venv with briefgen and all it needs.
# On Debian and Ubuntu missing system packages are installed (as root or through sudo);
# elsewhere it says what to install. Usage: setup EXTRAS, as in: setup dev
set -eu
cd "$(dirname "$0")/.."
PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else say "setup: needs root or sudo for: $*"; exit 1
    fi
}

find_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"; return
        fi
    done
}

missing_packages() {
    for package in $PACKAGES; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok' || printf '%s ' "$package"
    done
    python=$(find_python)
    if [ -z "$python" ]; then printf 'python3 python3-venv '
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        printf 'python%s-venv ' "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    fi
}

install_system() {
    if ! command -v apt-get >/dev/null 2>&1; then
        [ "$(uname)" = Darwin ] && say "setup: on macOS, first: brew install pango python@3.12"
        [ "$(uname)" = Darwin ] || say "setup: first install Pango (with pangoft2 and harfbuzz-subset) and Python 3.11 or newer"
        return
    fi
    needed=$(missing_packages)
    [ -n "$needed" ] || return 0
    say "setup: installing $needed"
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $needed >/dev/null
}

setup() {
    install_system
    python=$(find_python)
    [ -n "$python" ] || { say "setup: Python 3.11 or newer is needed"; exit 1; }
    wanted="$1 $(cksum < pyproject.toml)"
    if [ ! -x .venv/bin/briefgen ] || [ "$(cat .venv/setup-stamp 2>/dev/null)" != "$wanted" ]; then
        say "setup: making .venv with ${python}"
        "$python" -m venv .venv
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".${1:+[$1]}"
        printf '%s' "$wanted" > .venv/setup-stamp
    fi
}
