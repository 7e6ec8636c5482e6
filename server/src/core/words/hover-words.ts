import type { Reason } from "../access/codes.ts";
import type { BrokenTrust } from "../services/consumers/trust.ts";
import type { Listed } from "../access/entries.ts";
import type { IpRuleFact } from "./ip-rule-fact.ts";

/** The parts of hovers: Markdown, in which names are already escaped. */
export interface HoverWords {
  readonly andMore: (count: number) => string;
  /** "**bypass** of kv": a setting and its vault, before a colon. */
  readonly of: (what: string, vault: string) => string;
  readonly byDefault: string;
  /** The rule with what it lists, to be put in front of `of`. */
  readonly ipRuleTitle: (listed: Listed) => string;
  readonly ipRule: (fact: IpRuleFact) => string;
  readonly learnMore: string;
  readonly browseServices: string;
  readonly showMatrix: string;
  readonly defaultAction: {
    readonly allow: (hasSubnetRules: boolean) => string;
    readonly deny: (hasSubnetRules: boolean) => string;
  };
  /** What a value of public access means, as its syntax spells it. */
  readonly publicAccess: {
    readonly enabled: (value: string, block: string) => string;
    readonly disabled: (value: string, hasSubnetRules: boolean) => string;
    readonly perimeter: string;
  };
  /** What limits the effect of a setting. */
  readonly overridden: {
    readonly disabled: string;
    readonly byPerimeter: string;
    readonly perhapsByPerimeter: (causes: string) => string;
    readonly besides: string;
  };
  readonly permissions: Readonly<
    Record<"enabledForDeployment" | "enabledForDiskEncryption" | "enabledForTemplateDeployment", string>
  >;
  /** Whether a service with a permission is allowed through the firewall. */
  readonly passage: {
    readonly yes: string;
    readonly no: string;
    readonly perimeter: string;
    readonly maybe: (causes: string) => string;
    /** One of its causes. */
    readonly perimeterRules: string;
  };
  readonly consumer: ConsumerWords;
}

/** Whether a resource can reach a vault, in clauses. */
export interface ConsumerWords {
  /** An app that is given the address or name of a vault, and no more, in place of the service. */
  readonly codeOf: (app: string) => string;
  /** What such an app probably does. */
  readonly holdsAddress: string;
  readonly elsewhere: (standing: string) => string;
  readonly passages: Readonly<Partial<Record<Reason, string>>>;
  readonly passes: string;
  readonly blocked: (why: string) => string;
  readonly notTrusted: string;
  readonly brokenTrust: (broken: BrokenTrust) => string;
  readonly ruledOut: string;
  readonly byPerimeter: string;
  readonly byBypass: string;
  /** That the pages do not settle whether it is allowed. */
  readonly unclear: (standing: string) => string;
  readonly dependsOn: (causes: string) => string;
  readonly dependsOnThis: (sentence: string) => string;
  readonly notDeclared: string;
  readonly needs: (ways: string) => string;
  readonly needsRole: (role: string) => string;
  readonly needsPermission: string;
}
