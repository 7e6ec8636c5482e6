import type { Command } from "../scripts/script.ts";
import { literalOf } from "../scripts/script.ts";

/**
 * Whether a command may change a vault in a way that is not read: it runs a program in another language, a file or what is not known,
 * deploys templates, or requests something of Azure itself.
 */
export function mayChangeUnseen({ words }: Command): boolean {
  const [program, ...others] = words.map((word) => literalOf(word)?.toLowerCase() ?? null);
  if (program === undefined) return false;
  if (program === null || unknownPart.test(program)) return true;
  const name = program.replace(/^.*[\\/]/, "").replace(/\.(?:exe|cmd)$/, "");
  return (
    [program, ...others].some((each) => scriptFile.test(each ?? "")) ||
    programs.test(name) ||
    cmdlets.test(name) ||
    (name === "az" && requests.test(others[0] ?? ""))
  );
}

/** What takes the place of a part of a script that only the deployment knows. */
const unknownPart = /^[\uE000-\uF8FF]/;
const scriptFile = /\.(?:sh|bash|zsh|ps1|psm1|py|js|rb|pl|cmd|bat)$/;
const programs =
  /^(?:bash|sh|zsh|pwsh|powershell|source|\.|python[\d.]*|node|perl|ruby|php|make|eval|xargs|ssh|docker|kubectl|helm|ansible-playbook|terraform|tofu|terragrunt|pulumi|azd|iex|invoke-expression|start-process)$/;
const cmdlets =
  /^(?:invoke-azrest\w*|(?:set|new)-azresource|(?:new|set)-az\w*deployment\w*|invoke-(?:restmethod|webrequest))$/;
const requests = /^(?:rest|resource|deployment|stack|ts|policy|vm|container|aks)$/;
