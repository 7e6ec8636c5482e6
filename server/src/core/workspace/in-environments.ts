import { listAnd } from "../text/list.ts";
/** A sentence with the environments in which alone it holds: "… is Allow in dev and test." */
export function inEnvironments(sentence: string, environments: readonly string[]): string {
  if (environments.length === 0) return sentence;
  const names = listAnd(environments);
  return sentence.endsWith(".") ? `${sentence.slice(0, -1)} in ${names}.` : `${sentence} in ${names}`;
}
