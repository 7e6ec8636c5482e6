/** Three-valued logic after Kleene: "maybe" is what a file leaves open. */
export type Truth = "yes" | "no" | "maybe";

/** Turns a certain answer into a truth. */
export function truth(value: boolean): Truth {
  return value ? "yes" : "no";
}

/** The other answer; "maybe" stays. */
export function not(a: Truth): Truth {
  return a === "maybe" ? "maybe" : truth(a === "no");
}

/** "no" if any is "no", else "maybe" if any is; "yes" of none. */
export function all(answers: Iterable<Truth>): Truth {
  let result: Truth = "yes";
  for (const answer of answers) {
    if (answer === "no") return "no";
    if (answer === "maybe") result = "maybe";
  }
  return result;
}

/** "yes" if any is "yes", else "maybe" if any is; "no" of none. */
export function any(answers: Iterable<Truth>): Truth {
  let result: Truth = "no";
  for (const answer of answers) {
    if (answer === "yes") return "yes";
    if (answer === "maybe") result = "maybe";
  }
  return result;
}

/** What all agree on: "yes" or "no" if each of them is, else "maybe"; "no" of none. */
export function agreed(answers: readonly Truth[]): Truth {
  const [first = "no"] = answers;
  return answers.every((each) => each === first) ? first : "maybe";
}
