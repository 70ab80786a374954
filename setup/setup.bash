# SPDX-License-Identifier: Apache-2.0
# Setup: sourced by mc, tests/run and .ci/run. Installs what is missing and builds a preset. Everything it has to
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
    # One word for each architecture; "not-installed" and "config-files" are words, too.
    [[ " $(dpkg-query -W -f '${db:Status-Status} ' "$name" 2>/dev/null)" == *' installed '* ]] || echo "$name"
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

# build_directory: makes $root/build, where logs go, too.
build_directory() {
  mkdir -p "$root/build" || die "cannot write $root/build: clone into a directory of your own"
}

# cost PACKAGE...: what apt says of an installation: "Need to get 95.6 MB", "532 MB of additional disk space".
cost() {
  apt-get install --assume-no --no-install-recommends -o Debug::NoLocking=1 "$@" 2>/dev/null </dev/null |
    sed -nE 's/^Need to get ([^/]*\/)?(.*B) of archives.*/\2 to download/p
             s/^After this operation, (.*B) of additional.*/\1 of disk/p' | paste -sd, | sed 's/,/, /' || true
}

# install_packages SECTION...: installs what is missing, or says what to install and exits.
install_packages() {
  local missing remedy log price
  if ! command -v dpkg-query >/dev/null; then
    die "this is no Debian system, so these packages cannot be looked for; names in Debian 12:" \
      "  $(packages "$@" | tr '\n' ' ')"
  fi
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [[ -n $missing ]] || return 0
  remedy="  apt-get update && apt-get install --no-install-recommends ${missing% }"
  [[ ${MC_INSTALL-} != no ]] || die "packages are missing, and MC_INSTALL=no forbids to install them; run as root:" \
    "$remedy"
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "packages are missing, and installing them takes root; run as root:" "$remedy"
  fi
  build_directory
  log=$root/build/install.log
  echo "mc: installing packages once (MC_INSTALL=no: says which, and stops): ${missing% }" >&2
  # shellcheck disable=SC2086 # a list of names
  if apt_get update && price=$(cost $missing) &&
    echo "mc: ${price:-size unknown}; about a minute after the download" >&2 &&
    apt_get install -y --no-install-recommends $missing; then
    return 0
  fi
  grep -E '^(E|sudo):' "$log" >&2 || tail -n 5 "$log" >&2
  die "packages are missing and could not be installed; with root and network, run:" "$remedy"
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

# progress_lines: of Ninja's lines on standard input, the progress of every twentieth part.
progress_lines() {
  local line done all last=0
  while IFS= read -r line; do
    [[ $line =~ ^building\ \[([0-9]+)/([0-9]+)\] ]] || continue
    done=${BASH_REMATCH[1]} all=${BASH_REMATCH[2]}
    if ((done * 20 / all != last)); then
      last=$((done * 20 / all))
      echo "mc: building, $done of $all" >&2
    fi
  done
}

# build PRESET CMAKE-BUILD-ARGUMENT...: one progress line on a terminal, a line now and then in a pipe, loud on
# failure. MC_BUILD_COST: what to say of its length beforehand.
build() {
  local preset=$1
  shift
  echo "mc: building (preset $preset)${MC_BUILD_COST:+: $MC_BUILD_COST}" >&2
  if [[ -t 2 ]]; then
    NINJA_STATUS='building [%f/%t] ' cmake --build "$root/build/$preset" "$@" </dev/null >&2 && return
  else
    (
      set -o pipefail
      NINJA_STATUS='building [%f/%t] ' cmake --build "$root/build/$preset" "$@" </dev/null 2>&1 |
        tee "$root/build/log" | progress_lines
    ) && return
    grep -v '^building ' "$root/build/log" | tail -n 60 >&2
  fi
  die "the build failed (preset $preset); the compiler's words are above"
}

# lock: one build at a time in this tree; held until this shell ends or unlock.
lock() {
  build_directory
  exec {lock_fd}>"$root/build/lock"
  flock "$lock_fd"
}

unlock() { exec {lock_fd}>&-; }
