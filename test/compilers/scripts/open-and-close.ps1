#Requires -Version 7
<#
.SYNOPSIS
    Opens a vault for as long as secrets are written.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $VaultName,
    [ValidateSet('dev', "prod")] [string] $Stage = 'dev',
    [string[]] $Addresses = @('203.0.113.7', "198.51.100.0/24"),
    [switch] $Force
)

$ErrorActionPreference = "Stop"
$group = "rg-$Stage"
$env:AZURE_CORE_OUTPUT = 'none'
$settings = @{ Default = 'Deny'; Bypass = (Get-Bypass -Stage $Stage); Own = Get-OwnAddress -As Text }
$settings.Address = Invoke-RestMethod "https://example.org/ip" 2>&1
$settings['Range'] += Get-Range "10.0.0.$(1 + 2)"
$text = @"
It's "$VaultName" in `$group
"@

function Get-OwnAddress([string] $As) {
    return (Invoke-WebRequest -Uri 'https://example.org/it''s' -UseBasicParsing).Content
}

filter Select-Vault { if ($_ -match 'kv-') { Write-Output $_ } }

if (-not (Get-Command az -ErrorAction SilentlyContinue)) { throw "No az" } elseif ($Force) { Write-Warning 'Forced' }

foreach ($address in Get-Addresses -Of $Addresses) {
    az keyvault network-rule add --name $VaultName --resource-group $group --ip-address "$address/32" > $null
    & az keyvault update --name "$VaultName" --default-action Deny *>&1 | Out-Null
}

try {
    Update-AzKeyVaultNetworkRuleSet -VaultName $VaultName -DefaultAction Allow -Bypass:$settings.Bypass `
        -IpAddressRange $Addresses, '192.0.2.1' # for a while
    Get-AzKeyVault -ResourceGroupName $group |
        Where-Object { $_.VaultName -like "*$Stage*" } |
        ForEach-Object { Set-AzKeyVaultSecret -VaultName $_.VaultName -Name 'api-key' -SecretValue $secret }
    Write-Host "Done`n`tfor ""$VaultName"" at" 1.5 -ForegroundColor Green; Write-Host 'a', "b`"c"
    $result = switch ($Stage) { 'dev' { Get-Dev } default { Get-Other -Stage:$Stage } }
    [void] (New-Item -Path "$PSScriptRoot/log.txt" -Value $text)
} catch [System.Exception] {
    Write-Error $_.Exception.Message -ErrorAction Continue
} finally {
    while ($true) { Start-Sleep -Seconds 5; break }
    Update-AzKeyVaultNetworkRuleSet –VaultName $VaultName –DefaultAction “Deny”
    Invoke-Command -ScriptBlock { Remove-AzKeyVaultNetworkRule -VaultName $VaultName -IpAddressRange '203.0.113.7' }
}
