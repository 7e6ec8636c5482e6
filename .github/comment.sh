#!/usr/bin/env bash
# Comments on a pull request who gains and who loses access; see action.yml for the variables. It has to run in bash 3.2 of macOS too.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/split.sh"

if [ -z "${BASE:-}" ]; then
  echo "::notice::There is no pull request to comment on."
  exit 0
fi
split "${PATHS:-}"
paths=(${words[@]+"${words[@]}"})
if [ ${#paths[@]} -eq 0 ]; then paths=(.); fi
split "${COMMENT_ARGUMENTS:-}"
arguments=(${words[@]+"${words[@]}"})

# A checkout usually holds one commit; what the change is compared with is another one.
if ! git cat-file -e "$BASE^{commit}" 2>/dev/null && ! git fetch --quiet --no-tags --depth=1 origin "$BASE"; then
  echo "::error::The base of the pull request could not be fetched, so there is no comment about it."
  exit 2
fi

action=${GITHUB_ACTION_PATH:-$here/..}
file=$(mktemp)
trap 'rm -f "$file"' EXIT
# Findings and unread files are the business of the check; without a comment, it is known why.
status=0
node "$action/dist/cli.js" diff --base "$BASE" --format comment ${arguments[@]+"${arguments[@]}"} -- "${paths[@]}" >"$file" ||
  status=$?
if [ ! -s "$file" ]; then exit "$status"; fi
node "$here/comment.mjs" "$file"
