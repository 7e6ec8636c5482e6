#!/usr/bin/env bash
# What the composite action runs; see action.yml for the variables.
set -euo pipefail

read -r -a paths <<<"${PATHS:-.}"
read -r -a arguments <<<"${ARGUMENTS:-}"
to=()
if [ -n "${OUTPUT:-}" ]; then to=(--output "$OUTPUT"); fi

status=0
${KEYVAULT_NETWORK:-npx --yes "keyvault-network@${VERSION:-0}"} \
  check "${paths[@]}" --format "${FORMAT:-github}" ${to[@]+"${to[@]}"} ${arguments[@]+"${arguments[@]}"} || status=$?

# 1 says that there are findings.
if [ "$status" -eq 1 ] && [ "${FAIL:-true}" != true ]; then exit 0; fi
exit "$status"
