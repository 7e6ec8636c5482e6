import type { OutsideFact } from "../../../rules/facts/outside-facts.ts";
import type { Sentences } from "../../words.ts";

/** What blocks a hosted machine. */
const decided = {
  disabled: "public access is disabled",
  perimeter: "a perimeter denies access",
  "no-rule": "no rule allows its address",
} as const;

const hosted = {
  "azure-pipelines": "Microsoft-hosted agent",
  github: "GitHub-hosted runner",
  gitlab: "GitLab-hosted runner",
} as const;

const ineffective = {
  disabled: "public access is disabled",
  perimeter: "a perimeter decides instead",
  "default-allow": "its default action is Allow",
} as const;

const closedLater = {
  later: ", and only a later command closes it",
  perhaps: ", and only something else may close it",
  never: ", and nothing closes it",
} as const;

export const outsideFindings: Sentences<OutsideFact, [kv: string]> = {
  KV801: ({ isProbable }, kv) =>
    `A script or pipeline ${isProbable ? "probably " : ""}changes the network settings of ${kv}.`,
  KV802: (fact, kv) =>
    fact.why === "created-open"
      ? `These rules have no effect: without ${fact.option}, ${kv} is open to any address.`
      : `This rule ${fact.isProbable ? "probably " : ""}has no effect on ${kv}: ${ineffective[fact.why]}.`,
  KV803: (fact, kv) =>
    fact.why === "removes-nothing"
      ? `This rule of ${kv} is not removed: ${fact.variable} ended with an earlier step.`
      : {
          never: `This rule of ${kv} is not removed in the same job, so the address stays allowed.`,
          "at-failure": `This rule of ${kv} is not removed if a step before the removal fails.`,
          "unless-failure": `This rule of ${kv} is removed only if something fails.`,
          "open-unless-failure": `This opens ${kv} to any public address, and it stays open unless something fails.`,
          "open-at-failure": `This opens ${kv} to any public address, and it stays open if something fails.`,
          "after-deployment": `No script removes this rule of ${kv}, so the address stays allowed after the deployment.`,
        }[fact.why],
  KV804: ({ by }, kv) =>
    by === "template"
      ? `This script leaves ${kv} open to any public address after the deployment.`
      : `This opens ${kv} to any public address, and nothing ${by === "unread" ? "that is read " : ""}closes it again.`,
  KV806: ({ closed }, kv) => `This creates ${kv} open to any address${closedLater[closed]}.`,
  KV805: (fact, kv) => {
    if (fact.why === "probable") return `This step probably uses ${kv}, which blocks its machine.`;
    if (fact.why === "too-early")
      return `${kv} blocks this task: it runs before the step that opens the vault.`;
    if ("subnet" in fact) {
      if (fact.subnet === null) return `${kv} blocks this step: no rule allows the addresses of its pool.`;
      return fact.why === "pool"
        ? `${kv} blocks this step: subnet ${fact.subnet} of its pool is not allowed.`
        : `This step cannot reach ${kv}: subnet ${fact.subnet} of its pool is blocked on the way.`;
    }
    if (fact.why === "group-edited")
      return `${kv} blocks Azure DevOps, which reads this variable group when someone edits it.`;
    if (fact.why === "group")
      return `${kv} blocks the hosted agent of this variable group: ${decided[fact.decided]}.`;
    return `${kv} blocks this ${hosted[fact.by]}: ${decided[fact.why]}.`;
  },
};
