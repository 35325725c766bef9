# What the benchmarks share that measure whole processes: a PostgreSQL of their own, dbmate, and medians.
# It is sourced, from the project's folder, and sets $work, a folder that is gone at the end.

work="$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")"
port=$((20000 + RANDOM % 30000))
waymark=

# PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
as_nobody=()
if [ "$(id -u)" -eq 0 ]; then
  as_nobody=(unshare -U)
fi

clean_up() {
  stop_waymark
  if [ -f "$work/data/postmaster.pid" ]; then
    "${as_nobody[@]}" pg_ctl -D "$work/data" -m immediate stop > "$work/stop.log" 2>&1 || true
  fi
  rm -rf "$work"
}
trap clean_up EXIT
trap "exit 130" INT TERM

find_postgres() {
  local newest
  if ! command -v initdb > /dev/null; then
    newest="$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1)"
    PATH="${newest:?no initdb on the PATH}:$PATH"
  fi
}

start_postgres() {
  "${as_nobody[@]}" initdb -D "$work/data" -U postgres -A trust -E UTF8 --locale=C > "$work/initdb.log"
  "${as_nobody[@]}" pg_ctl -D "$work/data" -w -l "$work/postgres.log" \
    -o "-p $port -k $work -c listen_addresses=127.0.0.1" start > "$work/start.log"
  export PGHOST=127.0.0.1 PGPORT="$port" PGUSER=postgres
}

fresh_database() {
  psql -q -d postgres -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1" 2> /dev/null
}

get_dbmate() {
  if ! command -v npm > /dev/null; then
    echo "dbmate is not measured: there is no npm to get it with" >&2
  elif ! npm install --silent --no-audit --no-fund --prefix "$work/npm" dbmate > "$work/npm.log" 2>&1; then
    echo "dbmate is not measured: npm cannot get it" >&2
    tail -3 "$work/npm.log" >&2
  fi
  # The program itself: what npm puts on the PATH starts it from Node.js.
  dbmate="$(find "$work/npm" -path '*/bin/dbmate' -type f 2> /dev/null | head -1)"
}

stop_waymark() {
  if [ -n "$waymark" ]; then
    kill "$waymark" 2> /dev/null || true
    wait "$waymark" 2> /dev/null || true
    waymark=
  fi
}

median() {
  sort -n "$1" | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }'
}

load() {
  cut -d ' ' -f 1-3 /proc/loadavg 2> /dev/null || true
}

# Server, processors and load, for the line before a table; the argument is the load before.
machine() {
  echo "PostgreSQL $(psql -d postgres -Atc 'SHOW server_version'), $(nproc) processors, load $1 before and" \
    "$(load) after"
}
