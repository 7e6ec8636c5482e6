/**
 * The same function, computing once per key. What it returns must not depend on anything but the key, which is never changed
 * and is forgotten with its answer.
 */
export function remembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const answers = new WeakMap<K, { readonly answer: V }>();
  return (key) => {
    const before = answers.get(key);
    if (before) return before.answer;
    const answer = compute(key);
    answers.set(key, { answer });
    return answer;
  };
}
