import { expect, test } from "vitest";
import { traceDocument, verdictsTable } from "../../client/src/verdicts/verdict-markdown.ts";
import { english } from "../../client/src/say.ts";
import { allowedByRule, partial } from "./verdicts.ts";

test("a trace holds every step of the tree, with where it is written", () => {
  const named = { verdict: allowedByRule, source: "203.0.113.7", vault: "kv", environments: "" };
  expect(traceDocument(english, named)).toMatchInlineSnapshot(`
    "# Allowed: 203.0.113.7 → kv

    Vault \`kv\` is declared at main.bicep:2.

    |  | Gate | Outcome | Details | Where |
    | --- | --- | --- | --- | --- |
    | 1 | Private endpoint | – | There is no private endpoint. |  |
    | 2 | Perimeter | continues | There is no network security perimeter. |  |
    | 3 | Trusted services | – | This caller is not a trusted service. | main.bicep:8 |
    | 4 | Public access | continues | Public network access is not set; it is enabled by default. | main.bicep:5 |
    | 5 | Default action | continues | The default action is Deny. | main.bicep:9 |
    | 6 | Subnet rules | – | There are no subnet rules. |  |
    | 7 | IP rules | **allows** | IP rule 1 (203.0.113.0/24) matches. | main.bicep:10 |

    Data plane only: these rules do not filter deployments or changes to the vault itself. Permissions are not checked.
    "
  `);
});

test("several verdicts become one table", () => {
  const named = [allowedByRule, partial].map((verdict) => ({
    verdict,
    source: verdict.from,
    vault: "kv",
    environments: "",
  }));
  expect(verdictsTable(english, named)).toMatchInlineSnapshot(`
    "| Source | Vault | Verdict | Why | Where |
    | --- | --- | --- | --- | --- |
    | 203.0.113.7 | kv | Allowed · IP rule 1 | IP rule 1 (203.0.113.0/24) matches. | main.bicep:10 |
    | 198.51.100.0/24 | kv | Partial · 16 of 256 | IP rule 2 (198.51.100.0/28) matches in part. | main.bicep:10 |
    "
  `);
});

test("a name with a bar stays in its cell", () => {
  const table = verdictsTable(english, [{ verdict: partial, source: "a|b", vault: "kv", environments: "" }]);
  expect(table).toContain("| a\\|b | kv |");
});
