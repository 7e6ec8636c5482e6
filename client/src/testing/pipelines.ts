/** The steps that run access tests, by the pipelines that take them. */
export const pipelines = [
  {
    label: "GitHub Actions",
    step: `- name: Who can reach the key vaults
  run: npx --yes keyvault-network@0 test . --format github
`,
  },
  {
    label: "Azure Pipelines",
    step: `- script: npx --yes keyvault-network@0 test . --format junit --output keyvault-access.xml
  displayName: Who can reach the key vaults
- task: PublishTestResults@2
  condition: always()
  inputs:
    testResultsFiles: keyvault-access.xml
`,
  },
] as const;
