#!/usr/bin/env bash
# Holds the sources to the layers: Domain knows no gRPC, protobuf, database or runtime; Store knows no gRPC, protobuf or
# engine, and no SQL of one engine alone; RPC opens no transaction; no service imports another; the pure modules import nothing.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

status=0
forbid() { # what is held, pattern of imports, folders
  local rule="$1" pattern="$2"
  shift 2
  local found
  found=$(grep -rnP "^(@testable )?((package|public|internal|private|fileprivate) )?import ($pattern)\b" "$@" --include='*.swift')
  if [ -n "$found" ]; then
    echo "layers: $rule"
    echo "$found"
    status=1
  fi
}

services=(Registration Statutes Rights HingeMoments Gateway)
forbid "Domain knows no gRPC, protobuf, database or runtime" '(GRPC|SwiftProtobuf|GRDB|ServiceRuntime|[A-Za-z]+API$)[A-Za-z0-9]*' Sources/*/Domain
forbid "Store knows no gRPC or protobuf" '(GRPC|SwiftProtobuf|[A-Za-z]+API$)[A-Za-z0-9]*' Sources/*/Store
forbid "the database engine is known in one folder of the runtime" 'GRDB' \
  $(find Sources -mindepth 1 -maxdepth 1 ! -name ServiceRuntime ! -name Bench) \
  $(find Sources/ServiceRuntime -mindepth 1 -maxdepth 1 ! -name Database)
forbid "the field's values import no other module" '[A-Z][A-Za-z]*' Sources/CareTypes
forbid "the rule language imports the field's values alone" '(?!CareTypes\b)[A-Z][A-Za-z]*' Sources/RuleLanguage
forbid "the core imports the values of the field alone" '(?!(CareTypes|Crypto|Foundation)\b)[A-Z][A-Za-z]*' Sources/ServiceCore
forbid "disclosure control imports the values of the field alone" '(?!CareTypes\b)[A-Z][A-Za-z]*' Sources/Disclosure
forbid "QR codes import nothing" '[A-Z][A-Za-z]*' Sources/QRCode
forbid "proofs import the values of the field, and what signs and compresses" '(?!(CareTypes|Crypto|CZlib|Foundation|JWTKit)\b)[A-Z][A-Za-z]*' Sources/Proofs
forbid "the reasoning imports the rule language and the field's values alone" '(?!(RuleLanguage|CareTypes)\b)[A-Z][A-Za-z]*' Sources/RuleReasoning
for service in "${services[@]}"; do
  others=$(printf '%s\n' "${services[@]}" | grep -v "^$service$" | paste -sd '|')
  forbid "$service imports no other service" "($others)" "Sources/$service"
done

# A migration that was released keeps its words; those of another engine would be its own.
words='INSERT OR |json_each|json_extract|GLOB|PRAGMA|INDEXED BY|CROSS JOIN|last_insert_rowid|changes\(\)|ifnull\(|sqlite_'
found=$(grep -rnE "$words" Sources/*/Store --include='*.swift' | grep -v '/Migrations/')
if [ -n "$found" ]; then
  echo "layers: a Store speaks the SQL that SQLite and PostgreSQL share"
  echo "$found"
  status=1
fi
for folder in Sources/*/RPC Sources/*/Workers; do
  [ -d "$folder" ] || continue
  found=$(grep -rnE '[sS]tores?\.database\b' "$folder" --include='*.swift')
  [ -z "$found" ] && continue
  echo "layers: nobody outside a Store opens a transaction"
  echo "$found"
  status=1
done
[ $status -eq 0 ] && echo "The layers hold."
exit $status
