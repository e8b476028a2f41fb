#!/bin/sh
# start-kernel.sh NODE [FLAG …] SCRIPT kernel CONNECTION_FILE: starts a kernel, from a warm compiler if an earlier kernel has left one that fits this
# Node, these flags, this copy of gatelab and this processor. Whatever is missing or does not fit, the kernel starts in the plain way.
# docs/decisions/0029-start-up-snapshot.md
warm=${0%/*}/../dist/kernel/start/snapshot.cjs
node=$1
shift
if [ -z "${NODE_OPTIONS-}${GATELAB_COMPILER-}" ] && [ "${GATELAB_START-}" != plain ] && [ -f "$warm" ]; then
  flags=
  for word in "$@"; do
    case $word in
      -*) flags="$flags $word" ;;
      *) break ;;
    esac
  done
  # V8 refuses what another kind of processor has left.
  processor=
  if [ -r /proc/cpuinfo ]; then
    while read -r name rest; do
      case $name in flags | Features) processor=$rest && break ;; esac
    done </proc/cpuinfo
  else
    processor=$(uname -nm)
  fi
  set -f
  # shellcheck disable=SC2046 # the lines are to become one
  key="$(echo $(LC_ALL=C ls -nL "$node" "$warm" 2>/dev/null))$flags $processor"
  set +f
  for file in "${XDG_CACHE_HOME:-$HOME/.cache}"/gatelab/start/*.key; do
    blob=${file%.key}.blob
    if [ "$blob" -nt "$warm" ] && IFS= read -r kept <"$file" && [ "$kept" = "$key" ]; then
      exec "$node" --snapshot-blob "$blob" "$@"
    fi
  done
  export GATELAB_START_KEY="$key"
fi
exec "$node" "$@"
