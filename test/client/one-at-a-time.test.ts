import { expect, test } from "vitest";
import { oneAtATime } from "../../client/src/one-at-a-time.ts";
import { questions } from "./support/questions.ts";

test("calls during a round wait for one more, which begins after them", async () => {
  const { ask, asked, answer } = questions<string>();
  const shown: string[] = [];
  const refresh = oneAtATime(async () => {
    shown.push(await ask());
  });
  const [first, second, third] = [refresh(), refresh(), refresh()];
  expect(asked()).toBe(1);
  answer("first");
  await first;
  await expect.poll(asked).toBe(2);
  answer("second");
  await Promise.all([second, third]);
  expect(shown).toEqual(["first", "second"]);
});

test("a round that fails does not keep the next one from its work", async () => {
  const { ask, asked, answer, fail } = questions<string>();
  const shown: string[] = [];
  const refresh = oneAtATime(async () => {
    shown.push(await ask());
  });
  const [first, second] = [refresh(), refresh()];
  fail("restarted");
  await expect(first).rejects.toThrow("restarted");
  await expect.poll(asked).toBe(2);
  answer("second");
  await second;
  const third = refresh();
  answer("third");
  await third;
  expect(shown).toEqual(["second", "third"]);
});

test("nothing begins between a round that ends and the one that waits", async () => {
  let [atOnce, most] = [0, 0];
  const ends: (() => void)[] = [];
  const work = oneAtATime(async () => {
    most = Math.max(most, ++atOnce);
    await new Promise<void>((resolve) => ends.push(resolve));
    atOnce--;
    // Calls of those who hear of the end at any moment after it.
    let moment = Promise.resolve();
    for (let at = 0; at < 10; at++)
      moment = moment.then(() => {
        if (ends.length < 5) void work();
      });
  });
  void work();
  void work();
  for (let at = 0; at < 4; at++) {
    await expect.poll(() => ends.length).toBeGreaterThan(at);
    ends[at]?.();
  }
  await expect.poll(() => ends.length).toBe(5);
  expect(most).toBe(1);
  ends[4]?.();
});
