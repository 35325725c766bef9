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

# Who reads and who migrates, with the privileges that the documentation gives the least of both, and those that
# a rehearsal needs besides.
reader=waymark_reader
migrator=waymark_migrator

environment() {
  export DATABASE_URL="postgresql://$reader@127.0.0.1:$port/$1" WAYMARK_MIGRATIONS="$work/$1"
  export DATABASE_URL_UNPOOLED="postgresql://$migrator@127.0.0.1:$port/$1"
  if [ "${ACCESS:-open}" = open ]; then
    export WAYMARK_ACCESS=open
  else
    export WAYMARK_TOKENS_DIR="$work/tokens"
  fi
  export QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="$http" QUARKUS_MANAGEMENT_PORT="$management"
}

# Makes a database for Waymark's roles.
fresh_database_of_roles() {
  local role
  fresh_database "$1"
  for role in "$migrator" "$reader"; do
    [ -n "$(psql -d postgres -Atc "SELECT 1 FROM pg_roles WHERE rolname = '$role'")" ] \
      || psql -q -d postgres -c "CREATE ROLE $role LOGIN"
  done
  psql -q -d "$1" << END
ALTER ROLE $migrator CREATEDB CREATEROLE;
GRANT CONNECT, CREATE ON DATABASE $1 TO $migrator;
GRANT CONNECT ON DATABASE $1 TO $reader;
GRANT USAGE, CREATE ON SCHEMA public TO $migrator;
GRANT USAGE ON SCHEMA public TO $reader;
CREATE SCHEMA waymark AUTHORIZATION $migrator;
GRANT USAGE ON SCHEMA waymark TO $reader;
ALTER DEFAULT PRIVILEGES FOR ROLE $migrator IN SCHEMA waymark GRANT SELECT ON TABLES TO $reader;
END
}

# Makes a database and applies all that is in the folder of its name.
apply() {
  fresh_database_of_roles "$1"
  (environment "$1" && "${program[@]}" migrate > "$work/$1.log" 2>&1) || { tail -20 "$work/$1.log" >&2; exit 1; }
  psql -q -d "$1" -U "$migrator" -c "GRANT SELECT ON flyway_schema_history TO $reader"
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
