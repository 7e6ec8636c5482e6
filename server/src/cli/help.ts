const indent = " ".repeat(23);

/** What `--help` prints. */
export const help = `keyvault-network: who can reach your key vault, and why

Usage: keyvault-network <command> [options] [paths…]      (default path: .)

Commands
  check      findings of all rules
  vaults     every vault with its effective network configuration and exposure
  simulate   whether sources reach vaults, step by step
  test       the expectations of the access file, .keyvault-access.jsonc
  explain-403 [FILE or -] [paths…]
             reads a 403 or a log around it, says why, and what would fix it
  diff       what a change does to who reaches what: diff --base REF
  rules      the catalogue of rules, or one rule: rules KV101

Simulate
  --from SOURCE        an IPv4 address, CIDR, a-b, IPv6, internet, subnet:NAME, service:ID,
                       consumer:SYMBOL, a resource that uses a vault, or tag:NAME, one of
                       Azure's service tags; repeatable
  --to VAULT           symbol or name of a vault, * globs; repeatable (default: all)
  --expect allow|deny  exit 1 unless every verdict is that

Options
  --parameters FILE    parameter values for the only root; repeatable, later files win
  --environment NAME   an environment of the access file, or of parameter files such as
                       main.prod.bicepparam; vaults --environment '*' compares all of them
  --config FILE        the access file, when it is not the nearest one above the templates
  --base REF           diff: a revision of git, or a second folder
  --exclude GLOB       files and folders that are not read; repeatable
  --allow-read DIR     a folder outside of the repository that functions such as file and
                       loadTextContent may read; repeatable
  --severity LEVEL     info, warning or error: what counts for the exit status (default warning)
  --fail-on-unknown    exit 3 when all that stands in the way are unknowns
  --baseline FILE      check: report only what is not in it
  --write-baseline FILE  check: write there what is found, and report only what comes later
  --format FORMAT      ${describeFormats().join(`\n${indent}`)}
                       (default text)
  --output FILE        write there instead of to standard output
  --no-color  --quiet  --version  --help

Exit status: 0 clean, 1 findings, failing tests or an unmet --expect, 2 usage, or input
that could not be read or judged, 3 only unknowns
`;
import { describeFormats } from "../core/index.ts";
