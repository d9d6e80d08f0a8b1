/**
 * What a cookie of ours is called and where it goes, so that nobody else can plant one.
 *
 * Any host of the same domain, and over plain http anybody on the way, may set a cookie for the desk: with one of their
 * own they would have a resident write into a conversation that they read. A browser takes a name that begins so over TLS
 * from this very host alone, and for all of its paths. Source: RFC 6265bis, 4.1.3.2, "The __Host- Prefix".
 */

export interface HostCookie {
  readonly name: string;
  readonly path: string;
}

/** @param isSecure - the desk is reached over TLS; over plain http, as on a machine of one's own, nothing can be promised */
export function hostCookie({ name, path }: HostCookie, isSecure: boolean): HostCookie {
  return isSecure ? { name: `__Host-${name}`, path: "/" } : { name, path };
}
