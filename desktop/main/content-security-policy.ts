/** The socket address of an http address: the same host and port over ws or wss. */
function socketOrigin(serverUrl: string): string {
  return serverUrl.replace(/^http/, 'ws');
}

/**
 * What the page may load and whom it may talk to: its own files, and the one server this workstation belongs to. Nothing
 * inline, nothing from elsewhere. Sent as a response header, because `frame-ancestors` has no effect in a meta tag.
 */
export function contentSecurityPolicy(serverUrl: string): string {
  const server = new URL(serverUrl).origin;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `media-src 'self' mediastream: blob: ${server}`,
    `connect-src 'self' ${server} ${socketOrigin(server)}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
