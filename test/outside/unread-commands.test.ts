import { describe, expect, test } from "vitest";
import { mayChangeUnseen } from "../../server/src/core/outside/commands/unseen-change.ts";
import { type Language, scriptIn, vaultCommand } from "../../server/src/core/outside/script-commands.ts";
import { wholeText } from "../../server/src/core/outside/source-text.ts";

/** The kinds of what the commands of a script do; `unread` of those that may open a vault unseen. */
function read(text: string, language: Language): readonly string[] {
  const { commands } = scriptIn(wholeText({ id: "/script", text }), language);
  return commands.flatMap((command) => {
    const found = vaultCommand(command);
    if (found) return [found.access.kind];
    return mayChangeUnseen(command, language) ? ["unread"] : [];
  });
}

const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv1";

describe("a command may open a vault unseen", () => {
  test.each([
    `az resource update --ids ${id} --set properties.networkAcls.defaultAction=Allow`,
    `az resource update --ids "$ID" --set properties.publicNetworkAccess=Enabled`,
    `az rest --method patch --url https://management.azure.com${id} --body @body.json`,
    `az rest --method=PUT --url "$URL" --body '{}'`,
    `curl -X PATCH -H "$AUTH" -d @body.json "https://management.azure.com$ID"`,
    "az deployment group create -f open.bicep",
    "az vm run-command invoke -g rg -n vm --scripts open",
    'az "${ARGS[@]}"',
    'az keyvault "$VERB" --name kv1',
    "bash -c 'az keyvault update --name kv1 --default-action Allow'",
    'sh -c "$COMMAND"',
    'eval "az keyvault update --name kv1 --default-action Allow"',
    'pwsh -Command "./open.ps1"',
    "cat names | xargs -n 1 az keyvault update --default-action Allow --name",
    "bash <(curl -s https://example.com/open.sh)",
    "curl -s https://example.com/open | bash",
    "python open.py",
    'python3 -c "import subprocess"',
    "node open.mjs",
    "npx tsx open.ts",
    "make open-vault",
    "npm run open-vault",
    "yarn open-vault",
    "docker run image",
    "ansible-playbook open.yml",
    "terraform destroy",
    '"$TOOLS/open2.sh"',
    "$AZ keyvault update --name kv1 --default-action Allow",
    '"$@"',
    "./tools/open kv1",
    "with_login az keyvault update --name kv1 --default-action Allow",
    ". ./variables",
    "ssh host az keyvault list",
  ])("in a shell: %s", (text) => {
    expect(read(text, "shell")).toContain("unread");
  });

  test.each([
    "Set-AzResource -ResourceId $id -Properties $p -Force",
    "Invoke-AzRestMethod -Path $path -Method PATCH -Payload $body",
    "Invoke-AzRestMethod @request",
    "Invoke-RestMethod -Uri https://management.azure.com/x -Method Put -Body $body",
    "Invoke-Expression $command",
    ". $PSScriptRoot/x.ps1",
    '& "$(Build.SourcesDirectory)/open.ps1"',
    "Import-Module ./m.psm1; Open-Vault",
    "& az @args",
    "& $az keyvault update --name kv1",
  ])("in PowerShell: %s", (text) => {
    expect(read(text, "powershell")).toContain("unread");
  });
});

describe("a command leaves vaults as they are", () => {
  test.each([
    "npm ci\nnpm test\nnpm run build\nyarn lint\npnpm run test:unit",
    "dotnet build\ndotnet test\n./gradlew build\nmake test\ngo test ./...",
    "terraform init\nterraform plan -out plan.tfplan\nterraform -chdir=infra validate",
    'docker build -t x .\ndocker login -u "$USER"\ndocker push x',
    "kubectl get pods\nhelm lint chart",
    "python -m pip install -r requirements.txt\npip install x\npython --version\npython3 -m pytest tests/x.py",
    "az login --identity\naz account set -s x\naz aks get-credentials -n x\naz resource show --ids $ID\naz resource list -g rg",
    "az rest --url https://management.azure.com/x\naz rest --method post --url https://graph.microsoft.com/v1.0/x",
    "az webapp deploy -n app --src-path app.zip\naz deployment group what-if -f main.bicep\naz vm list",
    "az resource update --ids /subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/app --set tags.x=y",
    `echo ${id} | jq -r .id\nchmod +x open.sh\ncat open.sh\ngit add open.py`,
    "curl -s https://api.ipify.org\ncurl -X POST -d '{}' https://hooks.example.com/x",
    'case "$x" in a) echo;; esac\n[[ -n "$x" && "$y" == z ]] && echo\nif [ "$x" = y ]; then echo; fi',
    'a=("$x" "$y")\nb=$((a + 1))\nc=$(( $a * 2 ))\n(( a++ ))',
    "source .venv/bin/activate\nset -euo pipefail\nexport X=y\nsudo apt-get install -y jq",
    "bash -c 'echo done'\nnode -e 'console.log(1)'\nbash --version",
    "az keyvault update --help\naz keyvault show --name kv1",
  ])("in a shell: %s", (text) => {
    expect(read(text, "shell")).toEqual([]);
  });

  test.each([
    "$x.Value | ConvertTo-Json\nif ($a -eq 'b') { Write-Host x }\n$y = @{ Uri = 'x.ps1' }",
    "Import-Module Az.KeyVault\nConnect-AzAccount -Identity\nGet-AzResource -Name x",
    "Invoke-RestMethod https://api.ipify.org\nInvoke-AzRestMethod -Path $path -Method GET",
    "foreach ($name in $names) { $name }\n$x = if ($a) { 'b' } else { 'c' }",
    "Set-AzResource -ResourceType Microsoft.Web/sites -Name x",
  ])("in PowerShell: %s", (text) => {
    expect(read(text, "powershell")).toEqual([]);
  });
});

describe("a command is read behind what only decides how it runs", () => {
  const rule = "az keyvault network-rule add --name kv1 --ip-address 203.0.113.7";
  test.each([
    "timeout 60 ",
    "timeout -k 5 -s KILL 1m ",
    "retry 5 ",
    "retry -t 5 -- ",
    "env X=1 ",
    "env -u HOME X=1 ",
    "sudo -E ",
    "sudo -u runner nohup ",
    "call ",
    "time ",
    "/usr/bin/",
  ])("%s", (prefix) => {
    expect(read(prefix + rule, "shell")).toEqual(["add-rule"]);
  });

  test("the module of a cmdlet", () => {
    const text = "Az.KeyVault\\Add-AzKeyVaultNetworkRule -VaultName kv1 -IpAddressRange 203.0.113.7";
    expect(read(text, "powershell")).toEqual(["add-rule"]);
  });
});
