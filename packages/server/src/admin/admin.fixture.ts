/** Calls of the admin API as a program makes them. */

export interface AdminAnswer {
  status: number;
  // The document says what it is; the server validates it by that before it is sent.
  body: ReturnType<typeof JSON.parse>;
}

/** Sends `body` as JSON where there is one. */
export async function admin(
  url: string,
  call: `${'GET' | 'POST' | 'PUT' | 'DELETE'} ${string}`,
  body?: object,
): Promise<AdminAnswer> {
  const [method = '', path = ''] = call.split(' ');
  const response = await fetch(`${url}/__admin${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}
