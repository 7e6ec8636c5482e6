import { english } from "../../server/src/core/words/en/english.ts";
import type { GateFact } from "../../server/src/core/access/gate-fact.ts";
import { summarizeVerdict } from "../../server/src/core/report/verdict-summary.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { briefOf } from "../../server/src/core/access/brief.ts";
import { type GateName, serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult, StepResult, VerdictResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "../lsp/support/editor.ts";

const uri = "file:///main.bicep";

/** What the server says at a vault that lists two ranges, and at one whose default action is a parameter. */
export const allowedByRule = await simulated("203.0.113.7", "'Deny'", ["203.0.113.0/24", "198.51.100.0/28"]);
/** The same, from a server that answers in German. */
export const allowedInGerman = await simulated("203.0.113.7", "'Deny'", ["203.0.113.0/24"], "de-AT");
export const partial = await simulated("198.51.100.0/24", "'Deny'", ["203.0.113.0/24", "198.51.100.0/28"]);
export const dependsOnParameter = await simulated("203.0.113.7", "open ? 'Allow' : 'Deny'", []);
const denied = await simulated("203.0.113.7", "'Deny'", []);

/** A verdict on vault `kv`, denied without steps unless said otherwise. */
export function verdict(parts: Partial<VerdictResult>): VerdictResult {
  const counts = { allowed: 0, denied: 0, unknown: 0 };
  const made = { ...denied, denied: [], counts, steps: [], ...parts };
  const outcome = { allowed: "allow", denied: "deny", partial: "allow", depends: "maybe" } as const;
  const index = made.steps.findIndex((each) => each.outcome === outcome[made.verdict]);
  const deciding = index === -1 ? null : index;
  const steps = made.steps.map((each) => ({ ...each, facts: factsOf.get(each) ?? [], span: null }));
  const label = { document: uri, start: 0, end: 0 };
  const some = (size: number): IpSet => IpSet.of(size === 0 ? [] : [{ first: 0, last: size - 1 }]);
  const { allowed, denied: out, unknown } = made.counts;
  const summary = summarizeVerdict(english, {
    ...made,
    addresses: { allowed: some(allowed), denied: some(out), unknown: some(unknown) },
    deciding,
    steps,
    label,
    because: [],
    vaultKey: made.key,
    linkedTo: null,
  });
  return { ...made, deciding, summary };
}

/** The facts that the steps were made of. */
const factsOf = new Map<StepResult, readonly GateFact[]>();

/** A step in the words of the server, written somewhere in the template, at the line given (from 1), or nowhere. */
export function step(
  gate: GateName,
  outcome: StepResult["outcome"],
  fact: GateFact,
  line: number | null = null,
): StepResult {
  const position = { line: (line ?? 1) - 1, character: 0 };
  const place = line === null ? null : { uri, range: { start: position, end: position } };
  const brief = briefOf([fact]);
  const [text, title] = [english.gate([fact]), english.document.gates[gate]];
  const made = { gate, title, outcome, text, brief, summary: english.brief(brief), place };
  factsOf.set(made, [fact]);
  return made;
}

async function simulated(
  from: string,
  action: string,
  rules: readonly string[],
  locale = "en",
): Promise<VerdictResult> {
  const editor = await Editor.start({ locale });
  await editor.open(uri, template(action, rules), "bicep");
  const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from: [from] });
  const [answer] = verdicts;
  if (!answer) throw new Error(`There is no answer for ${from}.`);
  return answer;
}

function template(action: string, rules: readonly string[]): string {
  return `param open bool
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    networkAcls: {
      defaultAction: ${action}
      ipRules: [${rules.map((value) => `{ value: '${value}' }`).join(", ")}]
    }
  }
}
`;
}
