#!/usr/bin/env bash
# What the composite action runs; see action.yml for the variables. It has to run in bash 3.2 of macOS too.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/split.sh"

split "${PATHS:-}"
paths=(${words[@]+"${words[@]}"})
if [ ${#paths[@]} -eq 0 ]; then paths=(.); fi
split "${ARGUMENTS:-}"
arguments=(${words[@]+"${words[@]}"})
if [ -n "${OUTPUT:-}" ]; then arguments+=(--output "$OUTPUT"); fi

# The program comes with the action: what is checked out must not choose what runs.
action=${GITHUB_ACTION_PATH:-$here/..}
status=0
node "$action/dist/cli.js" check --format "${FORMAT:-github}" ${arguments[@]+"${arguments[@]}"} -- "${paths[@]}" ||
  status=$?

# 1 says that there are findings, and nothing else may pass.
case "$status ${FAIL:-true}" in
  "1 "[Ff][Aa][Ll][Ss][Ee]) exit 0 ;;
esac
exit "$status"
