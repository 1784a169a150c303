/** What the server refused, with the field that is wrong where one is. */
export class ApiError extends Error {
  constructor(status, refusal) {
    super(refusal.message);
    this.status = status;
    this.word = refusal.error;
    this.field = refusal.field;
    this.allowed = refusal.allowed;
  }
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, { error: 'AWAY', message: 'the results service does not answer' });
  }
  const text = await response.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    body = null;
  }
  if (!response.ok) {
    throw new ApiError(
      response.status,
      body && body.message ? body : { error: 'HTTP', message: `the server answered ${response.status}` },
    );
  }
  return body;
}

/** The JSON behind a path; parameters that are null are left out. */
export function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return answer(fetch(text ? `${path}?${text}` : path, { signal, headers: { Accept: 'application/json' } }));
}

/** Sends an order; the header tells the server that it comes from this page. */
export function post(path, body = {}) {
  return answer(fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Nustream-Dashboard': '1', Accept: 'application/json' },
    body: JSON.stringify(body),
  }));
}

/** Path of something of a campaign. */
export function of(kind, id, ...rest) {
  return ['/api', kind, encodeURIComponent(id), ...rest].join('/');
}
