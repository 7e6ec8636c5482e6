import type { Command } from "../../core/index.ts";
import type { AnyCommand, OptionName } from "../option-names.ts";

interface HelpText {
  readonly takes: string;
  readonly does: string;
}

/** What `--help` says; a command or option without a text does not compile. */
export interface HelpWords {
  readonly title: string;
  /** How a command is called, and what it takes; of most of them, paths. */
  readonly usage: (command: string, takes: string) => string;
  readonly headings: Readonly<Record<"commands" | "simulate" | "options" | "examples", string>>;
  /** What each does, and after its name what it takes. */
  readonly commands: Readonly<Record<AnyCommand, HelpText>>;
  readonly options: Readonly<Record<OptionName, HelpText>>;
  /** Before the formats that only some commands have: "check and test: also". */
  readonly formatsOf: (commands: readonly Command[]) => string;
  readonly exitCodes: string;
}
