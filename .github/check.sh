#!/usr/bin/env bash
# What the composite action runs; see action.yml for the variables. It has to run in bash 3.2 of macOS too.
set -euo pipefail

# Splits a text into words, which blanks and line ends separate and quotes keep together, as a shell would, but runs nothing of it.
words=()
split() {
  local text=$1 word="" quote="" has_word="" character index
  words=()
  for ((index = 0; index < ${#text}; index++)); do
    character=${text:index:1}
    if [ -n "$quote" ]; then
      if [ "$character" = "$quote" ]; then quote=""; else word+=$character; fi
    else
      case $character in
        "'" | '"') quote=$character has_word=1 ;;
        " " | $'\t' | $'\r' | $'\n')
          if [ -n "$has_word" ]; then words+=("$word"); fi
          word="" has_word=""
          ;;
        *) word+=$character has_word=1 ;;
      esac
    fi
  done
  if [ -n "$quote" ]; then
    echo "::error::A quote is not closed in the inputs of the action."
    exit 2
  fi
  if [ -n "$has_word" ]; then words+=("$word"); fi
}

split "${PATHS:-}"
paths=(${words[@]+"${words[@]}"})
if [ ${#paths[@]} -eq 0 ]; then paths=(.); fi
split "${ARGUMENTS:-}"
arguments=(${words[@]+"${words[@]}"})
if [ -n "${OUTPUT:-}" ]; then arguments+=(--output "$OUTPUT"); fi

# The program comes with the action: what is checked out must not choose what runs.
action=${GITHUB_ACTION_PATH:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
status=0
node "$action/dist/cli.js" check --format "${FORMAT:-github}" ${arguments[@]+"${arguments[@]}"} -- "${paths[@]}" ||
  status=$?

# 1 says that there are findings, and nothing else may pass.
case "$status ${FAIL:-true}" in
  "1 "[Ff][Aa][Ll][Ss][Ee]) exit 0 ;;
esac
exit "$status"
