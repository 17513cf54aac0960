# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# How the scripts of this repository speak and wait. Sourced. All of it goes to stderr, so that stdout stays free for answers.

say() { printf '%s\n' "$*" >&2; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# step TEXT COMMAND…: runs the command in the foreground (so that Ctrl-C reaches it) with its output in a log, tells
# every 20 s that it is still at it, and shows the end of the log if it fails. It uses the EXIT trap.
step() {
  local text=$1 start=$SECONDS log status=0
  shift
  log=$(mktemp)
  say "==> $text"
  tick "$start" &
  ticker=$!
  trap 'kill "$ticker" 2>/dev/null || true' EXIT
  "$@" >"$log" 2>&1 || status=$?
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  trap - EXIT
  if ((status != 0)); then
    tail -n 60 "$log" >&2
    rm -f "$log"
    fail "$text: ended with exit code $status after $((SECONDS - start)) s (its last lines are above)"
  fi
  rm -f "$log"
  say "    done in $((SECONDS - start)) s"
}

# The nap is a child of its own, ended with the ticker: it would hold a pipe on stderr open otherwise.
tick() {
  local start=$1 nap=
  trap 'kill "$nap" 2>/dev/null; exit 0' TERM
  while :; do
    sleep 20 &
    nap=$!
    wait "$nap"
    say "    … $((SECONDS - start)) s"
  done
}

# await SECONDS WHAT COMMAND…: until the command succeeds; 1 when the time is over.
await() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= limit)); then
      say "error: $what: not within the time allowed"
      return 1
    fi
    sleep 0.2
  done
}

# as_root COMMAND…: only package installation and starting the Docker engine need it.
as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "root is needed for: $* (run this as root, or install sudo)"
  fi
}

# apt_install PACKAGE…: from the machine's own Debian sources.
apt_install() {
  command -v apt-get >/dev/null || fail "no apt-get here to install: $* (install it by your system's own means)"
  step "installing Debian packages: $*" apt_get_install "$@"
}

apt_get_install() {
  as_root apt-get update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}
