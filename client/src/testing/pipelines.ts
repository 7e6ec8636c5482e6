/**
 * How the command line is installed: an exact version, for the machine rather than in the checked-out folder, whose npm
 * configuration and packages could affect what runs (https://docs.npmjs.com/cli/configuring-npm/npmrc). A test checks
 * the version.
 */
const install = "npm install --global --ignore-scripts keyvault-network@0.2.0";

/** The steps that run access tests, by pipeline. */
export const pipelines = [
  {
    label: "GitHub Actions",
    step: `- name: Install Key Vault Network
  run: ${install}
- name: Who can reach the key vaults
  run: keyvault-network test . --format github
`,
  },
  {
    label: "Azure Pipelines",
    step: `- script: ${install}
  displayName: Install Key Vault Network
- script: keyvault-network test . --format junit --output keyvault-access.xml
  displayName: Who can reach the key vaults
- task: PublishTestResults@2
  condition: always()
  inputs:
    testResultsFiles: keyvault-access.xml
`,
  },
] as const;
