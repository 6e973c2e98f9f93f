/** What was looked at already, and then the rest. */
export async function* joined<Value>(
  head: readonly Value[],
  rest: AsyncIterator<Value>,
): AsyncGenerator<Value> {
  yield* head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
