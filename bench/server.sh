# What the benchmarks share that measure a running service: the executable, or the jar where there is none.
# It is sourced after shared.sh.

http=$((port + 1))
management=$((port + 2))

# The program to measure: $EXECUTABLE, or what is packaged.
find_program() {
  if [ -n "${EXECUTABLE:-}" ]; then
    program=("$EXECUTABLE")
  else
    ./mvnw -q -B -ntp package -DskipTests
    program=("${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar target/quarkus-app/quarkus-run.jar)
  fi
}

environment() {
  export DATABASE_URL="postgresql://postgres@127.0.0.1:$port/$1" WAYMARK_MIGRATIONS="$work/$1"
  export WAYMARK_ACCESS=open QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="$http" QUARKUS_MANAGEMENT_PORT="$management"
}

# Makes a database and applies all that is in the folder of its name.
apply() {
  fresh_database "$1"
  (environment "$1" && "${program[@]}" migrate > "$work/$1.log" 2>&1) || { tail -20 "$work/$1.log" >&2; exit 1; }
}

start_waymark() {
  environment "$1"
  "${program[@]}" > "$work/waymark.log" 2>&1 &
  waymark=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$management/q/health/ready"; do
    kill -0 "$waymark" || { cat "$work/waymark.log" >&2; exit 1; }
    sleep 0.05
  done
  address="http://127.0.0.1:$http"
}

# The folders that are measured: 4 tables, as many migrations as said, as many tables.
write_members() {
  mkdir -p "$work/members"
  cp src/main/resources/members/V1__members_community.sql "$work/members"
}

write_history() {
  local number
  mkdir -p "$work/history"
  for ((number = 1; number <= $1; number++)); do
    echo "CREATE TABLE t$number (id bigint PRIMARY KEY, name text NOT NULL);" > "$work/history/V${number}__t$number.sql"
  done
}

write_large() {
  local first
  mkdir -p "$work/large"
  for ((first = 1; first <= $1; first += 250)); do
    sed "s/:first/$first/; s/:last/$((first + 249))/" \
      src/test/resources/dev/waymark/schema/catalog/large_schema.sql > "$work/large/V${first}__tables.sql"
  done
}

# Divides, with three digits.
ratio() {
  awk -v one="$1" -v other="$2" 'BEGIN { printf "%.3f\n", one / other }'
}
