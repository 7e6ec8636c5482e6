import { type Names, noNames, resolveText, type Texts } from "../names.ts";
import { entriesOf, valueOf, type YamlNode } from "../yaml.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Names with the variables of a matrix, which have a value in each job that it makes
 * (https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-job-strategy). A variable that one of them lacks is not known, and
 * none is if an expression gives the matrix.
 */
export function withMatrix(around: Names, job: YamlNode): Names {
  const matrix = valueOf(valueOf(job, "strategy"), "matrix");
  if (!matrix) return around;
  const jobs = entriesOf(matrix);
  const isWritten = jobs.length > 0 && jobs.every(({ key }) => !key.text.startsWith("${{"));
  if (!isWritten) return noNames;
  const names = new Set(jobs.flatMap(({ value }) => entriesOf(value).map(({ key }) => foldWord(key.text))));
  const values = new Map(
    [...names].map((name) => [
      name,
      textsIn(
        jobs.map(({ value }) => value),
        name,
        around,
      ),
    ]),
  );
  const lookUp = (name: string, otherwise: (name: string) => Texts): Texts => {
    const key = foldWord(name);
    return values.has(key) ? (values.get(key) ?? null) : otherwise(name);
  };
  return {
    ...around,
    macro: (name) => lookUp(name, around.macro),
    variable: (name) => lookUp(name.replace(/^env:/, ""), () => around.variable(name)),
  };
}

function textsIn(jobs: readonly YamlNode[], name: string, around: Names): Texts {
  const texts = jobs.map((job) => {
    const value = valueOf(job, name, "folded");
    return value?.kind === "scalar" ? resolveText(value.text, around) : null;
  });
  return texts.every((each) => each !== null) ? [...new Set(texts.flat())] : null;
}
