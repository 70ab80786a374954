#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prints what Spin finds for one of these models, as an independent count of ours.
#   count.sh states model.pml [-DNAME=value ...]   number of reachable states, without any reduction
#   count.sh length model.pml [-DNAME=value ...]   steps of a shortest run to the error, breadth first
# Exit status 77: Spin or a C compiler is not installed; 1: Spin says something else than asked for.
set -eu
what=$1
model=$(realpath "$2")
shift 2
command -v spin >/dev/null && command -v cc >/dev/null || exit 77
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
# -o1 -o2 -o3: no data-flow optimisation, no dead variables reset, no statements merged.
spin -o1 -o2 -o3 "$@" -a "$model" >&2
case $what in
states)
  cc -O1 -w -DNOREDUCE -DSAFETY -DMEMLIM=512 -o pan pan.c
  ./pan -m1000000 >report
  grep -q 'errors: 0' report
  sed -n 's/^ *\([0-9.e+]*\) states, stored.*/\1/p' report
  ;;
length)
  cc -O1 -w -DBFS -DNOREDUCE -DSAFETY -DMEMLIM=512 -o pan pan.c
  ./pan >report
  grep -q 'errors: 1' report
  # A trail has a header of negative numbers, then a line a step: step:process:transition. Where it ends
  # in a deadlock, the last line is the step that was looked for and not found.
  steps=$(grep -c '^[0-9]' ./*.trail)
  if grep -q '^pan:1: invalid end state' report; then steps=$((steps - 1)); fi
  echo "$steps"
  ;;
esac
