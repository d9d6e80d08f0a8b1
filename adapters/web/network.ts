/**
 * An address → the network that it counts for. Pure.
 *
 * Behind a proxy the address is whatever stands in a header: with a port at its end, in brackets, or no address at all.
 * Neither a port nor an invention may give a visitor a new account, and nothing that is written there may throw.
 * The URL parser, strict about addresses, also writes them in one form.
 */

/** Counts all visitors whose address cannot be read as one. */
export const NO_ADDRESS = "no address";

/**
 * Finds the network.
 *
 * @param address - as the system or a proxy tells it; any string
 * @returns an address of IPv4, in hex; of IPv6 the first four groups, because one household has 2^64 addresses;
 *   {@link NO_ADDRESS} for what is none
 */
export function network(address: string): string {
  const groups = groupsOf(withoutPort(address.trim()));
  if (groups === undefined) return NO_ADDRESS;
  const isIpv4 = groups.slice(0, 6).join(":") === IPV4_PREFIX;
  return (isIpv4 ? groups.slice(6) : groups.slice(0, 4)).join(":");
}

/** How an IPv4 address begins when it is written as one of IPv6. Source: RFC 4291, 2.5.5.2. */
const IPV4_PREFIX = "0:0:0:0:0:ffff";

/** `192.0.2.1:1001`, `[2001:db8::1]:1001` and `fe80::1%eth0` without what stands behind the address. */
function withoutPort(address: string): string {
  const { bracketed, dotted } =
    /^(?:\[(?<bracketed>[^\]]*)\]|(?<dotted>[\d.]+))(?::\d+)?$/u.exec(address)?.groups ?? {};
  return (bracketed ?? dotted ?? address).replace(/%.*$/su, "");
}

/** The eight groups of an address in hex, without leading zeros; undefined for what is no address. */
function groupsOf(address: string): string[] | undefined {
  const ipv6 = /^\d+(?:\.\d+){3}$/u.test(address) ? `::ffff:${address}` : address;
  const url = `http://[${ipv6}]`;
  if (!/^[\da-f:.]+$/iu.test(ipv6) || !URL.canParse(url)) return undefined;
  const [head = [], tail = []] = new URL(url).hostname
    .slice(1, -1)
    .split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  return [...head, ...new Array<string>(8 - head.length - tail.length).fill("0"), ...tail];
}
