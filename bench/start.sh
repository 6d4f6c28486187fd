#!/bin/sh
# How long until the first page: from an empty data directory, and the second time. Built first; loopback only; five rounds.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
port=18331
rounds=${1:-5}
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT

now() { date +%s%N; }

# Starts, waits for the first page, prints the milliseconds, stops in order.
once() {
  began=$(now)
  SAMSPEL_PORT=$port SAMSPEL_DATA=$1 "$home/samspel" demo >"$data/log" 2>&1 &
  pid=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/"; do
    kill -0 "$pid" 2>/dev/null || { cat "$data/log" >&2; exit 1; }
    sleep 0.05
  done
  echo $((($(now) - began) / 1000000))
  kill "$pid"
  wait "$pid" 2>/dev/null || true
}

summary() { sort -n | awk '{ a[NR] = $1 } END { printf "%d | %d | %d", a[1], a[int((NR + 1) / 2)], a[NR] }'; }

# The demonstration is built, and stays up until its start has been recorded.
run=$home/app/target/run
SAMSPEL_PORT=$port SAMSPEL_DATA=$data/warm "$home/samspel" demo >"$data/log" 2>&1 &
pid=$!
waited=0
until [ -f "$run/samspel.aot" ]; do
  kill -0 "$pid" 2>/dev/null || { cat "$data/log" >&2; exit 1; }
  [ "$waited" -lt 300 ] || { echo "no start-up cache was made in five minutes" >&2; exit 1; }
  sleep 1
  waited=$((waited + 1))
done
kill "$pid"
wait "$pid" 2>/dev/null || true
cache=$(du -h "$run/samspel.aot" | cut -f1)
load=$(cut -d' ' -f1 /proc/loadavg)

# First and second starts: measure CACHED|PLAIN
measure() {
  : >"$data/first-$1"
  : >"$data/second-$1"
  i=0
  while [ "$i" -lt "$rounds" ]; do
    once "$data/round" >>"$data/first-$1"
    once "$data/round" >>"$data/second-$1"
    rm -rf "$data/round"
    i=$((i + 1))
  done
}

measure cached
mv "$run/samspel.aot" "$data/kept.aot"
# No new record is made beside what is measured.
mkdir "$run/training"
measure plain
rmdir "$run/training"
mv "$data/kept.aot" "$run/samspel.aot"

# What a newcomer waits for, once: the clone, the build on a warm local Maven repository and the first start.
git clone -q "$home" "$data/clone"
began=$(now)
SAMSPEL_PORT=$port SAMSPEL_DATA=$data/newcomer "$data/clone/samspel" demo >"$data/log" 2>&1 &
pid=$!
until curl -sf -o /dev/null "http://127.0.0.1:$port/"; do
  kill -0 "$pid" 2>/dev/null || { cat "$data/log" >&2; exit 1; }
  sleep 0.05
done
newcomer=$((($(now) - began) / 1000000))
kill "$pid"
wait "$pid" 2>/dev/null || true

result=$home/bench/results/start.md
{
  echo "# Time to the first page"
  echo
  echo "$(date +%F); $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | sed 's/^ *//'), $(nproc) cores; load $load before; start-up cache: $cache."
  echo
  echo "\`./samspel bench start $rounds\`: from the command to the first answer of \`/\`, built beforehand, milliseconds, $rounds rounds."
  echo "First: empty data directory; the database is made, the pack and the sample are loaded. Second: the same data directory."
  echo
  echo "| start | start-up cache | min | median | max | aim |"
  echo "| --- | --- | --: | --: | --: | --: |"
  echo "| first | recorded | $(summary <"$data/first-cached") | 10000 |"
  echo "| second | recorded | $(summary <"$data/second-cached") | 6000 |"
  echo "| first | none yet | $(summary <"$data/first-plain") | 10000 |"
  echo "| second | none yet | $(summary <"$data/second-plain") | 6000 |"
  echo
  echo "A fresh clone, building included, one round: $newcomer ms."
} >"$result"
cat "$result"
