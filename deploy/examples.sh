#!/usr/bin/env bash
# Prepares the Python examples as their README says: an environment with gRPC, and the generated code, in .build/examples.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

requirements=Documentation/Examples/python/requirements.txt
folder=.build/examples
mkdir -p "$folder/generated"

if [ "$folder/environment/installed" -ot "$requirements" ]; then
  echo "== Installing what the Python examples need"
  python3 -m venv "$folder/environment"
  "$folder/environment/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
  touch "$folder/environment/installed"
fi
"$folder/environment/bin/python" -m grpc_tools.protoc -I Protos --python_out="$folder/generated" \
  --grpc_python_out="$folder/generated" $(cd Protos && find mantel -name '*.proto')
