# Sourced by tools/first-brief and tools/run-tests: makes .venv with briefgen and all it needs.
# On Debian and Ubuntu missing system packages are installed (as root or through sudo);
# elsewhere it says what to install. Usage: setup EXTRAS, as in: setup dev
set -eu
cd "$(dirname "$0")/.."
LIBRARIES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
STAMP=.venv/setup-stamp

say() { printf 'setup: %s\n' "$*" >&2; }

give_up() { say "$@"; exit 1; }

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

# What apt-get has to bring: the libraries that set pages, and Python with its venv module.
missing_packages() {
    for package in $LIBRARIES; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok' ||
            printf '%s ' "$package"
    done
    found=$(find_python)
    if [ -n "$found" ]; then
        "$found" -c 'import ensurepip, venv' 2>/dev/null ||
            "$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    elif command -v python3 >/dev/null 2>&1; then
        printf 'python3.11 python3.11-venv' # the python3 of this system is too old
    else
        printf 'python3 python3-venv'
    fi
}

install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 0
    needed=$(missing_packages)
    [ -n "$needed" ] || return 0
    # apt and dpkg look for tools in sbin, which a plain user's PATH may lack.
    if [ "$(id -u)" = 0 ]; then as_root="env PATH=$PATH:/usr/sbin:/sbin"
    elif command -v sudo >/dev/null 2>&1; then as_root=sudo
    else
        say "these system packages are missing, and there is neither root nor sudo to install them:"
        give_up "ask for this, then run me again:  apt-get install $needed"
    fi
    say "installing $needed"
    # shellcheck disable=SC2086 # both are lists of words
    {
        $as_root apt-get update -qq || say "the package lists could not be renewed; going on"
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends $needed >/dev/null ||
            give_up "apt-get could not install: $needed"
    }
}

say_what_to_install() {
    if [ "$(uname)" = Darwin ]; then
        say "on macOS, install Homebrew (https://brew.sh), then: brew install python@3.12 pango"
        say "if Pango is still not found: export DYLD_FALLBACK_LIBRARY_PATH=\"\$(brew --prefix)/lib\""
    elif command -v apt-get >/dev/null 2>&1; then
        say "install these: python3 python3-venv $LIBRARIES"
    else
        say "install Python 3.11 or newer and Pango with its parts pangoft2 and harfbuzz-subset"
        say "(Fedora: dnf install python3 pango; Arch: pacman -S python pango)"
    fi
    exit 1
}

# Whether .venv is whole, of this folder, and was made for these needs or for more.
is_set_up() {
    made=$(cat "$STAMP" 2>/dev/null) || return 1
    [ "$made" = "$1" ] || [ "$made" = "$2" ] || return 1
    .venv/bin/python -c 'import briefgen' 2>/dev/null
}

setup() {
    install_packages
    python=$(find_python)
    [ -n "$python" ] || { say "Python 3.11 or newer was not found"; say_what_to_install; }
    state="$(pwd) $(cksum < pyproject.toml)"
    if ! is_set_up "$1 $state" "dev $state"; then
        say "making .venv with $python; this takes a minute or two"
        "$python" -m venv --clear .venv
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".${1:+[$1]}" ||
            give_up "pip could not install what pyproject.toml names; see above"
        printf '%s' "$1 $state" > "$STAMP"
    fi
    .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1 ||
        { say "the libraries that set pages cannot be loaded"; say_what_to_install; }
}
