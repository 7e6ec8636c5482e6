#!/usr/bin/env bash
# Words that a simple reader of shells reads otherwise: quotes, escapes, defaults, nested commands, here-documents.
set -euo pipefail

readonly GROUP='rg-app' LOCATION="westeurope"
export VAULT="kv-${ENVIRONMENT:-dev}" NOTE=$'two\twords'
declare -r PLAIN=$'it is plain'
SCRIPT_DIR="$(cd "$(dirname "$0")" && pwd)"
FOLDER="C:\Temp\keys"
EMPTY=
LIST=(one "two three" four)
COUNT=$((2 + 3))
PATH="$PATH:/opt/tools"
SUBSCRIPTION="${1:-$(az account show --query id --output tsv)}"

AZURE_CORE_OUTPUT=none az keyvault update --name "$VAULT" --default-action Deny # closed
az keyvault network-rule add -n "$VAULT" \
  --ip-address "$(curl -s https://api.ipify.org)/32" > /dev/null 2>&1
az keyvault secret set --vault-name "$VAULT" --name quote --value "say \"\$5\" in $'dollars'"
az keyvault secret set --vault-name="${VAULT}" --name 'it'\''s' --value $'it\'s' --tags a=b\ c
az deployment group create -g "$GROUP" -f main.bicep -p @<(jq . "$SCRIPT_DIR/values.json") -p count="$COUNT"
if [[ -n "${DEBUG:-}" ]] && az keyvault show --name "$VAULT" | grep -q Enabled; then
  STATE="$(az keyvault show -n "$VAULT" || echo none)"
fi

close() {
  local name="$1" action=${2:-Deny}
  az keyvault update --name "$name" --default-action "$action" || return 1
}
function open_all {
  for each in "${LIST[@]}"; do az keyvault update -n "$each" --default-action Allow; done
}
trap close EXIT

while read -r line; do
  az keyvault secret set --vault-name "$VAULT" --name "$line" --file <(echo "$line")
done < names.txt

az rest --method put --url "https://management.azure.com$VAULT" --body @- <<'JSON'
{ "not": "a command", "az": "keyvault delete" }
JSON
(cd "$SCRIPT_DIR" && terraform apply -auto-approve -var "vault=$VAULT")
curl -sS -H "Authorization: Bearer `az account get-access-token --query accessToken -o tsv`" "https://$VAULT.vault.azure.net/secrets"
