import { expect, test } from "vitest";
import { type Document, type OutsideReading, readOutside } from "../../server/src/core/index.ts";

const texts = {
  "/.github/workflows/deploy.yml":
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./open.sh kv1\n",
  "/azure-pipelines.yml": "steps:\n  - template: steps.yml\n    parameters: { vault: kv2 }\n",
  "/steps.yml":
    "parameters:\n  - name: vault\nsteps:\n  - task: AzureKeyVault@2\n    inputs: { KeyVaultName: '${{ parameters.vault }}' }\n",
  "/open.sh": 'az keyvault network-rule add --name "$1" --ip-address 203.0.113.7\n',
  "/other.sh": "az keyvault secret list --vault-name kv3\n",
};

/** Documents that note when their text is read. */
function workspace(): {
  readonly reads: string[];
  readonly type: (id: string, text: string) => void;
  readonly read: (before?: OutsideReading) => OutsideReading;
} {
  const reads: string[] = [];
  const open = (id: string, text: string): Document => ({
    id,
    get text() {
      reads.push(id);
      return text;
    },
  });
  const documents = new Map(Object.entries(texts).map(([id, text]) => [id, open(id, text)]));
  return {
    reads,
    type: (id, text) => {
      documents.set(id, open(id, text));
      reads.length = 0;
    },
    read: (before) => readOutside([...documents.values()], { find: (id) => documents.get(id) }, before),
  };
}

test("a keystroke reads the file that it changes, and no other", () => {
  const { reads, type, read } = workspace();
  const before = read();
  type("/other.sh", "az keyvault secret list --vault-name kv4\n");
  const after = read(before);
  expect([...new Set(reads)]).toEqual(["/other.sh"]);
  const changed = after.jobs.filter((job) => !before.jobs.includes(job));
  expect(changed.map(({ document }) => document)).toEqual(["/other.sh"]);
});

test("what runs or includes the file is read again", () => {
  const { type, read } = workspace();
  const before = read();
  type("/steps.yml", texts["/steps.yml"].replace("AzureKeyVault@2", "AzureKeyVault@1"));
  const after = read(before);
  const changed = after.jobs.filter((job) => !before.jobs.includes(job));
  expect(changed.map(({ document }) => document)).toEqual(["/azure-pipelines.yml", "/steps.yml"]);
});

test("an edit that changes no network settings leaves the findings of templates alone", () => {
  const { type, read } = workspace();
  const before = read();
  type("/other.sh", "az keyvault secret list --vault-name kv4\n");
  expect(read(before).changing).toBe(before.changing);
  type("/open.sh", 'az keyvault network-rule add --name "$1" --ip-address 203.0.113.8\n');
  expect(read(before).changing).not.toBe(before.changing);
});

test("a file that another one begins to include is read as a template", () => {
  const { type, read } = workspace();
  const before = read();
  expect(before.jobs.map(({ document, machine }) => `${document} ${machine.kind}`)).toContain(
    "/azure-pipelines.yml hosted",
  );
  type("/other.yml", "steps:\n  - template: azure-pipelines.yml\n  - script: az keyvault list\n");
  const after = read(before);
  expect(after.jobs.map(({ document, machine }) => `${document} ${machine.kind}`)).toContain(
    "/azure-pipelines.yml unknown",
  );
});
