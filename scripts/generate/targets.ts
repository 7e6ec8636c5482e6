import { rulePages } from "./rule-pages.ts";
import { trustedServicesPage } from "./trusted-services-page.ts";

/** A file made from the code: its path from the root of the repository, and all of its text. */
export interface Target {
  readonly path: string;
  readonly content: string;
}

/** Every generated file; a new one is a line here. */
export const targets: readonly Target[] = [
  { path: "docs/trusted-services.md", content: trustedServicesPage() },
  ...rulePages(),
];
