# SPDX-License-Identifier: Apache-2.0
# Sourced by mc, tests/run and .ci/run: installs what is missing and builds a preset. Everything it has to
# say goes to standard error; a failure exits with 70, which is no verdict of the checker.

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

die() {
  printf 'mc: %s\n' "$@" >&2
  exit 70
}

# packages SECTION...: names listed in these sections of setup/packages.
packages() {
  local section line wanted=" $* "
  while read -r line; do
    case $line in
      '' | '#'*) ;;
      '['*) section=${line//[\[\]]/} ;;
      *) [[ $wanted == *" $section "* ]] && printf '%s\n' "$line" ;;
    esac
  done <"$root/setup/packages"
  return 0
}

# missing_packages SECTION...: those of them that are not installed.
missing_packages() {
  local name
  for name in $(packages "$@"); do
    [[ $(dpkg-query -W -f '${db:Status-Status} ' "$name" 2>/dev/null) == *installed\ * ]] || echo "$name"
  done
}

# apt_get COMMAND...: apt-get as root, without questions.
apt_get() {
  local as_root=()
  if ((EUID != 0)); then
    as_root=(sudo)
    [[ -t 2 ]] || as_root+=(-n)
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" </dev/null >"$log" 2>&1
}

# install_packages SECTION...: installs what is missing, or says what to install and exits.
install_packages() {
  local missing remedy log
  if ! command -v dpkg-query >/dev/null; then
    die "this is no Debian system, so these packages cannot be looked for; names in Debian 12:" \
      "  $(packages "$@" | tr '\n' ' ')"
  fi
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [[ -n $missing ]] || return 0
  remedy="  apt-get update && apt-get install --no-install-recommends ${missing% }"
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "packages are missing, and installing them takes root; run as root:" "$remedy"
  fi
  echo "mc: installing ${missing% } (once)" >&2
  log=$(mktemp)
  # shellcheck disable=SC2086 # a list of names
  if ! { apt_get update && apt_get install -y --no-install-recommends $missing; }; then
    grep -E '^(E|sudo):' "$log" >&2 || tail -n 5 "$log" >&2
    rm -f "$log"
    die "packages are missing and could not be installed; with root and network, run:" "$remedy"
  fi
  rm -f "$log"
}

# configured PRESET: its build directory is complete and was made for this place (the tree may have moved).
configured() {
  local directory=$root/build/$1
  [[ -e $directory/build.ninja ]] &&
    grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$directory/CMakeCache.txt"
}

# configure PRESET CMAKE-ARGUMENT...
configure() {
  local preset=$1
  shift
  configured "$preset" || rm -rf "$root/build/$preset"
  (cd "$root" && cmake --preset "$preset" "$@") </dev/null >"$root/build/log" 2>&1 && return
  cat "$root/build/log" >&2
  die "cmake could not configure the build (preset $preset); its words are above"
}

# build PRESET CMAKE-BUILD-ARGUMENT...: one progress line on a terminal, silent in a pipe, loud on failure.
build() {
  local preset=$1
  shift
  if [[ -t 2 ]]; then
    NINJA_STATUS='building [%f/%t] ' cmake --build "$root/build/$preset" "$@" </dev/null >&2 && return
  else
    echo "mc: building (preset $preset)" >&2
    cmake --build "$root/build/$preset" "$@" </dev/null >"$root/build/log" 2>&1 && return
    tail -n 60 "$root/build/log" >&2
  fi
  die "the build failed (preset $preset); the compiler's words are above"
}

# lock: one build at a time in this tree; held until this shell ends or unlock.
lock() {
  mkdir -p "$root/build" || die "cannot write $root/build: clone into a directory of your own"
  exec {lock_fd}>"$root/build/lock"
  flock "$lock_fd"
}

unlock() { exec {lock_fd}>&-; }
