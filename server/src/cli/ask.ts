import {
  type DescribedService,
  describedService,
  differenceOf,
  emptyReport,
  type Format,
  listErrors,
  paint,
  printReport,
  type Report,
  servicesNear,
  useLimits,
} from "../core/index.ts";
import { bicepCachePath } from "../bicep-cache.ts";
import { answerOf } from "./answer.ts";
import { idOfPath, printPath } from "./disk.ts";
import { exitStatus } from "./exit-status.ts";
import { filesWithin, localFiles } from "./file-system.ts";
import { fixedFiles } from "./fix.ts";
import type { Host } from "./host.ts";
import { voiceIn } from "./language.ts";
import { openGround } from "./open-ground.ts";
import { readOptions } from "./options.ts";

/** The answer to a command line, for programs that print it themselves. */
export interface Asked {
  /** As the command line exits: 0 clean, 1 findings, 2 something was not read or understood. */
  readonly status: number;
  readonly report: Report;
  /** The report as the command line prints it. */
  readonly print: (format: Format) => string;
  /** Why there is no answer, a sentence each. */
  readonly complaints: readonly string[];
  /** The changes of `--fix`, a file each; none without it. */
  readonly patches: readonly { readonly file: string; readonly patch: string }[];
}

/** Answers a command line about templates. Nothing is printed, and nothing is written. */
export function ask(argv: readonly string[], host: Pick<Host, "input" | "within">): Asked {
  const reading = readOptions(argv);
  if (reading.kind !== "options") {
    const why = reading.kind === "usage" ? voiceIn(reading.language).cli.usage(reading.fault) : reading.kind;
    return { status: 2, report: emptyReport, print: () => "", complaints: [why], patches: [] };
  }
  const { options } = reading;
  const { cli, words } = voiceIn(options.language);
  useLimits(options.limits);
  const opened = openGround(options, host);
  const fixed = options.fix === null ? [] : fixedFiles(opened.ground, options.fix);
  const { report, complaints: found, failed, undecided } = answerOf(opened, options);
  const complaints = found.map(cli.complaint);
  const printing = { ...options, contents: [options.command] as const, words, paint: paint(false) };
  return {
    status: exitStatus(report, options, { failed, undecided }),
    report,
    print: (format) =>
      format === "text" && complaints.length > 0
        ? listErrors(report, words).join("\n")
        : printReport(format, report, { ...printing, failed, complaints }),
    complaints,
    patches: fixed.map((each) => {
      const file = printPath(each.id);
      return { file, patch: differenceOf(each, file).join("\n") };
    }),
  };
}

/** The same where nothing is read but what is in some folders, and modules that Bicep has restored. */
export function askWithin(folders: readonly string[], argv: readonly string[], input = ""): Asked {
  const real = [...folders, bicepCachePath].map((each) => localFiles.realPath(idOfPath(each)));
  return ask(argv, { input: () => ({ text: input }), within: (files) => filesWithin(real, files) });
}

/** The services of the catalog that a text is probably meant for, best first. */
export function servicesCalled(text: string): readonly DescribedService[] {
  const { words } = voiceIn("en");
  return servicesNear(text).map((service) => describedService(service, words));
}
