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

# A first start of all, so that what follows is built; with its cache where one has been made.
once "$data/warm" >/dev/null
cache=none
[ -f "$home/app/target/run/samspel.aot" ] && cache=$(du -h "$home/app/target/run/samspel.aot" | cut -f1)

i=0
: >"$data/first"
: >"$data/second"
while [ "$i" -lt "$rounds" ]; do
  once "$data/round$i" >>"$data/first"
  once "$data/round$i" >>"$data/second"
  rm -rf "$data/round$i"
  i=$((i + 1))
done

result=$home/bench/results/start.md
{
  echo "# Time to the first page"
  echo
  echo "$(date +%F); $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | sed 's/^ *//'), $(nproc) cores; load $(cut -d' ' -f1 /proc/loadavg) at the end; start-up cache: $cache."
  echo
  echo "\`./samspel bench start $rounds\`: from the command to the first answer of \`/\`, built beforehand, milliseconds."
  echo
  echo "| start | min | median | max | aim |"
  echo "| --- | --: | --: | --: | --: |"
  echo "| first: empty data directory, database made, pack and sample loaded | $(summary <"$data/first") | 10000 |"
  echo "| second: same data directory | $(summary <"$data/second") | 6000 |"
} >"$result"
cat "$result"
