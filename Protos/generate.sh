#!/usr/bin/env bash
# Makes the generated Swift code anew from the protos: one module per proto package, below the folder given (by default
# Sources/API). The plugins are built from the package versions that the project resolves, so that generated code and
# runtime agree.
set -euo pipefail

protos="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$protos")"
output="${1:-$root/Sources/API}"
checkouts="$root/.build/checkouts"
scratch="$root/.build-protoc"

build_plugin() { # package, product
  swift build --configuration release --package-path "$checkouts/$1" --scratch-path "$scratch/$1" --product "$2" >&2
  echo "$scratch/$1/release/$2"
}

[ -d "$checkouts/grpc-swift-protobuf" ] || swift package --package-path "$root" resolve
plugin_messages="$(build_plugin swift-protobuf protoc-gen-swift)"
plugin_services="$(build_plugin grpc-swift-protobuf protoc-gen-grpc-swift-2)"

generate() { # module, folder below Protos
  local target="$output/$1"
  local options="Visibility=Package,FileNaming=DropPath"
  options="$options,ProtoPathModuleMappings=$protos/module_mappings.asciipb"
  local files=("$protos/$2"/*.proto)
  rm -rf "$target" && mkdir -p "$target"
  protoc --proto_path="$protos" \
    --plugin="protoc-gen-swift=$plugin_messages" --swift_out="$options:$target" \
    --plugin="protoc-gen-grpc-swift-2=$plugin_services" --grpc-swift-2_out="$options:$target" \
    "${files[@]}"
  # A proto without a service yields an empty file.
  find "$target" -name '*.grpc.swift' | while read -r file; do
    grep -q 'GRPCCore' "$file" || rm "$file"
  done
}

generate TypeAPI mantel/type/v1
generate EventsAPI mantel/events/v1
generate RegistrationAPI mantel/registration/v1
generate StatutesAPI mantel/statutes/v1
generate RightsAPI mantel/rights/v1
generate MomentsAPI mantel/moments/v1
generate GatewayAPI mantel/gateway/v1
generate HealthAPI grpc/health/v1
